package org.derl.bench.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.bench.toy.ToySplit;
import org.derl.config.FaultyPluginException;
import org.derl.config.InvalidConfigException;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.InMemorySplit;
import org.derl.part.SequenceEncoder;
import org.derl.plugin.PluginModule;
import org.derl.plugin.Plugins;
import org.junit.jupiter.api.Test;

/** Whoever reads a message can act on it. */
class MessagesTest {

    private static final Configuration SHIPPED = Configuration.of(MessagesTest.class.getClassLoader());
    private static final Models MODELS = SHIPPED.make(Models.class);
    private static final DataSets DATA = SHIPPED.make(DataSets.class);

    private static final String DATA_SETS =
            """
            derl {
              directories { data = data, cache = cache }
              data-sets {
                numbers { title = numbers, description = numbers, text-encoder = as-is, data-set { type = numbers } }
                empty { title = empty, description = empty, text-encoder = as-is, data-set { type = empty } }
                large { title = large, description = large, text-encoder = as-is, data-set { type = large } }
                aimless { title = aimless, description = aimless, data-set { type = large } }
              }
              text-encoders.as-is { title = as-is, encoder { type = as-is }, groups = [] }
            }
            """;

    /** Has no settings. */
    record Nothing() {}

    /** Loaders with the faults that people have made. */
    private static final class Loaders extends PluginModule {

        @Override
        protected void configure() {
            offer(DataSetLoader.KIND, "numbers", Nothing.class, (nothing, directories) -> () -> {
                throw new IllegalStateException("row " + Double.parseDouble("abc"));
            });
            offer(
                    DataSetLoader.KIND,
                    "empty",
                    Nothing.class,
                    (nothing, directories) -> () -> made("empty", split("train", 1), split("valid")));
            offer(
                    DataSetLoader.KIND,
                    "large",
                    Nothing.class,
                    (nothing, directories) -> () -> made("large", split("train", 9, -3), split("valid", -4)));
            offer(SequenceEncoder.KIND, "as-is", Nothing.class, (nothing, input) -> null);
        }
    }

    private static DataSet made(String name, InMemorySplit training, InMemorySplit validation) {
        return new DataSet(name, name, ToySplit.schema(), training, validation, split("test", 2));
    }

    private static InMemorySplit split(String part, double... labels) {
        List<InMemorySplit.Sample> samples = IntStream.range(0, labels.length)
                .mapToObj(i -> new InMemorySplit.Sample(
                        part + "-" + i,
                        labels[i],
                        ToySplit.schema().inputs().map((modality, shape) -> new float[shape.size()])))
                .toList();
        return new InMemorySplit(ToySplit.schema().inputs(), samples);
    }

    private static DataSets dataSets() {
        return Configuration.of(List.of(new Loaders()), ConfigFactory.parseString(DATA_SETS))
                .make(DataSets.class);
    }

    private static String refusal(Runnable work) {
        return assertThrows(IllegalArgumentException.class, work::run).getMessage();
    }

    @Test
    void aNameInLargeLettersOrAsTablesPrintItIsUnderstood() {
        assertEquals(
                "there is no model 'DERL'; did you mean 'derl'?", refusal(() -> MODELS.settings("DERL", List.of())));
        assertEquals(
                "there is no model 'Late fusion'; did you mean 'late-fusion'?",
                refusal(() -> MODELS.settings("Late fusion", List.of())));
        assertEquals(
                "there is no model 'DERL, IE t'; did you mean 'derl-text'?",
                refusal(() -> MODELS.settings("DERL, IE t", List.of())));
    }

    @Test
    void aTextEncoderThatReadsTranscriptsNeedsSome() {
        assertEquals(
                "the text of planted is no transcripts but tokens, and bert-frozen reads transcripts; text encoders"
                        + " that fit: tiny-bert, toy-held",
                refusal(() -> DATA.settings("planted", "bert-frozen")));
        assertEquals(
                "the text of mosi-words is transcripts, which tiny-bert does not read; text encoders that fit:"
                        + " bert-fine-tuned, bert-frozen, bert-held, bge-small-fine-tuned, bge-small-frozen,"
                        + " bge-small-held, bge-small-zh-fine-tuned, bge-small-zh-frozen, bge-small-zh-held,"
                        + " e5-small-fine-tuned, e5-small-frozen, e5-small-held, minilm-fine-tuned, minilm-frozen,"
                        + " minilm-held",
                refusal(() -> DATA.settings("mosi-words", "tiny-bert")));
    }

    @Test
    void aDataSetWhoseOwnTextEncoderDoesNotFitIsRefusedLikeAnyOther() {
        DataSets changed = Configuration.of(
                        Plugins.modules(MessagesTest.class.getClassLoader()),
                        ConfigFactory.parseString("derl.data-sets.planted.text-encoder = bert-frozen")
                                .withFallback(SHIPPED.defaults()))
                .make(DataSets.class);
        for (String name : List.of("bert-frozen", "bert-held")) {
            String message = refusal(() -> changed.settings("planted", name));
            assertTrue(
                    message.startsWith("the text of planted is no transcripts, and " + name + " reads transcripts; "),
                    message);
            assertTrue(message.contains("tiny-bert"), message);
        }
    }

    @Test
    void aDataSetWithoutATextEncoderIsAMistakeInItsFile() {
        String message = assertThrows(
                        InvalidConfigException.class, () -> dataSets().usualTextEncoder("aimless"))
                .getMessage();
        assertTrue(message.endsWith("aimless.text-encoder is missing; expected a text"), message);
    }

    @Test
    void whatALoaderThrowsNamesTheDataSetAndThePlace() {
        String message = fault("numbers");
        assertTrue(message.startsWith("data set 'numbers' (" + Loaders.class.getName()), message);
        assertTrue(message.contains("): NumberFormatException: For input string: \"abc\""), message);
        message = fault("empty");
        assertTrue(message.startsWith("data set 'empty' (" + Loaders.class.getName()), message);
        assertTrue(message.contains("): its validation split has no sample"), message);
    }

    private static String fault(String dataSet) {
        return assertThrows(
                        FaultyPluginException.class,
                        () -> dataSets().loader(dataSet, "as-is").load())
                .getMessage();
    }

    @Test
    void labelsOutOfRangeAreNotedBelowEveryTable() throws IOException {
        List<String> notes = dataSets().loader("large", "as-is").load().notes();
        assertEquals(
                List.of("2 labels lie outside of [-3, 3], the range that its loader names, such as 9.0 of sample"
                        + " 'train-0'"),
                notes);
    }
}
