package org.derl.bench.cli.data;

import jakarta.inject.Inject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.configuration.Doubles;
import org.derl.bench.configuration.Formats;
import org.derl.bench.data.ClipColumns;
import org.derl.bench.data.Clips;
import org.derl.bench.text.LineWidth;
import org.derl.bench.text.Paragraphs;
import org.derl.bench.text.Printable;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NumberArray;
import org.derl.io.AtomicFile;
import org.derl.io.Quantity;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code derl data extract}. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description = "Writes the features of recordings (WAV), or of OpenFace's files, as one table.",
        footer = {
            "",
            "The table has the columns id, step and one per feature, and can be imported. An",
            "import reads the same recordings without it: docs/own-recordings.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The table holds all recordings.",
            "1:Some cannot be read and are named on standard error; the table holds the others.",
            "2:An argument or a setting cannot be used, or no recording can be read; see the message."
        })
final class DataExtractCommand extends ConfiguredCommand {

    private static final String RECIPE = "-recipe.txt";

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Recordings, or folders of them; the name of a file is the id of its clip.")
    private List<Path> places;

    @Option(names = "--out", required = true, paramLabel = "FILE.csv", description = "The table to write.")
    private Path table;

    @Inject
    private Formats formats;

    @Override
    protected void check() {
        Doubles.refuse("the file", places);
        Path folder = table.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "--out " + table + ": there is no folder " + folder + " to write it into");
        }
    }

    @Override
    protected int run() throws IOException {
        Clips clips = Clips.in(formats, places);
        Rows rows = new Rows();
        AtomicFile.write(table, unfinished -> {
            try (BufferedWriter writer = Files.newBufferedWriter(unfinished)) {
                clips.each((id, clip) -> rows.write(writer, id, clip));
            }
            if (rows.clips == 0) {
                throw new IOException(String.join("\n", clips.damaged()));
            }
        });
        if (!rows.recipe.isEmpty()) {
            AtomicFile.write(recipe(), rows.recipe + "\n");
        }
        clips.damaged().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
        report(clips, rows);
        return clips.damaged().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Beside the table: how its numbers were computed, so that whoever computes more can see whether they compare. */
    private Path recipe() {
        return table.resolveSibling(String.valueOf(table.getFileName()).replaceFirst("\\.[^.]*$", "") + RECIPE);
    }

    private void report(Clips clips, Rows rows) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(table + ": " + Quantity.of(rows.clips, "clip") + ", " + Quantity.of(rows.steps, "time step") + ", "
                + Quantity.of(rows.columns.size(), "feature")
                + (clips.damaged().isEmpty()
                        ? ""
                        : "; " + clips.damaged().size() + " of " + clips.size() + " files cannot be read"));
        if (!rows.recipe.isEmpty()) {
            say(rows.recipe + " (in " + recipe().getFileName() + ")");
        }
        clips.remarks().forEach(this::say);
        out.flush();
    }

    private void say(String sentence) {
        Paragraphs.broken(Printable.of(sentence), LineWidth.ofReports() - 2)
                .forEach(line -> spec.commandLine().getOut().println("  " + line));
    }

    /** The rows of a table on their way into a file. */
    private static final class Rows {

        private List<String> columns = List.of();
        private final ClipColumns alike =
                new ClipColumns("write a table of each kind, by naming their files or folders alone");
        private String recipe = "";
        private int clips;
        private long steps;

        void write(BufferedWriter writer, String id, ArrayFile clip) throws IOException {
            if (!(clip.arrays().get(0).array() instanceof NumberArray numbers)
                    || clip.columns().isEmpty()) {
                throw new IOException(clip.path() + " is no recording (WAV) and no file of OpenFace (CSV)");
            }
            alike.check("", clip.path(), clip.columns());
            if (clips == 0) {
                columns = clip.columns();
                recipe = clip.recipe();
                writer.write("id,step," + String.join(",", columns) + "\n");
            }
            int width = columns.size();
            int length = Math.toIntExact(numbers.size() / width);
            float[] values = new float[length * width];
            numbers.floats(0, values, 0, values.length);
            for (int step = 0; step < length; step++) {
                StringBuilder row = new StringBuilder(quoted(id)).append(',').append(step);
                for (int i = 0; i < width; i++) {
                    row.append(',').append(values[step * width + i]);
                }
                writer.write(row.append('\n').toString());
            }
            clips++;
            steps += length;
        }

        private static String quoted(String id) {
            return id.matches("[^,;\t|\" \n\r]+") ? id : '"' + id.replace("\"", "\"\"") + '"';
        }
    }
}
