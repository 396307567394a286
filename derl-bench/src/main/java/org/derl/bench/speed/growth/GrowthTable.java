package org.derl.bench.speed.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;

/** What was measured, and by which factor it grew. */
public final class GrowthTable {

    private static final String NONE = "–";

    private GrowthTable() {}

    /** Every point. */
    public static Table points(List<GrowthRow> rows) {
        List<Column> columns = List.of(
                Column.left("varied"),
                Column.right("value"),
                Column.left("model"),
                Column.right("parameters"),
                Column.left("program"),
                Column.right("ms a step"),
                Column.right("MiB of steps"),
                Column.right("MiB at the peak"),
                Column.right("ratio"));
        List<List<String>> cells = new ArrayList<>();
        for (GrowthRow row : rows) {
            for (GrowthCost cost : row.costs()) {
                cells.add(List.of(
                        row.point().axis().toString(),
                        String.valueOf(row.point().value()),
                        row.point().model(),
                        integer((double) cost.parameters()),
                        cost.program(),
                        cost.leftOut() == null ? decimal(cost.milliseconds()) : cost.leftOut(),
                        integer(cost.steps()),
                        integer(cost.peak()),
                        decimal(row.ours().milliseconds() / cost.milliseconds())));
            }
        }
        return new Table(
                "",
                columns,
                cells,
                List.of("The ratio is our time by that of the program. What steps take of memory is the peak of the"
                        + " process less what it took before the first one."));
    }

    /** From the first to the last measured value of each axis. */
    public static Table factors(List<GrowthRow> rows) {
        List<Column> columns = List.of(
                Column.left("varied"),
                Column.left("model"),
                Column.left("program"),
                Column.left("from and to"),
                Column.right("parameters"),
                Column.right("time"),
                Column.right("memory of steps"));
        return new Table(
                "",
                columns,
                GrowthCurve.of(rows).stream()
                        .filter(curve -> curve.costs().size() > 1)
                        .map(curve -> List.of(
                                curve.axis().toString(),
                                curve.model(),
                                curve.program(),
                                curve.first() + " to " + curve.last(),
                                factor(curve, cost -> cost.parameters()),
                                factor(curve, GrowthCost::milliseconds),
                                factor(curve, GrowthCost::steps)))
                        .toList());
    }

    private static String factor(GrowthCurve curve, ToDoubleFunction<GrowthCost> number) {
        return "× " + decimal(curve.factor(number));
    }

    private static String decimal(double number) {
        return Double.isNaN(number) ? NONE : String.format(Locale.ROOT, number < 100 ? "%,.2f" : "%,.0f", number);
    }

    private static String integer(double number) {
        return Double.isNaN(number) ? NONE : String.format(Locale.ROOT, "%,.0f", number);
    }
}
