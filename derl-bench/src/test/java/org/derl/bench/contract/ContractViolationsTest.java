package org.derl.bench.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.contract.PropertyResult.Outcome;
import org.derl.bench.failure.MemoryShortage;
import org.derl.plugin.OptimizersPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract sees what is wrong, and sees nothing where nothing is. */
class ContractViolationsTest {

    private static List<Check> checks(String name, String config) {
        return contract(config).checks(List.of(name));
    }

    private static Contract contract(String config) {
        Config defaults = ConfigFactory.parseString(config)
                .withFallback(ConfigFactory.parseString("derl.directories { data = data, cache = cache }"));
        return Configuration.of(List.of(new OptimizersPlugin(), new FaultyPlugin()), defaults)
                .make(Contract.class);
    }

    private static Map<String, PropertyResult> results(String name, String config) {
        return checks(name, config).stream()
                .map(Check::ask)
                .collect(Collectors.toMap(PropertyResult::property, v -> v));
    }

    private static PropertyResult result(String subject, String property) {
        return checks(subject.substring(subject.lastIndexOf(' ') + 1), "").stream()
                .filter(check ->
                        check.subject().equals(subject) && check.property().equals(property))
                .findFirst()
                .orElseThrow()
                .ask();
    }

    private static List<String> failing(Map<String, PropertyResult> results) {
        return results.values().stream()
                .filter(result -> result.outcome() == Outcome.FAILS)
                .map(PropertyResult::property)
                .sorted()
                .toList();
    }

    @Test
    void aSoundPartHoldsEverything() {
        Map<String, PropertyResult> results = results("sound", "");
        assertEquals(List.of(), failing(results), results::toString);
        assertEquals(12, results.size());
    }

    @ParameterizedTest
    @CsvSource({
        "number,    survives collections, use Tensors",
        "padded,    honors padding, largest difference",
        "padded,    alone as in company, largest difference",
        "idle,      moves every parameter, never moved: part.gain",
        "mistaken,  moves every parameter, never moved: part.intake.gain",
        "forgetful, saves and loads, neither a parameter nor a buffer",
        "leaking,   keeps no memory, arrays live as long as the weights",
        "moody,     repeats its bits, differ between two runs of one seed",
        "counting,  goes on, must be in memory()",
        "untrue,    learns, but declares size 7",
        "blind,     learns, after 20 epochs"
    })
    void aFaultIsFoundAndExplained(String part, String property, String reason) {
        PropertyResult result = results(part, "").get(property);
        assertEquals(Outcome.FAILS, result.outcome(), result::toString);
        assertTrue(result.detail().contains(reason), result::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "utterance encoder cutting, text",
        "sequence encoder cutting,  text",
        "cross encoder cutting,     'first-source, second-source'",
        "gate cutting,              context",
        "gate cutting-later,        context",
        "fusion cutting,            'text, audio, vision'",
        "fusion copying,            'text, audio, vision'",
        "fusion half-cutting,       audio",
        "fusion loss cutting,       second-view"
    })
    void aGradientThatIsCutOffIsMissed(String subject, String inputs) {
        PropertyResult result = result(subject, "passes gradients");
        assertEquals(Outcome.FAILS, result.outcome(), result::toString);
        String sentence =
                "what stands before it is not trained, for it lets no gradient through to its " + inputs + " (";
        assertTrue(result.detail().startsWith(sentence), result::toString);
    }

    @Test
    void aModelThatCutsTheGradientOfItsTextIsMissed() {
        String config =
                """
                derl.models.cutting-model {
                  title = cutting
                  model { type = cutting }
                  training {
                    batch-size = 16, epochs = 20, patience = 20
                    optimization {
                      algorithm = adam, learning-rate = 0.02, weight-decay = 0, groups = []
                      clipping { by = nothing, limit = 1 }, accumulation = 1, dropout = true
                    }
                  }
                }
                """;
        assertEquals(List.of("passes gradients"), failing(results("cutting-model", config)));
    }

    @ParameterizedTest
    @CsvSource({
        "fusion multiplying",
        "fusion dividing",
        "fusion powering",
        "fusion rising",
        "fusion lowering",
        "gate multiplying",
        "fusion loss multiplying",
        "sequence encoder multiplying"
    })
    void aJavaNumberIsFoundInAPartWithoutWeights(String subject) {
        PropertyResult result = result(subject, "survives collections");
        assertEquals(Outcome.FAILS, result.outcome(), result::toString);
        assertTrue(result.detail().contains("an array operation with a Java number"), result::toString);
    }

    @Test
    void aJarMaySayWhyAPropertyDoesNotHold() {
        String config = "derl.contract.utterance-encoder.idle.exceptions.moves-every-parameter = \"kept for files\"";
        PropertyResult result = results("idle", config).get("moves every parameter");
        assertEquals(Outcome.DECLARED, result.outcome());
        assertEquals("kept for files", result.detail());
    }

