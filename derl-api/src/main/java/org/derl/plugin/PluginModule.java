package org.derl.plugin;

import ai.djl.ndarray.types.Shape;
import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import java.security.CodeSource;
import java.util.Map;
import java.util.regex.Pattern;
import org.derl.config.Entry;
import org.derl.config.Recipe;
import org.derl.data.ByModality;
import org.derl.data.DataSetLoader;
import org.derl.data.Directories;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.data.Schema;
import org.derl.data.file.FeatureImport;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.FileFormat;
import org.derl.model.FusionModel;
import org.derl.part.CrossEncoder;
import org.derl.part.Fusion;
import org.derl.part.FusionLoss;
import org.derl.part.Gate;
import org.derl.part.ReferenceBlock;
import org.derl.part.SequenceEncoder;
import org.derl.part.UtteranceEncoder;

/**
 * What a jar offers. A jar with parts of its own holds one subclass, named in
 * {@code META-INF/services/org.derl.plugin.PluginModule}, whose {@code configure()} names each part:
 *
 * <pre>{@code gate("filter-unit", FilterUnit.Config.class, FilterUnit::new);}</pre>
 *
 * Defaults of a part's settings belong in the jar's {@code reference.conf}, below {@code derl.defaults.<kind>.<name>},
 * such as {@code derl.defaults.gate.filter-unit}.
 */
public abstract class PluginModule extends AbstractModule {

    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final TypeLiteral<Entry<?, ?, ?>> ENTRY = new TypeLiteral<>() {};

    /** Names this jar's parts. */
    @Override
    protected abstract void configure();

    /** Offers an encoder from sequences to sequences. */
    protected final <C extends Record> void sequenceEncoder(
            String name, Class<C> settings, Recipe<C, FeatureShape, SequenceEncoder> recipe) {
        offer(SequenceEncoder.class, name, settings, recipe);
    }

    /** Offers an encoder from sequences to one vector a sample. */
    protected final <C extends Record> void utteranceEncoder(
            String name, Class<C> settings, Recipe<C, FeatureShape, UtteranceEncoder> recipe) {
        offer(UtteranceEncoder.class, name, settings, recipe);
    }

    /** Offers an encoder of one modality in the light of others. */
    protected final <C extends Record> void crossEncoder(
            String name, Class<C> settings, Recipe<C, CrossEncoder.CrossShape, CrossEncoder> recipe) {
        offer(CrossEncoder.class, name, settings, recipe);
    }

    /** Offers a gate. */
    protected final <C extends Record> void gate(
            String name, Class<C> settings, Recipe<C, Gate.GateShape, Gate> recipe) {
        offer(Gate.class, name, settings, recipe);
    }

    /** Offers a fusion operator. */
    protected final <C extends Record> void fusion(
            String name, Class<C> settings, Recipe<C, ByModality<Integer>, Fusion> recipe) {
        offer(Fusion.class, name, settings, recipe);
    }

    /** Offers a loss between two views. */
    protected final <C extends Record> void loss(
            String name, Class<C> settings, Recipe<C, ByModality<Integer>, FusionLoss> recipe) {
        offer(FusionLoss.class, name, settings, recipe);
    }

    /** Offers a model. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // a model's own forward type is nobody's business outside it
    protected final <C extends Record> void model(
            String name, Class<C> settings, Recipe<C, Schema, FusionModel<?>> recipe) {
        offer(FusionModel.class, name, settings, (Recipe) recipe);
    }

    /** Offers a data set. */
    protected final <C extends Record> void dataSet(
            String name, Class<C> settings, Recipe<C, Directories, DataSetLoader> recipe) {
        offer(DataSetLoader.class, name, settings, recipe);
    }

    /** Offers a way from raw text to features. */
    protected final <C extends Record> void extractor(
            String name, Class<C> settings, Recipe<C, Directories, FeatureExtractor> recipe) {
        offer(FeatureExtractor.class, name, settings, recipe);
    }

    /** Offers a format of files that hold arrays. */
    protected final <C extends Record> void fileFormat(
            String name, Class<C> settings, Recipe<C, Directories, FileFormat> recipe) {
        offer(FileFormat.class, name, settings, recipe);
    }

    /** Offers a layout of feature files. */
    protected final <C extends Record> void featureLayout(
            String name, Class<C> settings, Recipe<C, Directories, FeatureLayout> recipe) {
        offer(FeatureLayout.class, name, settings, recipe);
    }

    /** Offers a way to bring feature files into DERL's own form. */
    protected final <C extends Record> void featureImport(
            String name, Class<C> settings, Recipe<C, Directories, FeatureImport> recipe) {
        offer(FeatureImport.class, name, settings, recipe);
    }

    /** Offers a piece to be compared with a reference implementation by itself. */
    protected final <C extends Record> void referenceBlock(
            String name, Class<C> settings, Recipe<C, Map<String, Shape>, ReferenceBlock> recipe) {
        offer(ReferenceBlock.class, name, settings, recipe);
    }

    private <C extends Record, I, T> void offer(Class<T> kind, String name, Class<C> settings, Recipe<C, I, T> recipe) {
        if (!KEBAB.matcher(name).matches()) {
            addError("%s: '%s' is no name; write it in kebab-case", getClass().getName(), name);
        }
        Multibinder.newSetBinder(binder(), ENTRY)
                .addBinding()
                .toInstance(new Entry<>(kind, name, settings, recipe, origin()));
    }

    /** The plugin and its jar, for messages. */
    final String origin() {
        CodeSource source = getClass().getProtectionDomain().getCodeSource();
        return getClass().getName()
                + (source == null ? "" : " in " + source.getLocation().getPath());
    }
}
