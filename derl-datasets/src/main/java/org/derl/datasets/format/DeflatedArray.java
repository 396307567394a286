package org.derl.datasets.format;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.data.file.StoredArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.MappedFile;
import org.derl.datasets.array.TextBudget;
import org.derl.datasets.format.ZipDirectory.Member;
import org.derl.datasets.pickle.PickleReader;
import org.jspecify.annotations.Nullable;

/** Numbers of a deflated member of a zip file. They are inflated when they are first read, and kept. */
final class DeflatedArray implements NumberArray {

    /** A byte of deflated data becomes no more bytes than this. */
    private static final long MOST_PER_BYTE = 1032;

    private static final int BLOCK = 1 << 16;

    private final MappedFile file;
    private final Member member;
    private final NpyHeader header;
    private @Nullable BufferNumbers inflated;

    private DeflatedArray(MappedFile file, Member member, NpyHeader header) {
        this.file = file;
        this.member = member;
        this.header = header;
    }

    /** The array of a member, or all that its objects hold; texts and objects are read at once. */
    static List<NamedArray> open(MappedFile file, Member member, TextBudget budget, PickleReader objects)
            throws IOException, UnsoundException {
        if (member.size() > Integer.MAX_VALUE - Long.BYTES || member.size() / MOST_PER_BYTE > member.stored()) {
            throw new UnsoundException("it claims to become " + member.size() + " bytes when inflated, of "
                    + member.stored() + "; above 2 GiB, write it with numpy.savez, which does not compress");
        }
        ByteBuffer start = inflate(file, member, (int) Math.min(NpyHeader.START, member.size()));
        int length = NpyHeader.length(start);
        if (length > member.size()) {
            throw new UnsoundException("it ends within its header");
        }
        NpyHeader header = NpyHeader.parse(inflate(file, member, length));
        header.checkSize(member.size());
        if (header.type().isObject()) {
            return objects.read(file.path(), data(file, member, header)).arrays();
        }
        return List.of(new NamedArray(NpyFormat.UNNAMED, array(file, member, header, budget)));
    }

    private static StoredArray array(MappedFile file, Member member, NpyHeader header, TextBudget budget)
            throws IOException, UnsoundException {
        if (header.type().isText()) {
            ByteBuffer data = data(file, member, header);
            return header.texts(budget, (at, count) -> data.slice((int) at, count));
        }
        return new DeflatedArray(file, member, header);
    }

    /** All data, whose checksum is right. */
    private static ByteBuffer data(MappedFile file, Member member, NpyHeader header)
            throws IOException, UnsoundException {
        ByteBuffer all = inflate(file, member, (int) member.size());
        CRC32 checksum = new CRC32();
        checksum.update(all.duplicate());
        if (checksum.getValue() != member.crc()) {
            throw new UnsoundException("its checksum is wrong; copy it again");
        }
        return all.slice(header.dataStart(), all.limit() - header.dataStart());
    }

    /** The first so many bytes; when these are all, there must be no more. */
    private static ByteBuffer inflate(MappedFile file, Member member, int count) throws IOException, UnsoundException {
        byte[] bytes = new byte[count];
        Inflater inflater = new Inflater(true);
        try {
            long read = 0;
            int done = 0;
            while (done < count) {
                if (inflater.needsInput() && read < member.stored()) {
                    int block = (int) Math.min(BLOCK, member.stored() - read);
                    inflater.setInput(file.bytes(member.start() + read, block));
                    read += block;
                }
                int more = inflater.inflate(bytes, done, count - done);
                if (more == 0 && (inflater.finished() || inflater.needsDictionary() || read == member.stored())) {
                    throw new UnsoundException("it ends too early; copy it again");
                }
                done += more;
            }
            if (count == member.size() && inflater.inflate(new byte[1]) > 0) {
                throw new UnsoundException("it becomes more bytes when inflated than its directory says");
            }
            return ByteBuffer.wrap(bytes);
        } catch (DataFormatException e) {
            throw new UnsoundException("its deflated data are damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private synchronized BufferNumbers numbers() throws IOException {
        if (inflated == null) {
            try {
                inflated = BufferNumbers.of(
                        header.type().numbers(),
                        header.shape(),
                        header.order(),
                        data(file, member, header).order(header.type().byteOrder()));
            } catch (UnsoundException e) {
                throw new IOException(file.path() + ": in its member " + member.name() + " " + e.getMessage(), e);
            }
        }
        return inflated;
    }

    @Override
    public String dtype() {
        return header.type().numbers().toString();
    }

    @Override
    public Shape shape() {
        return header.shape();
    }

    @Override
    public int elementBytes() {
        return header.type().bytes();
    }

    @Override
    public void floats(long from, float[] target, int offset, int count) throws IOException {
        numbers().floats(from, target, offset, count);
    }

    @Override
    public void doubles(long from, double[] target, int offset, int count) throws IOException {
        numbers().doubles(from, target, offset, count);
    }

    @Override
    public void bytes(long from, ByteBuffer target) throws IOException {
        numbers().bytes(from, target);
    }
}
