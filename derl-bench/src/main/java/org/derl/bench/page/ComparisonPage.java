package org.derl.bench.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.ComparisonTables;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.drawing.Figure;
import org.derl.bench.drawing.FigureFormat;
import org.derl.bench.drawing.Page;
import org.derl.bench.drawing.Svg;
import org.derl.bench.merging.TrialPlaces;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.robustness.StoredRobustness;
import org.derl.bench.sweep.Seeds;
import org.derl.bench.table.Table;
import org.derl.bench.text.SampleTexts;
import org.derl.bench.text.Words;
import org.derl.io.AtomicFile;

/**
 * A comparison as a page that needs nothing but itself, and its figures as files. Both follow from the files of the
 * comparison alone: neither the time nor the place of the folder is in them.
 */
public final class ComparisonPage {

    /** The name of the page's file. */
    public static final String FILE = "report.html";

    private final TrialPlaces places;
    private final ReportedComparison comparison;
    private final List<Table> published;
    private final List<Figure> differences;
    private final List<Figure> learning;
    private final List<Figure> predicted;
    private final List<Figure> settings;
    private final List<StoredRobustness> robustness;
    private final SampleTexts texts;

    /**
     * A part of it.
     *
     * @param id by which links find it
     * @param content in HTML; nothing where the comparison has nothing to show
     */
    private record Section(String id, String heading, String introduction, String content) {

        String link() {
            return "<a href=\"#" + id + "\">" + heading + "</a>";
        }

        String html() {
            return "<section aria-labelledby=\"" + id + "\"><h2 id=\"" + id + "\">" + heading
                    + "</h2><p class=\"faint\">" + Svg.escaped(introduction) + "</p>" + content + "</section>\n";
        }
    }

    private ComparisonPage(
            TrialPlaces places,
            ReportedComparison comparison,
            List<Table> published,
            List<StoredRobustness> robustness,
            SampleTexts texts) {
        this.places = places;
        this.comparison = comparison;
        this.published = published;
        this.robustness = robustness;
        this.texts = texts;
        differences = ForestPlot.of(comparison).stream().toList();
        learning = LearningCurves.of(comparison);
        predicted = PredictionDensity.of(comparison);
        List<Figure> varied = SettingFigure.of(comparison);
        settings = varied.isEmpty() ? MetricBars.of(comparison) : varied;
    }

    /**
     * That of a comparison.
     *
     * @param places where its trials lie
     * @param stored what else it keeps
     * @param systems the rows of its tables
     * @param published what publications report of its models, as a table, if any does
     * @param robustness what was measured beside it
     * @throws IOException when a file of a trial is damaged
     */
    public static ComparisonPage of(
            TrialPlaces places,
            StoredComparison stored,
            List<ComparedSystem> systems,
            ComparisonTables tables,
            Optional<Table> published,
            List<StoredRobustness> robustness)
            throws IOException {
        return new ComparisonPage(
                places,
                ReportedComparison.of(places, stored, systems, tables),
                published.stream().toList(),
                robustness,
                SampleTexts.NONE);
    }

    /** The same page with what samples say, where they are shown by themselves. */
    public ComparisonPage with(SampleTexts texts) {
        return new ComparisonPage(places, comparison, published, robustness, texts);
    }

    /** Writes {@code report.html} and {@code figures/*.svg}. */
    public void write(Path to) throws IOException {
        write(to, Set.of());
    }

    /**
     * Writes {@code report.html}, and its figures into {@code figures}.
     *
     * @param formats beside SVG
     */
    public void write(Path to, Set<FigureFormat> formats) throws IOException {
        for (Figure figure : figures()) {
            figure.write(to, formats);
        }
        AtomicFile.write(to.resolve(FILE), text());
    }

    private List<Figure> figures() {
        return Stream.concat(
                        Stream.of(differences, learning, predicted, settings).flatMap(List::stream),
                        robustness.stream().flatMap(stored -> stored.figures().stream()))
                .toList();
    }

    /** What of the files beside the comparison is not on the page as it is, and why, a sentence each. */
    public List<String> remarks() {
        return robustness.stream()
                .map(StoredRobustness::remark)
                .filter(remark -> !remark.isEmpty())
                .toList();
    }

    /** The page. */
    public String text() throws IOException {
        String title = comparison.stored().data().title() + ", "
                + comparison.split().name().toLowerCase(Locale.ROOT) + " split";
        List<Section> sections = sections().stream()
                .filter(section -> !section.content().isEmpty())
                .toList();
        String content = Page.filled(
                Page.resource(ComparisonPage.class, "report.html"),
                Map.of(
                        "title", Svg.escaped(title),
                        "summary", Svg.escaped(summary()),
                        "origin", Origin.of(comparison),
                        "contents", sections.stream().map(Section::link).collect(Collectors.joining("\n")),
                        "sections", sections.stream().map(Section::html).collect(Collectors.joining())));
        return new Page(
                        title,
                        Page.resource(ComparisonPage.class, "report.css") + Figure.styles(),
                        Page.resource(ComparisonPage.class, "report.js"),
                        content)
                .text();
    }

