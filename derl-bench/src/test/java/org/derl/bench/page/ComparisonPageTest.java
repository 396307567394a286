package org.derl.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.ComparisonTables;
import org.derl.bench.comparison.Experiment;
import org.derl.bench.comparison.ExperimentRun;
import org.derl.bench.comparison.QuietListener;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.drawing.FigureFormat;
import org.derl.bench.drawing.Raster;
import org.derl.bench.drawing.Svg;
import org.derl.bench.executor.ThreadExecutor;
import org.derl.bench.merging.TrialPlaces;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.text.SampleTexts;
import org.derl.bench.trial.InProcess;
import org.derl.data.SplitName;
import org.derl.data.Task;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a small comparison, in which a stranger has named a model. */
class ComparisonPageTest {

    private static final ClassLoader LOADER = ComparisonPageTest.class.getClassLoader();
    private static final String TITLE = "\"}<script>alert('1')</script>{{title}}";

    @TempDir
    static Path directory;

    private static Path folder;
    private static String page = "";

    @BeforeAll
    static void compare() throws Exception {
        folder = directory.resolve("out");
        Experiment experiment = new Experiment(
                "toy",
                "as-is",
                List.of("toy-model", "toy-epochs-1", "toy-epochs-2"),
                "toy-model",
                List.of(1L, 2L),
                "cpu",
                SplitName.TEST,
                ConfigFactory.parseString("toy-model.training.epochs = 3\n"
                        + "toy-epochs-1 { like = toy-model, title = one, training.epochs = 1 }\n"
                        + "toy-epochs-2 { like = toy-model, training.epochs = 2, title = \"\"\"" + TITLE + "\"\"\" }"),
                folder);
        ExperimentRun run = new ExperimentRun(LOADER, experiment);
        List<ComparedSystem> systems = run.run(new ThreadExecutor(new InProcess(LOADER), 1), new QuietListener());
        StoredComparison.of(ComparedData.of("Toy", run.data()), systems, "toy-model", SplitName.TEST, List.of())
                .by("./derl compare <toy>")
                .write(folder);
        read(folder).write(folder);
        page = Files.readString(folder.resolve(ComparisonPage.FILE));
    }

    private static ComparisonPage read(Path from) throws IOException {
        StoredComparison stored = StoredComparison.read(from);
        List<ComparedSystem> systems = stored.systems(from);
        return ComparisonPage.of(
                TrialPlaces.in(from, systems), stored, systems, tables(stored, systems), Optional.empty(), List.of());
    }

    private static ComparisonTables tables(StoredComparison stored, List<ComparedSystem> systems) {
        return new ComparisonTables(stored.data(), systems, stored.compareTo(), stored.split(), stored.remarks());
    }

    @Test
    void itRunsAndLoadsNothingButItsOwn() throws Exception {
        assertTrue(page.contains("content=\"default-src 'none'; style-src " + checksum("style") + "; script-src "
                + checksum("script") + "; base-uri 'none'; form-action 'none'\""));
        assertFalse(page.contains(" style=\""), "the policy would ignore it");
        assertFalse(page.contains("http://") || page.contains("https://"));
        assertEquals(1, count("<script"), "a title is none");
        assertTrue(page.contains("&quot;}&lt;script&gt;alert('1')&lt;/script&gt;{{title}}"), "nor is it a place");
        assertTrue(page.contains("./derl compare &lt;toy&gt;"));
        try (Stream<Path> figures = Files.list(folder.resolve("figures"))) {
            for (Path figure : figures.toList()) {
                String text = Files.readString(figure);
                assertFalse(text.contains("<script") || text.contains("var("), figure::toString);
            }
        }
    }

