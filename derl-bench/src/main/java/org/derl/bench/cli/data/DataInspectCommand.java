package org.derl.bench.cli.data;

import com.google.gson.GsonBuilder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.configuration.Formats;
import org.derl.bench.data.ArrayContent;
import org.derl.bench.data.ArrayName;
import org.derl.bench.data.DataFiles;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.table.TableFormat;
import org.derl.bench.text.Paragraphs;
import org.derl.bench.text.Printable;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.Reading;
import org.derl.io.Reason;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code derl data inspect}. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Lists the arrays of a data file.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The arrays were listed.",
            "1:The file cannot be read or is refused; one line on standard error says why.",
            "2:An argument cannot be used; see the message."
        })
final class DataInspectCommand extends ConfiguredCommand {

    private static final int WIDTH = 80;

    @Parameters(index = "0", paramLabel = "FILE", description = "The data file; a folder means those within it.")
    private Path file;

    @Option(
            names = "--json",
            description = "Print a JSON array with one object an array: its bytes' SHA-256 (little-endian, in C order) "
                    + "and how many of its numbers are NaN or infinite, too.")
    private boolean json;

    @Inject
    private Formats formats;

    @Override
    protected int run() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (DataFiles files = DataFiles.open(formats, List.of(file))) {
            out.print(json ? json(files) : table(files));
            out.flush();
            PrintWriter notes = json ? err : out;
            notes(files).forEach(notes::println);
            notes.flush();
            return ExitCode.OK;
        } catch (IOException e) {
            err.println(Reason.inOneLine(e));
            err.flush();
            return ExitCode.SOFTWARE;
        }
    }

    private static String json(DataFiles files) throws IOException {
        List<ArrayContent> contents = new ArrayList<>();
        for (ArrayFile opened : files.files()) {
            for (NamedArray array : opened.arrays()) {
                contents.add(ArrayContent.of(array));
            }
        }
        return Printable.json(new GsonBuilder()
                        .serializeNulls()
                        .disableHtmlEscaping()
                        .setPrettyPrinting()
                        .create()
                        .toJson(contents))
                + "\n";
    }

    private static String table(DataFiles files) {
        StringBuilder text = new StringBuilder();
        for (ArrayFile opened : files.files()) {
            List<List<String>> rows = new ArrayList<>();
            for (NamedArray array : opened.arrays()) {
                ArrayName name = ArrayName.of(array.path());
                rows.add(List.of(
                        name.split(),
                        Printable.of(Printable.name(name.key())),
                        Printable.of(array.array().dtype()),
                        Printable.name(array.array().shape().toString())));
            }
            text.append(text.isEmpty() ? "" : "\n");
            text.append(TableFormat.print(new Table(
                    opened.path().toString(),
                    List.of(Column.left("split"), Column.left("key"), Column.left("dtype"), Column.left("shape")),
                    rows)));
        }
        return text.toString();
    }

    /** What formats guessed or left out, and what was passed over in a folder. */
    private static List<String> notes(DataFiles files) {
        return files.readings(Optional.empty()).stream()
                .map(reading -> "note: " + reading.origins().get(0).file().getFileName()
                        + (reading.meaning().equals(Reading.LEFT_OUT) ? " is left out" : "") + ": "
                        + reading.remark())
                .flatMap(note -> Paragraphs.broken(Printable.of(note), WIDTH).stream())
                .toList();
    }
}