    @Test
    void whatIsDeclaredNotToHoldMustNotHold() {
        String config = "derl.contract.utterance-encoder.sound.exceptions.honors-padding = \"as published\"";
        PropertyResult result = results("sound", config).get("honors padding");
        assertEquals(Outcome.FAILS, result.outcome());
        assertTrue(result.detail().startsWith("is declared not to hold, but does"), result::toString);
    }

    @Test
    void anExceptionThatMeansNothingIsRefused() {
        String config = "derl.contract.utterance-encoder.sound.exceptions.honor-padding = \"as published\"";
        assertEquals(
                "derl.contract.utterance-encoder.sound.exceptions.honor-padding means nothing; did you mean"
                        + " 'honors-padding'?",
                assertThrows(IllegalArgumentException.class, () -> results("sound", config))
                        .getMessage());
    }

    @Test
    void aPartWithoutDefaultsIsExaminedWithTheSettingsThatItsJarGives() {
        PropertyResult untested = results("demanding", "").get("is examined");
        assertEquals(Outcome.UNTESTED, untested.outcome());
        assertTrue(untested.detail().contains("demanding.part.strength is missing"), untested::toString);
        String settings = "derl.contract.utterance-encoder.demanding.settings.strength = 2";
        assertEquals(List.of(), failing(results("demanding", settings)));
    }

    @Test
    void aPartMayBeLeftOutForAReason() {
        String config = "derl.contract.utterance-encoder.sound.untested = \"reads a large file\"";
        assertEquals(
                "reads a large file",
                results("sound", config).get("is examined").detail());
    }

    @Test
    void whatStandsInTheWayOfEveryQuestionFailsThemAll() {
        for (Check check : checks("throwing", "")) {
            AssertionError failure = assertThrows(AssertionError.class, check::verify, check::toString);
            assertTrue(String.valueOf(failure.getMessage()).endsWith("UnsupportedOperationException: not yet"));
        }
    }

    @Test
    void memoryThatDoesNotSufficeIsNoFaultOfAPart() {
        for (String greedy : List.of("fusion greedy", "fusion greedy-from-the-start")) {
            RuntimeException shortage = assertThrows(RuntimeException.class, () -> result(greedy, "learns"), greedy);
            assertTrue(MemoryShortage.isCauseOf(shortage), shortage::toString);
        }
    }

    @Test
    void aPartThatCannotBeBuiltIsAVerdictAndTheOthersAreExamined() {
        List<Check> checks = contract("").checks(List.of("unbuildable", "sound"));
        assertEquals(1 + 12, checks.size());
        PropertyResult result = checks.stream()
                .filter(check -> check.subject().equals("gate unbuildable"))
                .findFirst()
                .orElseThrow()
                .ask();
        assertEquals(Outcome.FAILS, result.outcome());
        assertTrue(result.detail().startsWith("gate 'unbuildable' (" + FaultyPlugin.class.getName()), result::toString);
        assertTrue(result.detail().endsWith("cannot be built: NullPointerException: no weights"), result::toString);
    }

    @Test
    void whatIsNotExaminedByItselfSaysBehindWhatItStands() {
        String config =
                """
                derl.data-sets.mine { text-encoder = plain, data-set { type = tidy } }
                derl.text-encoders.plain { title = plain, encoder { type = plain }, groups = [] }
                """;
        assertEquals(
                "'tidy' is a data set loader, of which nothing is asked; examine its data set: mine",
                assertThrows(IllegalArgumentException.class, () -> results("tidy", config))
                        .getMessage());
    }

    @Test
    void anUnknownNameGivesTheNearest() {
        assertEquals(
                "there is no model, text encoder, part or data set 'sond'; did you mean 'sound'?",
                assertThrows(IllegalArgumentException.class, () -> results("sond", ""))
                        .getMessage());
    }

    @Test
    void whatIsSaidOfSomethingThatIsNotThereIsRefused() {
        String config = "derl.contract.gate.sound.untested = \"is an encoder\"";
        assertEquals(
                "derl.contract.gate.sound is about nothing that there is",
                assertThrows(IllegalArgumentException.class, () -> results("sound", config))
                        .getMessage());
    }

    @Test
    void faultsOfADataSetAreFound() {
        String config =
                """
                derl {
                  text-encoders.plain { title = plain, encoder { type = plain }, groups = [] }
                  data-sets {
                    tidy { title = tidy, description = tidy, text-encoder = plain, data-set { type = tidy } }
                    untidy { title = untidy, description = untidy, text-encoder = plain, data-set { type = untidy } }
                    absent { title = absent, description = absent, text-encoder = plain, data-set { type = absent } }
                  }
                }
                """;
        assertEquals(List.of(), failing(results("tidy", config)));
        Map<String, PropertyResult> untidy = results("untidy", config);
        assertEquals(
                List.of("fits its schema", "has labels in range", "keeps its parts apart", "loads the same again"),
                failing(untidy));
        assertEquals(
                "two samples are called 'train-0'",
                untidy.get("keeps its parts apart").detail());
        assertTrue(untidy.get("fits its schema").detail().contains("text has 4 features, the schema 5"));
        assertEquals(
                "put it there", results("absent", config).get("is examined").detail());
    }
}
