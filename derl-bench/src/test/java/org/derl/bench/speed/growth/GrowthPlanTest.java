package org.derl.bench.speed.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Models;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Task;
import org.derl.model.FusionModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped plan. */
class GrowthPlanTest {

    private static final List<String> PEER = List.of("python3", "peer.py");
    private static final Configuration CONFIGURATION = Configuration.of(GrowthPlanTest.class.getClassLoader());

    private static List<GrowthPoint> points(String model, GrowthAxis axis) {
        return CONFIGURATION.make(GrowthPlan.class).points(model, axis, PEER);
    }

    /** Every modality is read: the parameters are below its name, and removing one leaves fewer. */
    @ParameterizedTest
    @ValueSource(strings = {"derl", "mult"})
    void modelsReadAsManyModalitiesAsAsked(String model) {
        long parameters = 0;
        for (GrowthPoint point : points(model, GrowthAxis.MODALITIES)) {
            assertEquals(point.value(), point.load().sizes().size());
            assertNull(point.peer());
            Schema schema = new Schema(
                    point.load().sizes().map((modality, size) -> FeatureShape.features(size, 4)), Task.SENTIMENT);
            try (FusionModel<?> built = CONFIGURATION
                    .with(point.settings())
                    .make(Models.class)
                    .settings(model, List.of())
                    .model()
                    .build(schema)) {
                Set<String> paths = built.parameters().keySet();
                for (Modality modality : schema.inputs().modalities()) {
                    assertTrue(
                            paths.stream().anyMatch(path -> path.contains("cross." + modality + ".")),
                            modality + " in " + paths);
                }
                assertTrue(built.parameterCount() > parameters, point::toString);
                parameters = built.parameterCount();
            }
        }
    }

    @Test
    void peersAreToldTheDepth() {
        GrowthPoint deep = points("mult", GrowthAxis.DEPTH).get(5);
        assertEquals(
                List.of(
                        "python3",
                        "peer.py",
                        "--batch",
                        "16",
                        "--length",
                        "50",
                        "--text",
                        "300",
                        "--audio",
                        "74",
                        "--vision",
                        "35",
                        "--levels",
                        "6"),
                deep.peer());
        assertEquals(
                List.of(
                        "speed",
                        "--serve",
                        "--model=mult",
                        "--batch=16",
                        "--length=50",
                        "--sizes=text=300,audio=74,vision=35",
                        "--set=mult.model.layers=6"),
                deep.arguments());
    }

    @Test
    void anAxisMayHaveItsOwnBatchAndLength() {
        GrowthPoint longest = points("derl", GrowthAxis.LENGTH).get(4);
        assertEquals(8, longest.load().batch());
        assertEquals(400, longest.load().length());
        GrowthPoint largest = points("derl", GrowthAxis.BATCH).get(5);
        assertEquals(256, largest.load().batch());
        assertEquals(25, largest.load().length());
    }

    @Test
    void aModelWhoseSettingsAreNotKnownIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> points("tfn", GrowthAxis.DEPTH))
                .getMessage();
        assertTrue(
                message.contains("which settings of tfn to vary for its depth is not known, only those of"), message);
        assertEquals(5, points("tfn", GrowthAxis.LENGTH).size());
    }
}
