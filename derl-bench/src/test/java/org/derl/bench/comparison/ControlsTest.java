package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.derl.bench.table.TableFormat;
import org.derl.data.ByModality;
import org.derl.data.DataSet;
import org.derl.data.FeatureShape;
import org.derl.data.InMemorySplit;
import org.derl.data.InMemorySplit.Sample;
import org.derl.data.Schema;
import org.derl.data.SplitName;
import org.derl.data.Task;
import org.junit.jupiter.api.Test;

class ControlsTest {

    private static final String NOTE = "No ridge regression: text is token numbers here, of too many kinds";

    private static DataSet tokens(int kinds) {
        ByModality<FeatureShape> shapes = ByModality.of(Map.of("text", FeatureShape.tokens(kinds, 3)));
        InMemorySplit split = new InMemorySplit(
                shapes,
                List.of(
                        new Sample("a", 1, ByModality.of(Map.of("text", new float[] {1, 2}))),
                        new Sample("b", 2, ByModality.of(Map.of("text", new float[] {2})))));
        return new DataSet("toy", "toys", new Schema(shapes, Task.SENTIMENT), split, split, split);
    }

    @Test
    void aRegressionCountsTokensUnlessTheyAreOfTooManyKinds() {
        for (boolean few : List.of(true, false)) {
            DataSet data = tokens(few ? 2000 : 2001);
            List<ComparedSystem> controls = new Controls(data, "tiny-bert", SplitName.TEST).systems();
            assertEquals(
                    few ? List.of("mean", "ridge") : List.of("mean"),
                    controls.stream().map(ComparedSystem::name).toList());
            String table = TableFormat.TEXT.write(
                    new ComparisonTables(ComparedData.of("Toy", data), controls, "", SplitName.TEST, List.of())
                            .errors());
            assertEquals(few, !table.contains(NOTE), table);
        }
    }
}
