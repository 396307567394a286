package org.derl.bench.predict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.derl.bench.raw.SampleReader;
import org.derl.bench.trial.TrainedModel;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.data.preparation.Preparation;

/** Brings samples into the form that a model reads, or says what they lack and how that is made. */
final class ModelInputs {

    private static final String OF_SOUND = "audio-features";
    private static final String OF_FACES = "openface";

    private final TrainedModel trained;
    private final String model;
    private final GivenSamples given;

    ModelInputs(TrainedModel trained, String model, GivenSamples given) {
        this.trained = trained;
        this.model = model;
        this.given = given;
    }

    /**
     * The samples with what the model reads.
     *
     * @param notes get what it does not read, a sentence each
     * @throws IllegalArgumentException when the samples lack a modality that the model reads, or features were made
     *     otherwise than those that the model was trained on; the message says how to make them
     */
    Split samples(Consumer<String> notes) {
        ByModality<FeatureShape> inputs = trained.schema().inputs();
        checkRecipes(notes);
        Set<Modality> unread = new TreeSet<>();
        given.samples().forEach(sample -> sample.features().forEach(unread::add));
        if (given.samples().stream().anyMatch(sample -> sample.has(Modality.TEXT))) {
            unread.add(Modality.TEXT);
        }
        unread.removeIf(inputs::has);
        unread.forEach(modality -> notes.accept("Left out: " + modality + ", which " + model + " does not read."));
        List<Modality> there = there();
        List<Modality> missing = inputs.modalities().stream()
                .filter(modality -> !there.contains(modality))
                .toList();
        if (there.isEmpty()) {
            throw new IllegalArgumentException(missing(missing));
        }
        Split split = read(there);
        if (missing.isEmpty()) {
            return split;
        }
        FilledSplit filled = FilledSplit.withZeros(split, inputs, missing);
        if (!trained.predict(filled)
                .predictions()
                .equals(trained.predict(FilledSplit.withOthers(split, inputs, missing))
                        .predictions())) {
            throw new IllegalArgumentException(missing(missing));
        }
        missing.forEach(modality -> notes.accept("The samples have no " + modality + ". " + model
                + " does not read it: its predictions are the same whatever stands there."));
        return filled;
    }

    /** The modalities of the model that all samples have. */
    List<Modality> there() {
        return trained.schema().inputs().modalities().stream()
                .filter(modality -> given.samples().stream().allMatch(sample -> sample.has(modality)))
                .toList();
    }

    private Split read(List<Modality> there) {
        Schema schema = new Schema(
                trained.schema().inputs().only(there), trained.schema().task());
        List<Modality> prepared = there.stream()
                .filter(modality -> trained.preparation(modality).isPresent())
                .toList();
        Optional<ByModality<Preparation>> preparation = prepared.isEmpty()
                ? Optional.empty()
                : Optional.of(ByModality.of(
                        prepared, modality -> trained.preparation(modality).orElseThrow()));
        boolean inWords = trained.preparation(Modality.TEXT).isEmpty();
        return new SampleReader(schema, preparation, trained::textExtractor)
                .read(given.samples().stream()
                        .map(sample -> sample.only(there, inWords))
                        .toList());
    }

    private String missing(List<Modality> missing) {
        ByModality<FeatureShape> inputs = trained.schema().inputs();
        return missing.stream()
                .map(modality -> missing(
                        modality,
                        inputs.get(modality),
                        given.samples().stream()
                                .filter(sample -> !sample.has(modality))
                                .findFirst()
                                .orElseThrow()))
                .collect(Collectors.joining("\n"));
    }

    private String missing(Modality modality, FeatureShape shape, GivenSample sample) {
        return model + " reads " + modality + " (" + inWords(modality, shape) + "), which sample '" + sample.id()
                + "' of " + given.place() + " does not have; " + way(modality, shape);
    }

    private String inWords(Modality modality, FeatureShape shape) {
        if (modality.equals(Modality.TEXT) && trained.preparation(modality).isEmpty()) {
            return "as words";
        }
        return shape.content() == Content.TOKENS
                ? "token numbers below " + shape.size()
                : shape.size() + (shape.size() == 1 ? " number" : " numbers") + " a time step";
    }

    private String way(Modality modality, FeatureShape shape) {
        if (modality.equals(Modality.TEXT) && trained.preparation(modality).isEmpty()) {
            return "give sentences by --text, or in the column 'text' of a table";
        } else if (shape.content() == Content.TOKENS) {
            return "its data set holds token numbers, which no file of yours can; name another model by --model, or"
                    + " train one after a text encoder that reads words, such as by --text-encoder bge-small-frozen";
        }
        List<String> recipes = recipes(modality);
        if (modality.equals(Modality.AUDIO) && isBy(recipes, OF_SOUND)) {
            return "name a folder with a recording of each sample, audio/" + sample(given) + ".wav, beside a table"
                    + " texts.csv with the columns id and text: features are computed as those of its data set were"
                    + " ('./derl data extract' writes the same as a table)";
        } else if (modality.equals(Modality.VISION) && isBy(recipes, OF_FACES)) {
            return "name a folder with a file of OpenFace for each sample, vision/" + sample(given) + ".csv, beside a"
                    + " table texts.csv with the columns id and text; OpenFace makes it from a video, with the options"
                    + " that it had for its data set";
        }
        return "name a folder with " + modality + ".csv, whose columns are id, step and the " + shape.size()
                + " features in the order of its data set, made by the software that made those, beside a table"
                + " texts.csv with the columns id and text";
    }

    private static String sample(GivenSamples given) {
        return given.named() ? given.samples().get(0).id() : "ID";
    }

    private static boolean isBy(List<String> recipes, String maker) {
        return recipes.stream().anyMatch(recipe -> recipe.contains(maker));
    }

    private List<String> recipes(Modality modality) {
        return trained.preparation(modality).map(Preparation::recipes).orElse(List.of());
    }

    /** Features of another recipe are other features, whatever their number. */
    private void checkRecipes(Consumer<String> notes) {
        Set<String> expected = new TreeSet<>();
        Set<Modality> read = new TreeSet<>();
        for (Modality modality : trained.schema().inputs().modalities()) {
            if (given.samples().stream().anyMatch(sample -> contains(sample.features(), modality))) {
                read.add(modality);
                expected.addAll(recipes(modality));
            }
        }
        if (read.isEmpty()) {
            return;
        }
        Set<String> here = new TreeSet<>(given.recipes());
        if (here.isEmpty()) {
            expected.forEach(
                    recipe -> notes.accept("Of the data set of " + model + ", " + recipe + "; whether features in "
                            + given.place() + " were made so, nobody can tell: a table does not say."));
        } else if (!expected.containsAll(here)) {
            here.removeAll(expected);
            throw new IllegalArgumentException(
                    "of " + given.place() + ", " + String.join("; ", here) + "; but of the data"
                            + " set of " + model + ", "
                            + (expected.isEmpty() ? "no features were made by DERL" : String.join("; ", expected))
                            + ". They are not comparable: "
                            + (expected.isEmpty()
                                    ? "give features that were made as those of the data set"
                                    : "set the same, such as by --set format.wav.frames-per-step=5"));
        }
    }

    private static boolean contains(Iterable<Modality> modalities, Modality wanted) {
        for (Modality modality : modalities) {
            if (modality.equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