    @Test
    void textsAreOnItWhereTheyAreAskedForAndItSaysSo() throws Exception {
        StoredComparison stored = StoredComparison.read(folder);
        List<String> ids =
                stored.systems(folder).get(0).on(SplitName.TEST).get(0).ids();
        Map<String, String> texts = ids.stream().collect(Collectors.toMap(id -> id, id -> "<i>says " + id));
        String with = read(folder).with(new SampleTexts(texts)).text();
        assertTrue(with.contains("&lt;i&gt;says ") && with.contains("license"), with);
        assertFalse(page.contains("says ") || page.contains("license"));
        assertEquals(page, read(folder).with(SampleTexts.NONE).text());
    }

    private static String checksum(String element) throws Exception {
        String text = page.substring(
                page.indexOf("<" + element + ">") + element.length() + 2, page.indexOf("</" + element + ">"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    @Test
    void itIsTheSameElsewhereAndKnowsNoPlace() throws IOException {
        assertFalse(page.contains(directory.toString()));
        Path elsewhere = directory.resolve("elsewhere");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> !each.toString().contains("figures")).toList()) {
                Files.copy(file, elsewhere.resolve(folder.relativize(file)));
            }
        }
        read(elsewhere).write(elsewhere);
        assertEquals(-1, Files.mismatch(folder.resolve("report.html"), elsewhere.resolve("report.html")));
        try (Stream<Path> figures = Files.list(folder.resolve("figures"))) {
            for (Path figure : figures.toList()) {
                assertEquals(-1, Files.mismatch(figure, elsewhere.resolve(folder.relativize(figure))));
            }
        }
        Path damaged = elsewhere.resolve("toy-epochs-1/seed-1/weights.safetensors");
        Files.delete(damaged);
        String without = read(elsewhere).text();
        assertTrue(without.contains("(seed 1): toy-epochs-1/seed-1/weights.safetensors is missing"), without);
    }

    @Test
    void itHasTheNumbersOfTheTables() throws IOException {
        StoredComparison stored = StoredComparison.read(folder);
        tables(stored, stored.systems(folder)).all().forEach(table -> {
            table.lines()
                    .forEach(line ->
                            line.forEach(cell -> assertTrue(page.contains(">" + Svg.escaped(cell) + "<"), cell)));
            table.notes().forEach(note -> assertTrue(page.contains("<li>" + Svg.escaped(note)), note));
        });
    }

    @Test
    void everyRowLeadsToItsTrials() {
        List<MatchResult> links = Pattern.compile("<th scope=\"row\"><a href=\"#([^\"]+)\">([^<]*)<")
                .matcher(page)
                .results()
                .toList();
        assertEquals(2 * 5, links.size(), "a mean predictor, a regression and three models, in two tables");
        links.forEach(link -> {
            assertEquals(1, count("id=\"" + link.group(1) + "\""));
            String told = page.substring(page.indexOf("id=\"" + link.group(1) + "\""));
            assertTrue(told.substring(0, 300).contains(">" + link.group(2)), told.substring(0, 300));
        });
        List<MatchResult> trials = Pattern.compile("<a href=\"([^\"#]+/seed-\\d)/\">")
                .matcher(page)
                .results()
                .toList();
        assertEquals(3 * 2, trials.size());
        trials.forEach(trial -> assertTrue(Files.isDirectory(folder.resolve(trial.group(1)))));
    }

    @Test
    void curvesMarkTheChosenEpochOfEachSeed() {
        assertEquals(
                3 * 2,
                Pattern.compile("<g class=\"seed s[01]\"><path [^>]*class=\"curve dash[01]\">")
                        .matcher(page)
                        .results()
                        .count());
        assertTrue(page.contains(" at the chosen epoch 1 of 1</title></circle>"), page);
    }

    @Test
    void aSettingThatIsVariedIsDrawn() {
        assertTrue(page.contains("by training.epochs <a href=\"figures/setting-mae.svg\""));
        assertTrue(Files.exists(folder.resolve("figures/setting-acc-2-non-negative.svg")));
        assertFalse(page.contains("figures/bars-"), "in place of bars");
    }

