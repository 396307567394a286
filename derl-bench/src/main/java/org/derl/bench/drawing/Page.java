package org.derl.bench.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page that needs nothing but itself, and runs and loads nothing else: its policy allows its own styles and its own
 * script, by their checksums.
 *
 * @param title of the window
 * @param styles in CSS, beside those that all pages have
 * @param script in JavaScript; empty where there is none
 * @param content in HTML
 */
public record Page(String title, String styles, String script, String content) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

    /** What all pages have: colors, texts, cards, tables, in CSS. */
    public static String commonStyles() throws IOException {
        return resource(Page.class, "page.css");
    }

    /** The file's text. */
    public String text() throws IOException {
        String all = commonStyles() + styles;
        return filled(
                resource(Page.class, "page.html"),
                Map.of(
                        "policy",
                        policy(all),
                        "title",
                        Svg.escaped(title),
                        "styles",
                        all,
                        "content",
                        content,
                        "script",
                        script.isEmpty() ? "" : "<script>" + script + "</script>"));
    }

    private String policy(String all) {
        return "default-src 'none'; style-src " + checksum(all)
                + (script.isEmpty() ? "" : "; script-src " + checksum(script))
                + "; base-uri 'none'; form-action 'none'";
    }

    private static String checksum(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A template with texts in the places of their names; what such a text holds is no place. */
    public static String filled(String template, Map<String, String> values) {
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(value(place, values)));
    }

    private static String value(MatchResult place, Map<String, String> values) {
        return Objects.requireNonNull(values.get(place.group(1)), () -> "nothing for " + place.group());
    }

    /** The text of a file beside a class. */
    public static String resource(Class<?> owner, String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