    private String summary() {
        return Words.count(comparison.models().size(), "model") + ", "
                + Words.count(comparison.seeds().size(), "seed") + Seeds.named(comparison.seeds())
                + comparison
                        .comparedTo()
                        .map(row -> ", compared with " + row.title())
                        .orElse("")
                + ". The name of a row leads to its trials.";
    }

    private List<Section> sections() {
        return List.of(
                new Section("results", "Results", "A click on a heading sorts.", tables()),
                new Section("published", "Published values", PUBLISHED, html(published)),
                new Section("differences", "Differences", DIFFERENCES, cards(differences, "")),
                new Section("learning", "Learning curves", learningIntroduction(), learningCards()),
                new Section("predicted", "Predicted against true", PREDICTED, cards(predicted, "grid narrow")),
                new Section("classes", "Classes", CLASSES, confusions()),
                new Section(
                        "disagreement",
                        "Disagreement",
                        texts.isEmpty() ? DISAGREEMENT : DISAGREEMENT_WITH_TEXTS,
                        Disagreements.of(comparison, texts)),
                new Section("settings", "Metrics side by side", SETTINGS, cards(settings, "grid wide")),
                new Section("incomplete", "Incomplete inputs", INCOMPLETE, IncompleteInputs.of(robustness)),
                new Section(
                        "trials",
                        "Trials",
                        places.areHere() ? TRIALS : TRIALS_ELSEWHERE,
                        TrialTables.of(comparison, places.areHere())));
    }

    private static final String PUBLISHED =
            "Of each model, ours and what its sources report. A verdict stands where both can be compared.";
    private static final String DIFFERENCES =
            "A thick line is an interval that does not hold zero. A triangle stands for"
                    + " a row beyond the axis. Dots of seeds are differences to the mean over seeds of the row compared with.";
    private static final String PREDICTED =
            "All seeds together; darker where there are more samples. On the broken line" + " predictions are true.";
    private static final String CLASSES =
            "A row for each true class: which share of its samples, in %, is predicted as the"
                    + " class of each column. All seeds together; values are clipped to the range of labels and rounded.";
    private static final String DISAGREEMENT = "The samples on which two models differ most. Labels and texts are not"
            + " here, so that the page may be passed on.";
    private static final String DISAGREEMENT_WITH_TEXTS =
            "The samples on which two models differ most, with their texts"
                    + " (--with-texts): pass this page on only where the data set's license allows it.";
    private static final String SETTINGS = "Means over seeds, and a dot for each seed.";
    private static final String INCOMPLETE = "Of inputs more and more is lost, of all modalities and of each by itself:"
            + " the mean over seeds, and a band of one deviation. ./derl robustness DIR measures it.";
    private static final String TRIALS = "Folders are named from the folder of this page on, which is DIR.";

    private static final String TRIALS_ELSEWHERE =
            "Folders are named by the ends of their paths; DIR is where these begin.";

    private String tables() {
        return html(comparison.tables().all());
    }

    /** Tables leave rows out, so a row leads to its trials by its title, where no other has that. */
    private String html(List<Table> tables) {
        Map<String, String> anchors = comparison.rows().stream()
                .collect(Collectors.toMap(ReportedRow::title, ReportedRow::anchor, (one, other) -> ""));
        return tables.stream()
                .map(table -> TableHtml.of(
                        placeless(table),
                        table.rows().stream()
                                .map(row -> anchors.getOrDefault(row.get(0), ""))
                                .toList()))
                .collect(Collectors.joining());
    }

    /** Failures name files, from the comparison's folder on. */
    private Table placeless(Table table) {
        return new Table(
                table.caption(),
                table.columns(),
                table.rows(),
                table.notes().stream().map(places::placeless).toList());
    }

    private static String cards(List<Figure> figures, String style) {
        String cards = figures.stream().map(Figure::card).collect(Collectors.joining());
        return cards.isEmpty() || style.isEmpty() ? cards : "<div class=\"" + style + "\">" + cards + "</div>";
    }

    private String learningIntroduction() {
        return LearningCurves.metric(comparison).map(this::displayed).orElse("")
                + " on the validation split, which chooses the epoch that" + " predicts (the ring).";
    }

    private String displayed(String metric) {
        return comparison.tables().metrics().stream()
                .filter(named -> named.key().equals(metric))
                .findFirst()
                .map(NamedMetric::displayName)
                .orElse(metric);
    }

    private String learningCards() {
        String cards = cards(learning, "grid");
        return cards.isEmpty() ? cards : LearningCurves.key(comparison.seeds()) + cards;
    }

    private String confusions() {
        if (!ConfusionTable.isOf(comparison.task())) {
            return "";
        }
        return comparison.models().stream()
                .map(row -> ConfusionTable.of(comparison.task(), row.system().on(comparison.split()))
                        .html(row.title()))
                .collect(Collectors.joining("", "<div class=\"grid\">", "</div>"));
    }
}
