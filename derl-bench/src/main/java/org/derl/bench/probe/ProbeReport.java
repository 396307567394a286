package org.derl.bench.probe;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.table.TableFormat;
import org.derl.bench.text.Paragraphs;
import org.derl.bench.trial.CheckedJson;
import org.derl.data.SplitName;
import org.derl.io.AtomicFile;

/**
 * What a model can be trusted with.
 *
 * @param data the title of the data set
 * @param model of the comparison, with all that it was now let predict of the test split
 * @param split by which modalities and parts were looked at
 * @param seeds how many trials were
 * @param sections in their order
 * @param notes what else a reader must be told, a sentence each
 */
public record ProbeReport(
        String data,
        ComparedSystem model,
        SplitName split,
        int seeds,
        List<ProbeSection> sections,
        List<String> notes) {

    /** Keeps the lists as they are. */
    public ProbeReport {
        sections = List.copyOf(sections);
        notes = List.copyOf(notes);
    }

    /** The same with one more thing to tell. */
    public ProbeReport and(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new ProbeReport(data, model, split, seeds, sections, more);
    }

    /** What names of files begin with. */
    public String fileName() {
        return "probe-" + model.name() + (split == SplitName.TEST ? "-test" : "");
    }

    private String title() {
        return model.title() + " on " + data;
    }

    private String circumstances() {
        return (seeds == 1 ? "One seed" : seeds + " seeds") + "; modalities and parts by the "
                + split.name().toLowerCase(Locale.ROOT) + " split.";
    }

    /**
     * For terminals.
     *
     * @param width of a line
     */
    public String text(int width) {
        List<String> lines = new ArrayList<>();
        lines.add(title());
        lines.addAll(Paragraphs.broken(circumstances(), width));
        int number = 0;
        for (ProbeSection section : sections) {
            lines.add("");
            lines.addAll(Paragraphs.broken(++number + ". " + section.question(), width));
            section.verdicts().forEach(verdict -> lines.addAll(Paragraphs.broken(verdict, width)));
            if (!section.table().rows().isEmpty()) {
                lines.add("");
                lines.add(TableFormat.print(section.table()).stripTrailing());
            }
        }
        lines.add("");
        notes.forEach(note -> lines.addAll(Paragraphs.broken(note, width)));
        return String.join("\n", lines) + "\n";
    }

    /** Writes {@code probe-MODEL.md} and {@code probe-MODEL.json} into the folder of the comparison. */
    public void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve(fileName() + ".md"), markdown());
        CheckedJson.write(folder.resolve(fileName() + ".json"), json());
    }

    private String markdown() {
        List<String> blocks = new ArrayList<>(List.of("# " + title(), circumstances()));
        for (ProbeSection section : sections) {
            blocks.add("## " + section.question());
            section.verdicts().forEach(verdict -> blocks.add("**" + verdict + "**"));
            if (!section.table().rows().isEmpty()) {
                blocks.add(TableFormat.MARKDOWN.write(section.table()).strip());
            }
        }
        blocks.addAll(notes);
        return String.join("\n\n", blocks) + "\n";
    }

    private JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("data", data);
        json.addProperty("model", model.name());
        json.addProperty("split", split.name());
        json.addProperty("seeds", seeds);
        for (ProbeSection section : sections) {
            JsonObject own = new JsonObject();
            own.add("verdicts", CheckedJson.GSON.toJsonTree(section.verdicts()));
            own.add("numbers", section.numbers());
            own.add("notes", CheckedJson.GSON.toJsonTree(section.table().notes()));
            json.add(section.key(), own);
        }
        json.add("notes", CheckedJson.GSON.toJsonTree(notes));
        return json;
    }
}
