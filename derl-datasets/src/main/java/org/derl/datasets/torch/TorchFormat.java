package org.derl.datasets.torch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NamedArray;
import org.derl.datasets.array.ArrayLimit;
import org.derl.datasets.array.MappedFile;
import org.derl.datasets.format.UnsoundException;
import org.derl.datasets.format.ZipDirectory;
import org.derl.datasets.format.ZipDirectory.Member;
import org.derl.datasets.format.ZipDirectory.Method;
import org.derl.datasets.pickle.PickleFormat;
import org.derl.datasets.pickle.PickleReader;
import org.derl.datasets.pickle.bytes.RawBytes.Span;
import org.derl.io.Directories;

/**
 * What {@code torch.save} writes of dictionaries and lists of tensors. The pickle within is read as any other: nothing
 * in it is run, and numbers of tensors stay in the file.
 */
public final class TorchFormat implements FileFormat {

    private static final Pattern ZIP = Pattern.compile(
            "^PK\u0003\u0004.{26}[^/]*/(data\\.pkl|\\.format_version|byteorder|version)", Pattern.DOTALL);
    private static final String WEIGHTS =
            "; by their names they are the weights of a network (state_dict), not features";
    private static final String PICKLE = "/data.pkl";

    private final Config config;
    private final PickleReader reader;

    /** @param objects limits on the pickle within */
    public record Config(PickleFormat.Config objects) {}

    public TorchFormat(Config config, Directories directories) {
        this.config = config;
        this.reader = new PickleReader(config.objects(), directories, "torch.objects");
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        return PickleReader.isFormerTorch(start)
                || ZIP.matcher(new String(start, StandardCharsets.ISO_8859_1)).lookingAt();
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        MappedFile mapped = MappedFile.open(file);
        byte[] start = new byte[(int) Math.min(START, mapped.size())];
        mapped.bytes(0, start.length).get(start);
        try {
            PickleReader.Content content =
                    PickleReader.isFormerTorch(start) ? reader.readFormer(mapped) : zipped(mapped);
            if (content.arrays().isEmpty()) {
                throw new IOException(
                        file + " is a file of PyTorch that holds no tensors; name the file that has the features");
            }
            return new Opened(
                    file,
                    content.arrays(),
                    List.of("tensors of PyTorch, read as arrays" + (isNetwork(content.arrays()) ? WEIGHTS : "")));
        } catch (UnsoundException e) {
            throw new IOException(file + " is no sound file of PyTorch: " + e.getMessage(), e);
        }
    }

    /** Whether names are those of a state_dict. */
    private static boolean isNetwork(List<NamedArray> arrays) {
        return arrays.stream()
                .anyMatch(array -> array.name().matches(".*\\b(weight|bias|running_mean)(_[a-z]+_l[0-9]+)?"));
    }

    private record Opened(Path path, List<NamedArray> arrays, List<String> remarks) implements ArrayFile {}

    private PickleReader.Content zipped(MappedFile file) throws IOException, UnsoundException {
        ArrayLimit limit =
                new ArrayLimit(file.path(), "torch.objects", config.objects().arrays());
        List<Member> members = ZipDirectory.read(file, limit);
        Member pickle = members.stream()
                .filter(member -> member.name().indexOf(PICKLE) == member.name().indexOf('/')
                        && member.name().endsWith(PICKLE))
                .findFirst()
                .orElseThrow(() -> new UnsoundException("it has no member data.pkl"));
        String folder = pickle.name().substring(0, pickle.name().length() - PICKLE.length());
        Map<String, Span> storages = new HashMap<>();
        for (Member member : members) {
            if (member.name().equals(folder + "/byteorder")) {
                checkLittle(file, member);
            } else if (member.name().startsWith(folder + "/data/")) {
                storages.put(member.name().substring(folder.length() + "/data/".length()), span(member));
            }
        }
        return reader.read(file, span(pickle), storages);
    }

    private static void checkLittle(MappedFile file, Member member) throws IOException, UnsoundException {
        int length = (int) Math.min(span(member).length(), 16);
        byte[] order = new byte[length];
        file.bytes(member.start(), length).get(order);
        if (!new String(order, StandardCharsets.US_ASCII).equals("little")) {
            throw new UnsoundException(
                    "it was written on a machine whose highest byte comes first; in Python, write it "
                            + "anew on another: torch.save(torch.load(...), ...)");
        }
    }

    private static Span span(Member member) throws UnsoundException {
        if (member.method() != Method.STORED) {
            throw new UnsoundException("its member " + member.name() + " is deflated, which PyTorch never does; in "
                    + "Python, write it anew: torch.save(torch.load(...), ...)");
        }
        return new Span(member.start(), member.size());
    }
}
