package org.derl.datasets.pickle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Makes the files that the fuzzing of pickles starts from. */
final class PickleCorpus {

    private static final Path RESOURCES = Path.of("src", "test", "resources", "org", "derl", "datasets");
    private static final List<String> MUTATED = List.of("lmf_mosi_py2_p2_f64.pkl", "unaligned_p3_obj_f32.pkl");
    private static final int MUTATIONS = 4;

    private PickleCorpus() {}

    /** The small files of the field's layouts, some of them with a few bytes changed, and one of each attack. */
    static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> published = Files.list(RESOURCES.resolve("data-formats"))) {
            for (Path file : published
                    .filter(path -> path.toString().endsWith(".pkl"))
                    .sorted()
                    .toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        for (String name : MUTATED) {
            for (int seed = 0; seed < MUTATIONS; seed++) {
                files.put("changed-" + seed + "-" + name, mutated(files.get(name), new Random(seed)));
            }
        }
        ATTACKS.forEach(name -> files.put(
                "hostile-" + name,
                HostilePickles.all().get(name).instructions().getBytes(StandardCharsets.ISO_8859_1)));
        return files;
    }

    private static final List<String> ATTACKS = List.of(
            "system",
            "eval",
            "getattr",
            "state-of-list",
            "inst",
            "newobj",
            "persistent",
            "extension",
            "buffer",
            "lists-of-lists",
            "dictionaries-of-dictionaries",
            "tuples-of-tuples",
            "one-text-decoded-often",
            "one-array-of-texts-often",
            "list-within-itself",
            "deep-marks",
            "bytes-8",
            "text-8",
            "long-4",
            "frame",
            "endless-line",
            "pop-below-mark",
            "items-to-list",
            "list-as-key",
            "unknown-memo",
            "unknown-escape",
            "impossible-character",
            "records",
            "too-few-bytes",
            "impossible-bytes",
            "texts-of-nothing",
            "objects-without-list",
            "no-character",
            "torch-file-in-torch-file",
            "storage-beyond-file",
            "tensor-beyond-storage",
            "tensor-stride-of-all",
            "tensor-bomb");

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        for (int i = 0; i < 3; i++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return changed;
    }

    /** Writes them into the folder where the fuzzer looks for them. */
    public static void main(String[] arguments) throws IOException {
        Path folder = RESOURCES.resolve(Path.of("pickle", "PickleFuzzTestInputs", "anyBytesAreReadOrRefused"));
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
