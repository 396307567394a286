package org.derl.bench.trial;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.derl.bench.train.Progress;
import org.derl.data.SplitName;
import org.derl.tensor.Kernels;

/**
 * Trains models for 20 steps on the built-in data set, each as a whole trial in this process, and prints a checksum of
 * their weights and predictions. The arguments: a folder, and the kernels, for which the environment must be set.
 */
final class TwentySteps {

    private static final List<String> MODELS = List.of("derl", "mult", "misa", "tfn");
    private static final String SETTINGS =
            """
            planted.data-set.folds { train = 160, valid = 16, test = 16 }
            NAME.training { epochs = 1, batch-size = 8 }
            """;

    private TwentySteps() {}

    public static void main(String[] arguments) throws IOException {
        CRC32 checksum = new CRC32();
        for (String model : MODELS) {
            TrialFolder folder = new TrialFolder(
                    Files.createDirectories(Path.of(arguments[0]).resolve(model)));
            Trial trial = new Trial(
                    model,
                    "planted",
                    "tiny-bert",
                    1,
                    "cpu",
                    Kernels.valueOf(arguments[1]),
                    ConfigFactory.parseString(SETTINGS.replace("NAME", model)),
                    SplitName.TEST);
            new TrialRun(TwentySteps.class.getClassLoader(), trial).run(folder, Progress.NONE);
            for (String file : List.of("weights.safetensors", "test.csv")) {
                checksum.update(Files.readAllBytes(folder.path().resolve(file)));
            }
        }
        System.out.println("checksum " + Long.toHexString(checksum.getValue()));
    }
}
