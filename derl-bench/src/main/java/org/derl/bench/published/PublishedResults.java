package org.derl.bench.published;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.util.List;
import java.util.Map;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.jspecify.annotations.Nullable;

/**
 * The values that publications report.
 *
 * @param textEncoders what text passes in them, by name
 * @param sources whose values they are, by name
 */
public record PublishedResults(Map<String, PublishedText> textEncoders, Map<String, ResultSource> sources) {

    private static final String RESOURCE = "derl/published/results.conf";

    /**
     * What text passes in a publication.
     *
     * @param title as notes name it
     * @param features how many a token has, where files hold them ready-made
     */
    public record PublishedText(String title, @Nullable Integer features) {}

    /** Refuses results after a text encoder that is not described. */
    public PublishedResults {
        for (ResultSource source : sources.values()) {
            for (PublishedResult result : source.results()) {
                if (result.textEncoder() != null && !textEncoders.containsKey(result.textEncoder())) {
                    throw new IllegalArgumentException("text passes " + result.textEncoder() + " in " + source.source()
                            + ", which is none of " + textEncoders.keySet() + "; describe it in text-encoders");
                }
            }
        }
    }

    /** What the resources in this jar say. */
    public static PublishedResults read() {
        ClassLoader loader = PublishedResults.class.getClassLoader();
        Config config = ConfigFactory.parseResources(
                RESOURCE, ConfigParseOptions.defaults().setClassLoader(loader).setAllowMissing(false));
        return new ConfigBinder(new Catalog(List.of()), ConfigFactory.empty())
                .bind(config, "derl.published-results", PublishedResults.class);
    }
}
