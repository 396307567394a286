package org.derl.bench.datacheck.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.derl.bench.datacheck.statistics.LabelHistogram;

/** Histograms of the labels of all splits, side by side. */
record LabelBars(List<SplitSummary> splits, Pen pen) {

    private static final int BAR = 14;

    List<String> lines() {
        List<LabelHistogram> histograms =
                splits.stream().map(SplitSummary::labels).toList();
        List<String> lines = new ArrayList<>();
        lines.add("  label"
                + splits.stream()
                        .map(split -> String.format(
                                Locale.ROOT,
                                "  %-" + BAR + "s %6s",
                                split.split().name(),
                                ""))
                        .collect(Collectors.joining()));
        for (int i = 0; i < histograms.get(0).classes().size(); i++) {
            int place = i;
            double center = histograms.get(0).classes().get(i).center();
            lines.add(String.format(Locale.ROOT, "%7.4s", String.format(Locale.ROOT, "%.1f", center))
                    + histograms.stream().map(each -> cell(each, place)).collect(Collectors.joining()));
        }
        if (histograms.stream().anyMatch(each -> each.outside() > 0)) {
            lines.add("outside"
                    + histograms.stream()
                            .map(each -> String.format(Locale.ROOT, "  %-" + BAR + "s %6d", "", each.outside()))
                            .collect(Collectors.joining()));
        }
        return lines.stream().map(String::stripTrailing).toList();
    }

    private String cell(LabelHistogram histogram, int place) {
        int count = histogram.classes().get(place).count();
        String bar = pen.bar(histogram.most() == 0 ? 0 : (double) count / histogram.most(), BAR);
        return "  " + bar + " ".repeat(BAR - bar.length()) + String.format(Locale.ROOT, " %6d", count);
    }
}
