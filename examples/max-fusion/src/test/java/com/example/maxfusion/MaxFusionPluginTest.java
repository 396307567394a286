package com.example.maxfusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Models;
import org.derl.bench.contract.Contract;
import org.derl.config.InvalidConfigException;
import org.derl.config.Settings;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Task;
import org.derl.part.Gate.GateShape;
import org.derl.part.Pass;
import org.derl.part.Representations;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MaxFusionPluginTest {

    private static final ClassLoader LOADER = MaxFusionPluginTest.class.getClassLoader();

    @Test
    void maxTakesTheLargestValueOfEachFeature() {
        try (Scope scope = Scope.below(Compute.newManager(Device.cpu()))) {
            NDArray text = Tensors.of(scope.manager(), new float[] {1, -2, 3, 4}, new Shape(2, 2));
            NDArray audio = Tensors.of(scope.manager(), new float[] {0, -1, 5, -4}, new Shape(2, 2));
            MaxFusion fusion = new MaxFusion(new MaxFusion.Config(), ByModality.of(Map.of("text", 2, "audio", 2)));
            NDArray fused = fusion.fuse(
                    Pass.evaluation(scope), new Representations(ByModality.of(Map.of("text", text, "audio", audio))));
            assertArrayEquals(new float[] {1, -1, 5, 4}, fused.toFloatArray());
        }
    }

    @Test
    void aHighwayCarriesItsTargetOnWhereItIsShut() {
        try (HighwayGate gate = new HighwayGate(new HighwayGate.Config(-100), new GateShape(2, List.of(2)))) {
            gate.allocate(Device.cpu(), new Randomness(1));
            try (Scope scope = gate.open()) {
                Sequence target = Sequence.full(Tensors.of(scope.manager(), new float[] {1, 2}, new Shape(1, 1, 2)));
                Sequence context = Sequence.full(Tensors.of(scope.manager(), new float[] {7, 8}, new Shape(1, 1, 2)));
                Sequence out = gate.apply(Pass.evaluation(scope), target, List.of(context));
                assertArrayEquals(new float[] {1, 2}, out.values().toFloatArray());
            }
        }
    }

    /** All parts, and all models that use them: those that the jar brings, and those of {@code mine.conf}. */
    @TestFactory
    Stream<DynamicTest> everythingHoldsTheContract() {
        Config mine = ConfigFactory.parseFile(new File("mine.conf"));
        Configuration jars = Configuration.of(LOADER);
        return jars
                .with(jars.byName(mine))
                .make(Contract.class)
                .checks(List.of("max", "highway", "blend", "derl-max", "derl-highway", "derl-highway-open", "tfn"))
                .stream()
                .map(check -> DynamicTest.dynamicTest(check.toString(), check::verify));
    }

    @Test
    void configurationChoosesThem() {
        Models models = Configuration.of(LOADER).make(Models.class);
        assertEquals("max", network(models, "derl-max").getString("fusion.type"));
        assertEquals(-1, network(models, "derl-highway").getDouble("dual.filter.bias"));
    }

    private static Config network(Models models, String model) {
        return Settings.describe(models.settings(model, List.of())).getConfig("model");
    }

    @Test
    void settingsThatDoNotFitTheModelAreExplained() {
        Schema schema = new Schema(
                ByModality.of(
                        List.of(Modality.TEXT, Modality.AUDIO, Modality.VISION),
                        modality -> FeatureShape.features(4, 9)),
                Task.SENTIMENT);
        Models models = Configuration.of(LOADER)
                .with(Settings.parse("--set", List.of("tfn.model.fusion.type=max")))
                .make(Models.class);
        String message = assertThrows(
                        InvalidConfigException.class,
                        () -> models.settings("tfn", List.of()).model().build(schema))
                .getMessage();
        assertEquals(
                "--set  tfn.model.fusion 'max' joins vectors of one size, but they are {text=32, audio=32, vision=128}",
                message);
    }
}
