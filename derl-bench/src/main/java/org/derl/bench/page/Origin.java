package org.derl.bench.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.derl.bench.drawing.Svg;
import org.derl.bench.sweep.Seeds;
import org.derl.bench.trial.Trial;

/** By which command the numbers of a comparison came. */
final class Origin {

    private Origin() {}

    /** For the page. */
    static String of(ReportedComparison comparison) {
        String command = comparison.stored().command();
        if (command != null) {
            return code(command);
        } else if (comparison.models().isEmpty()) {
            return "";
        }
        return code(told(comparison))
                + "<p class=\"faint\">As its trials tell: the folder was written before comparisons"
                + " kept their command. Settings that lay over those of DERL are in the file trial.conf of each trial.</p>";
    }

    private static String code(String command) {
        return "<pre class=\"command\"><code>" + Svg.escaped(command) + "</code></pre>";
    }

    private static String told(ReportedComparison comparison) {
        List<ReportedRow> models = comparison.models();
        Trial first = models.get(0).trials().get(0).request();
        return "./derl compare --data " + first.dataSet() + " --text-encoder " + first.textEncoder() + " --models "
                + models.stream().map(row -> row.system().name()).collect(Collectors.joining(",")) + " --compare-to "
                + comparison.stored().compareTo() + " --seeds "
                + Seeds.text(comparison.seeds()) + " --split "
                + comparison.split().name().toLowerCase(Locale.ROOT) + " --kernels " + first.kernels();
    }
}
