package org.derl.bench.gap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.metric.MetricFamily;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.published.Obstacles;
import org.derl.bench.published.PublishedResults;
import org.derl.bench.published.PublishedResults.PublishedText;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;

/** Every published row of a model beside what its stored trials tell. */
public final class GapReport {

    private final List<ExplainedGap> gaps;
    private final Map<String, String> commands;

    private GapReport(List<ExplainedGap> gaps, Map<String, String> commands) {
        this.gaps = gaps;
        this.commands = commands;
    }

    /**
     * That of a model.
     *
     * @param others the same model by other trials
     * @param textEncoders the names of those that there are
     * @throws IllegalArgumentException when nothing was published of the model on the data set; the message says so
     */
    public static GapReport of(StoredModel model, List<StoredModel> others, List<String> textEncoders) {
        return of(model, others, textEncoders, PublishedResults.read());
    }

    static GapReport of(
            StoredModel model, List<StoredModel> others, List<String> textEncoders, PublishedResults published) {
        ComparedData data = model.data();
        ComparedData.Copy copy = data.copy();
        String name = model.system().name();
        if (copy == null) {
            throw new IllegalArgumentException(model.folder() + " does not say of which data set it has a copy, as an"
                    + " earlier build wrote it; the same derl compare writes it anew, without training");
        }
        List<NamedMetric> metrics = MetricFamily.metricsOf(data.task());
        Alternatives alternatives = new Alternatives(model, metrics, others);
        Map<String, PublishedText> texts = published.textEncoders();
        Obstacles obstacles = new Obstacles(data, copy, texts);
        OpenQuestions questions = new OpenQuestions(model, others, obstacles, textEncoders);
        List<ExplainedGap> gaps = new ArrayList<>();
        published.sources().values().forEach(source -> source.results().stream()
                .filter(result ->
                        result.data().equals(copy.family()) && result.model().equals(name))
                .forEach(result -> {
                    questions.add(source, result, texts);
                    gaps.add(new ExplainedGap(
                            model.system().title(),
                            source,
                            result,
                            metrics,
                            alternatives.ours(),
                            alternatives.intervals(),
                            alternatives.all(),
                            obstacles.of(model.system(), source, result)));
                }));
        if (gaps.isEmpty()) {
            throw new IllegalArgumentException("nothing is known that was published of " + name + " on the family "
                    + copy.family() + "; derl/published/results in derl-bench holds what is");
        }
        return new GapReport(List.copyOf(gaps), questions.commands());
    }

    /** A table for each published row, with what moves ours towards it. */
    public List<Table> tables() {
        return gaps.stream().map(ExplainedGap::table).toList();
    }

    /** What no stored trial tells, by what it is about, and the command after which one does. */
    public Map<String, String> commands() {
        return commands;
    }

    /** For programs: a line for each number, in full precision. */
    public Table plain() {
        return new Table(
                "",
                List.of(Column.left("source"), Column.left("otherwise"), Column.left("metric"), Column.right("value")),
                gaps.stream().flatMap(gap -> gap.lines().stream()).toList());
    }
}
