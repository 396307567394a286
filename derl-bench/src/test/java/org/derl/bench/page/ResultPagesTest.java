package org.derl.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in {@code docs/results}: each is read as a stranger would, from a clone alone. */
class ResultPagesTest {

    private static final Path RESULTS = Path.of("..", "docs", "results");
    private static final int LARGEST = 500_000;

    @TempDir
    static Path directory;

    @Test
    void eachIsSmallHoldsNoTextAndLeadsToWhatIsThere() throws IOException {
        for (Path page : pages()) {
            String text = Files.readString(page);
            assertTrue(text.length() < LARGEST, page + " has " + text.length() + " characters");
            assertFalse(text.contains("license"), page + " says that it holds texts of a data set");
            List<String> links = Pattern.compile("<a href=\"([^\"#:]+)\"")
                    .matcher(text)
                    .results()
                    .map(link -> link.group(1))
                    .toList();
            assertFalse(links.isEmpty());
            links.forEach(link -> assertTrue(Files.exists(page.resolveSibling(link)), page + " leads to " + link));
        }
    }

    /** Its screenshots are left in target/screenshots, to be looked at. */
    @Test
    void inABrowserEachSortsHidesASeedFollowsARowAndFits() throws Exception {
        List<Path> pages = pages();
        try (PageReader reader = PageReader.of(pages.get(0), directory)) {
            for (Path page : pages) {
                reader.goesTo(page);
                reader.looks(String.valueOf(page.getParent().getFileName()));
                reader.sorts();
                if (reader.seesSeeds()) {
                    reader.hidesASeed();
                }
                reader.followsARow("#row-2");
            }
        }
    }

    @Test
    void documentsNameEach() throws IOException {
        String documents = Files.readString(RESULTS.resolve("pages.md"));
        for (Path page : pages()) {
            String place = RESULTS.relativize(page).toString().replace('\\', '/');
            assertEquals(1, documents.split(Pattern.quote("(" + place + ")"), -1).length - 1, place);
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(RESULTS)) {
            List<Path> pages = files.filter(file -> file.endsWith(ComparisonPage.FILE))
                    .sorted()
                    .toList();
            assertFalse(pages.isEmpty());
            return pages;
        }
    }
}
