package org.derl.bench.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.contract.PropertyResult.Outcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever the jars of DERL offer holds the contract; what cannot be asked says why. */
class ContractTest {

    // TFN has 129 x 33 x 33 products of features, and transformers have many layers; fewer are as good an example, and
    // take a tenth of the time.
    private static final Configuration SHIPPED = Configuration.of(ContractTest.class.getClassLoader())
            .with(ConfigFactory.parseString(
                            """
                    tfn.model { encoders { text { hidden = 32, size = 8 }, audio.size = 8, vision.size = 8 } }
                    small { layers = 1, heads = 2, head-size = 4, feed-forward-size = 8 }
                    almt.model { size = 8, tokens = 2, extractor = ${small}
                      guide { language = ${small}, hyper { heads = 2, head-size = 4 }, fusion = ${small} } }
                    lnln.model { size = 8, tokens = 2, discriminator-size = 8
                      extractor = ${small}, completeness = ${small}, proxy = ${small}, reconstructor = ${small}
                      guide { language = ${small}, hyper.heads = 2, fusion = ${small} } }
                    mult.model { size = 8, heads = 2, layers = 1, memory-layers = 1 }
                    tetfn.model { size = 8, heads = 2, layers = 1, memory-layers = 1 }
                    dmd.model { decoupling { size = 8, heads = 2, layers = 1 }, memory-layers = 1 }
                    dlf.model { decoupling { size = 8, heads = 2, layers = 1 }, memory-layers = 1 }
                    almt-as-released.model = ${almt.model}, lnln-as-released.model = ${lnln.model}
                    mult-as-released.model = ${mult.model}, tetfn-as-released.model = ${tetfn.model}
                    dmd-as-released.model = ${dmd.model}, dlf-as-released.model = ${dlf.model}
                    dlf-as-released.model.losses.orthogonal-pieces = 8
                    """)
                    .resolve()
                    .withoutPath("small"));

    /** Which modalities a model cannot do without, as its page says; the others can do without any. */
    private static final Map<String, List<String>> NEEDED = Map.ofEntries(
            Map.entry("almt", List.of("text")),
            Map.entry("cenet", List.of("text")),
            Map.entry("derl", List.of("text", "audio", "vision")),
            Map.entry("dlf", List.of("text")),
            Map.entry("iccn", List.of("text", "audio", "vision")),
            Map.entry("lnln", List.of("text")),
            Map.entry("mag-bert", List.of("text")),
            Map.entry("mctn", List.of("text")),
            Map.entry("raven", List.of("text")),
            Map.entry("tetfn", List.of("text")),
            Map.entry("text-only", List.of("text")));

    /** Models with batch normalization, as their pages say. */
    private static final List<String> TRAIN_ON_TWO_OR_MORE = List.of("lf-dnn", "lmf", "tfn");

    @TestFactory
    Stream<DynamicTest> everyEntryOfTheCatalogHoldsTheContract() {
        return SHIPPED.make(Contract.class).checks(List.of()).stream()
                .map(check -> DynamicTest.dynamicTest(check.toString(), () -> holds(check)));
    }

    /** A refusal with a reason holds the contract; that nobody begins to refuse is held here. */
    @TestFactory
    Stream<DynamicTest> modelsRefuseWhatTheirPagesSay() {
        List<String> originals = SHIPPED.originals();
        return SHIPPED.make(Contract.class).checks(originals).stream()
                .filter(check -> check.absent().isPresent() || check.property().equals("takes one sample"))
                .map(check -> DynamicTest.dynamicTest(check.toString(), () -> refuses(check)));
    }

    private static void refuses(Check check) {
        String model = check.subject().substring("model ".length());
        boolean expected = check.absent()
                .map(absent -> NEEDED.getOrDefault(model, List.of()).contains(absent.name()))
                .orElse(TRAIN_ON_TWO_OR_MORE.contains(model));
        PropertyResult result = check.ask();
        assertEquals(expected, result.refused(), result::toString);
    }

    private static void holds(Check check) {
        PropertyResult result = check.ask();
        System.out.println(result);
        assertTrue(result.outcome() != Outcome.FAILS, result::toString);
        boolean declared =
                result.outcome() != Outcome.UNTESTED || !result.detail().startsWith(Contract.UNBUILT);
        assertTrue(declared, result::toString);
    }
}