    @Test
    void inABrowserAClickSortsABoxHidesASeedAndARowLeadsToItsTrials() throws Exception {
        try (PageReader reader = PageReader.of(folder.resolve(ComparisonPage.FILE), directory)) {
            reader.sorts();
            reader.hidesASeed();
            reader.followsARow("#row-3");
        }
    }

    /** Its screenshots are left in target/screenshots, to be looked at. */
    @Test
    void inABrowserItFitsWideAndNarrowLightAndDark() throws Exception {
        try (PageReader reader = PageReader.of(folder.resolve(ComparisonPage.FILE), directory)) {
            reader.looks("report");
        }
    }

    @Test
    void figuresAreForPapersToo() throws IOException {
        Path papers = directory.resolve("papers");
        read(folder).write(papers, EnumSet.allOf(FigureFormat.class));
        try (Stream<Path> files = Files.list(papers.resolve("figures"))) {
            assertEquals(
                    Set.of("csv", "png", "svg", "tex"),
                    files.map(file -> file.toString().replaceAll(".*\\.", "")).collect(Collectors.toSet()));
        }
        List<String> numbers = Files.readAllLines(papers.resolve("figures/setting-mae.csv"));
        assertEquals("place,mean-1,seed-1-1,seed-2-1,value", numbers.get(0));
        ComparedSystem two = StoredComparison.read(folder).systems(folder).stream()
                .filter(system -> system.name().equals("toy-epochs-2"))
                .findFirst()
                .orElseThrow();
        List<Double> errors = two.test().stream()
                .map(seed -> SentimentMetrics.MAE.metric().of(seed))
                .toList();
        assertEquals(
                "2," + (errors.get(0) + errors.get(1)) / 2 + "," + errors.get(0) + "," + errors.get(1) + ",2",
                numbers.get(2));
        String tex = Files.readString(papers.resolve("figures/differences.tex"));
        assertTrue(tex.contains("{differences.csv}") && tex.contains("\\}\\textless{}script"), tex);
        assertEquals(
                -1,
                Files.mismatch(folder.resolve("figures/differences.svg"), papers.resolve("figures/differences.svg")));
    }

    @Test
    void pixelsAreThoseOfTheDrawing() throws IOException {
        Svg svg = new Svg(40, 30);
        svg.bar(10, 10, 20, 10, "warm bar", "");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(
                Raster.png(svg.file("a bar", ".bar { fill: #000000 }\n.warm { fill: #102030 }"))));
        assertEquals(80, image.getWidth());
        assertEquals(0xff102030, image.getRGB(40, 30));
        assertEquals(0xffffffff, image.getRGB(5, 5));
    }

    @Test
    void classesAreThoseOfTheAccuracy() {
        Predictions predictions = new Predictions(
                List.of("a", "b", "c", "d", "e"),
                List.of(-3.0, 0.4, 0.5, 2.6, -0.5),
                List.of(-4.0, 0.6, 0.2, 2.4, -0.1));
        long[][] counts =
                ConfusionTable.of(Task.SENTIMENT, List.of(predictions)).counts();
        double right = 0;
        for (int place = 0; place < counts.length; place++) {
            right += counts[place][place];
        }
        assertEquals(SentimentMetrics.ACC_7.metric().of(predictions), right / 5);
        assertEquals(1, counts[3][4], "of 0 as 1");
        assertFalse(ConfusionTable.isOf(new Task.Regression(0, 0.5)));
        assertFalse(ConfusionTable.isOf(new Task.Regression(0, 100)));
    }

    @Test
    void samplesOfTheLargestDifferenceComeFirst() {
        assertEquals(List.of(2, 0, 1), Disagreements.most(new double[] {1, 2, 3}, new double[] {2, 1, -3}));
    }

    private static int count(String text) {
        return page.split(Pattern.quote(text), -1).length - 1;
    }
}
