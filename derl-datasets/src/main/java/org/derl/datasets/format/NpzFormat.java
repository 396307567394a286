package org.derl.datasets.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NamedArray;
import org.derl.datasets.array.ArrayLimit;
import org.derl.datasets.array.FileArrays;
import org.derl.datasets.array.MappedFile;
import org.derl.datasets.array.TextBudget;
import org.derl.datasets.format.NpyFormat.Stretch;
import org.derl.datasets.format.ZipDirectory.Member;
import org.derl.datasets.format.ZipDirectory.Method;
import org.derl.datasets.pickle.PickleFormat;
import org.derl.datasets.pickle.PickleReader;
import org.derl.io.Directories;

/**
 * A zip file of numpy arrays. The member {@code train/audio.npy} is the array at train, audio. Members that are stored
 * as they are stay in the file; deflated ones are inflated when they are asked for.
 */
public final class NpzFormat implements FileFormat {

    private static final byte[] MAGIC = {'P', 'K', 3, 4};
    private static final int LOCAL_SIZE = 30;
    private static final String SUFFIX = ".npy";

    private final Config config;
    private final PickleReader objects;

    /**
     * @param inflatedBytes how many bytes the deflated members may become at most, all together
     * @param textBytes how many bytes of texts a file may hold at most, for they are read when it is opened
     * @param arrays how many arrays a file may have at most
     * @param objects limits on arrays of objects, which are pickles
     */
    public record Config(long inflatedBytes, long textBytes, int arrays, PickleFormat.Config objects) {

        /** Refuses what leaves no room. */
        public Config {
            if (inflatedBytes < 0 || textBytes < 0) {
                throw new IllegalArgumentException("inflated-bytes and text-bytes cannot be negative");
            }
        }
    }

    public NpzFormat(Config config, Directories directories) {
        this.config = config;
        this.objects = new PickleReader(config.objects(), directories, "npz.objects");
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        // Other things are zip files too, such as what PyTorch saves.
        return start.length >= MAGIC.length
                && ByteBuffer.wrap(start, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
                && (firstMember(start).endsWith(SUFFIX)
                        || file.toString().toLowerCase(Locale.ROOT).endsWith(".npz"));
    }

    private static String firstMember(byte[] start) {
        if (start.length <= LOCAL_SIZE) {
            return "";
        }
        int length = (start[26] & 0xff) | (start[27] & 0xff) << Byte.SIZE;
        return new String(start, LOCAL_SIZE, Math.min(length, start.length - LOCAL_SIZE), StandardCharsets.ISO_8859_1);
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        MappedFile mapped = MappedFile.open(file);
        try {
            ArrayLimit limit = new ArrayLimit(file, "npz", config.arrays());
            List<Member> members = ZipDirectory.read(mapped, limit);
            checkInflated(members);
            TextBudget budget = new TextBudget(file, "npz", config.textBytes());
            Set<String> names = new HashSet<>();
            List<NamedArray> arrays = new ArrayList<>();
            for (Member member : members) {
                if (!names.add(member.name())) {
                    throw new UnsoundException("it has two members " + member.name());
                }
                List<String> path = path(member);
                arrays(mapped, member, budget).forEach(array -> arrays.add(below(path, array)));
                limit.check(arrays.size());
            }
            return new FileArrays(file, arrays);
        } catch (UnsoundException e) {
            throw new IOException(file + " is no sound zip file of numpy arrays: " + e.getMessage(), e);
        }
    }

    private void checkInflated(List<Member> members) throws UnsoundException {
        long inflated = 0;
        for (Member member : members) {
            if (member.method() == Method.DEFLATED) {
                if (member.size() > config.inflatedBytes() - inflated) {
                    throw new UnsoundException("with its member " + member.name() + ", " + member.size()
                            + " bytes when inflated, it exceeds inflated-bytes = " + config.inflatedBytes()
                            + "; write it with numpy.savez, which does not compress, or raise it, as in --set"
                            + " format.npz.inflated-bytes=8000000000");
                }
                inflated += member.size();
            }
        }
    }

    private static List<String> path(Member member) throws UnsoundException {
        String name = member.name();
        List<String> path = name.endsWith(SUFFIX)
                ? List.of(name.substring(0, name.length() - SUFFIX.length()).split("/", -1))
                : List.of();
        if (path.isEmpty() || path.contains("")) {
            throw new UnsoundException("its member '" + name + "' is no array: its name should be as train/audio.npy");
        }
        return path;
    }

    private List<NamedArray> arrays(MappedFile file, Member member, TextBudget budget)
            throws IOException, UnsoundException {
        try {
            return member.method() == Method.STORED
                    ? NpyFormat.arrays(file, new Stretch(member.start(), member.size()), budget, objects)
                    : DeflatedArray.open(file, member, budget, objects);
        } catch (UnsoundException e) {
            throw new UnsoundException("in its member " + member.name() + " " + e.getMessage());
        }
    }

    private static NamedArray below(List<String> path, NamedArray array) {
        List<String> names = new ArrayList<>(path);
        names.addAll(array.path().equals(NpyFormat.UNNAMED) ? List.of() : array.path());
        return new NamedArray(names, array.array());
    }
}
