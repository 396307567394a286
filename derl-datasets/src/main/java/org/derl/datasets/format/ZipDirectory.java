package org.derl.datasets.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.derl.datasets.array.ArrayLimit;
import org.derl.datasets.array.MappedFile;

/**
 * The members of a zip file, by its central directory, with the place of their data. Java's own reader does not tell
 * that place, and without it what is stored as it is could not be mapped.
 */
public final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_SIZE = 20;
    private static final int MEMBER = 0x02014b50;
    private static final int MEMBER_SIZE = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final long IN_EXTRA = 0xffffffffL;
    private static final int ENCRYPTED = 1;

    private final MappedFile file;

    private ZipDirectory(MappedFile file) {
        this.file = file;
    }

    /** How data are kept. */
    public enum Method {
        STORED,
        DEFLATED
    }

    /**
     * One member.
     *
     * @param crc of its data, uncompressed
     * @param stored how many bytes its data take in the file
     * @param size how many they are, uncompressed
     * @param start where its data begin in the file
     */
    public record Member(String name, Method method, long crc, long stored, long size, long start) {}

    /** Reads the directory of a file. */
    public static List<Member> read(MappedFile file, ArrayLimit limit) throws IOException, UnsoundException {
        return new ZipDirectory(file).members(limit);
    }

    private List<Member> members(ArrayLimit limit) throws IOException, UnsoundException {
        long end = end();
        ByteBuffer record = file.bytes(end, END_SIZE);
        long count = record.getShort(10) & 0xffff;
        long size = record.getInt(12) & IN_EXTRA;
        long start = record.getInt(16) & IN_EXTRA;
        long locator = end - LOCATOR_64_SIZE;
        if (locator >= 0 && file.bytes(locator, Integer.BYTES).getInt() == LOCATOR_64) {
            ByteBuffer end64 = file.bytes(file.bytes(locator, LOCATOR_64_SIZE).getLong(8), 56);
            if (end64.getInt(0) != END_64) {
                throw new UnsoundException("the end of its directory is not where it should be");
            }
            count = end64.getLong(32);
            size = end64.getLong(40);
            start = end64.getLong(48);
        }
        if (size > Integer.MAX_VALUE || count < 0 || count > size / MEMBER_SIZE) {
            throw new UnsoundException("its directory claims " + count + " members in " + size + " bytes");
        }
        limit.check(count);
        ByteBuffer directory = file.bytes(start, (int) size);
        List<Member> members = new ArrayList<>();
        long stored = 0;
        for (long i = 0; i < count; i++) {
            Member member = member(directory);
            stored += member.stored();
            if (stored > file.size()) {
                throw new UnsoundException("its members overlap, up to " + member.name());
            }
            members.add(member);
        }
        return members;
    }

    /** Where the record at the end lies, after which only a comment may follow. */
    private long end() throws EOFException, UnsoundException {
        for (long at = file.size() - END_SIZE; at >= Math.max(0, file.size() - END_SIZE - LONGEST_COMMENT); at--) {
            ByteBuffer record = file.bytes(at, END_SIZE);
            if (record.getInt(0) == END && at + END_SIZE + (record.getShort(20) & 0xffff) == file.size()) {
                return at;
            }
        }
        throw new UnsoundException("it has no directory at its end; if it was cut off, copy it again");
    }

    private Member member(ByteBuffer directory) throws EOFException, UnsoundException {
        if (directory.remaining() < MEMBER_SIZE || directory.getInt(directory.position()) != MEMBER) {
            throw new UnsoundException("its directory is damaged");
        }
        ByteBuffer fields = part(directory, MEMBER_SIZE);
        String name = StandardCharsets.UTF_8
                .decode(part(directory, fields.getShort(28) & 0xffff))
                .toString();
        ByteBuffer extra = part(directory, fields.getShort(30) & 0xffff);
        part(directory, fields.getShort(32) & 0xffff);
        if ((fields.getShort(8) & ENCRYPTED) != 0) {
            throw new UnsoundException("its member " + name + " is encrypted");
        }
        Sizes sizes = Sizes.of(fields, extra);
        int method = fields.getShort(10) & 0xffff;
        if ((method != 0 && method != 8) || (method == 0 && sizes.stored() != sizes.size())) {
            throw new UnsoundException("its member " + name + " is neither stored as it is nor deflated");
        }
        return new Member(
                name,
                method == 0 ? Method.STORED : Method.DEFLATED,
                fields.getInt(16) & IN_EXTRA,
                sizes.stored(),
                sizes.size(),
                dataStart(name, sizes));
    }

    /**
     * What exceeds 32 bits stands after the name.
     *
     * @param header where the member's own header begins
     */
    private record Sizes(long stored, long size, long header) {

        static Sizes of(ByteBuffer fields, ByteBuffer extra) throws UnsoundException {
            ByteBuffer large = large(extra);
            long size = either(fields.getInt(24), large);
            long stored = either(fields.getInt(20), large);
            long header = either(fields.getInt(42), large);
            return new Sizes(stored, size, header);
        }

        private static long either(int field, ByteBuffer large) throws UnsoundException {
            if ((field & IN_EXTRA) != IN_EXTRA) {
                return field & IN_EXTRA;
            }
            if (large.remaining() < Long.BYTES || large.getLong(large.position()) < 0) {
                throw new UnsoundException("its directory is damaged");
            }
            return large.getLong();
        }

        private static ByteBuffer large(ByteBuffer extra) throws UnsoundException {
            while (extra.remaining() >= 4) {
                int id = extra.getShort();
                ByteBuffer block = part(extra, extra.getShort() & 0xffff);
                if (id == 1) {
                    return block;
                }
            }
            return ByteBuffer.allocate(0);
        }
    }

    private long dataStart(String name, Sizes sizes) throws EOFException, UnsoundException {
        ByteBuffer local = file.bytes(sizes.header(), LOCAL_SIZE);
        if (local.getInt(0) != LOCAL) {
            throw new UnsoundException("its member " + name + " is not where its directory says");
        }
        long start = sizes.header() + LOCAL_SIZE + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
        if (sizes.stored() > file.size() - start) {
            throw new UnsoundException("its member " + name + " reaches beyond its end; copy it again");
        }
        return start;
    }

    private static ByteBuffer part(ByteBuffer buffer, int length) throws UnsoundException {
        if (length > buffer.remaining()) {
            throw new UnsoundException("its directory is damaged");
        }
        ByteBuffer part = buffer.slice(buffer.position(), length).order(buffer.order());
        buffer.position(buffer.position() + length);
        return part;
    }
}
