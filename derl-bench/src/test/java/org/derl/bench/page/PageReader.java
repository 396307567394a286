package org.derl.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/** Somebody who reads the page of a comparison in headless Chromium; without one, the test is skipped. */
final class PageReader implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int HEIGHT = 900;

    private final Browser browser;

    private PageReader(Browser browser) {
        this.browser = browser;
    }

    /** Opens a page; what Chromium keeps goes below the directory. */
    static PageReader of(Path page, Path directory) throws Exception {
        Optional<Path> program = Browser.program();
        Assumptions.assumeTrue(program.isPresent(), "no Chromium is on the path; install it and this test runs");
        try {
            return new PageReader(Browser.open(
                    program.orElseThrow(), Files.createTempDirectory(directory, "chromium"), page.toUri()));
        } catch (TimeoutException e) {
            throw new TestAbortedException("Chromium is there and does not start", e);
        }
    }

    void goesTo(Path page) throws Exception {
        browser.go(page.toUri());
    }

    /** A click on the heading of errors sorts the first table, a second one the other way round. */
    void sorts() throws Exception {
        String rows = "[...document.querySelectorAll('table.sortable')][0].tBodies[0].rows";
        String errors = "[..." + rows + "].map(row => parseFloat(row.cells[2].textContent))";
        browser.click("table.sortable th:nth-child(3) button");
        List<Double> sorted = numbers(errors);
        assertTrue(sorted.size() > 1, "there is nothing to sort");
        assertEquals(sorted.stream().sorted().toList(), sorted);
        browser.click("table.sortable th:nth-child(3) button");
        assertEquals(sorted.stream().sorted(Comparator.reverseOrder()).toList(), numbers(errors));
    }

    /** The first seed's box hides it in every figure, and nothing else. */
    void hidesASeed() throws Exception {
        String visible = "[...document.querySelectorAll('.seed.s%d')]"
                + ".filter(drawn => getComputedStyle(drawn).display !== 'none').length";
        int others = browser.evaluate(visible.formatted(1)).getAsInt();
        assertTrue(others > 0 && browser.evaluate(visible.formatted(0)).getAsInt() > 0);
        browser.click(".seeds li[data-seed=s0] input");
        assertEquals(0, browser.evaluate(visible.formatted(0)).getAsInt());
        assertEquals(others, browser.evaluate(visible.formatted(1)).getAsInt());
    }

    /** Whether there is more than one seed on the page. */
    boolean seesSeeds() throws Exception {
        return browser.evaluate("document.querySelectorAll('.seed.s1').length").getAsInt() > 0;
    }

    /** The name of a row leads to its trials, and these are there. */
    void followsARow(String row) throws Exception {
        browser.click("table.sortable a[href='" + row + "']");
        assertEquals(row, browser.evaluate("location.hash").getAsString());
        String trial = browser.evaluate(
                        "document.querySelector('" + row + " a[href*=seed-], " + row + " ~ * a[href*=seed-]').href")
                .getAsString();
        assertTrue(Files.isDirectory(Path.of(URI.create(trial))), trial);
    }

    /** It fits wide and narrow screens, light and dark; what is seen is left in {@code target/screenshots}. */
    void looks(String name) throws Exception {
        Files.createDirectories(SCREENSHOTS);
        for (boolean dark : List.of(false, true)) {
            for (int width : List.of(1280, 390)) {
                browser.show(width, HEIGHT, dark);
                int wide =
                        browser.evaluate("document.documentElement.scrollWidth").getAsInt();
                assertTrue(wide <= width, name + " is wider than a screen of " + width + ": " + wide);
                byte[] seen = browser.screenshot();
                Files.write(SCREENSHOTS.resolve(name + "-" + width + (dark ? "-dark" : "") + ".png"), seen);
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(seen));
                assertEquals(width, image.getWidth());
                assertEquals(dark, (image.getRGB(1, 1) & 0xff) < 0x80);
            }
        }
    }

    private List<Double> numbers(String expression) throws Exception {
        List<Double> numbers = new ArrayList<>();
        for (JsonElement number : browser.evaluate(expression).getAsJsonArray()) {
            if (!number.isJsonNull()) {
                numbers.add(number.getAsDouble());
            }
        }
        return numbers;
    }

    @Override
    public void close() {
        browser.close();
    }
}
