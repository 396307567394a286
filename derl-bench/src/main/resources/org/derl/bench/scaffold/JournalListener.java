package @package@;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.derl.model.TrainingListener;

/** Writes a line for each epoch into a file of the trial's folder. */
final class JournalListener implements TrainingListener {

    private final Path file;

    /**
     * @param file its name
     */
    record Config(String file) {}

    JournalListener(Config config, Path folder) {
        file = folder.resolve(config.file());
    }

    @Override
    public void finished(Epoch epoch) {
        String line = String.format(
                Locale.ROOT,
                "epoch %d: loss %.4f, %s %.4f%s",
                epoch.epoch(),
                epoch.trainingLoss(),
                epoch.metric(),
                epoch.validation(),
                epoch.best() ? ", best so far" : "");
        try {
            Files.write(file, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
