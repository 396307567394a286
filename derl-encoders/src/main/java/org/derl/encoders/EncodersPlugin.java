package org.derl.encoders;

import org.derl.encoders.bert.BertBlock;
import org.derl.encoders.bert.BertEncoder;
import org.derl.encoders.bert.BertStates;
import org.derl.encoders.bert.BertTokens;
import org.derl.encoders.bert.PretrainedBert;
import org.derl.encoders.bert.PretrainedBertBlock;
import org.derl.layers.CrossmodalTransformer;
import org.derl.plugin.PluginModule;

/** Offers the encoders of this jar, and pieces of it to be compared by themselves. */
public final class EncodersPlugin extends PluginModule {

    @Override
    protected void configure() {
        sequenceEncoder("as-is", AsIsEncoder.Config.class, AsIsEncoder::new);
        sequenceEncoder("convolution", ConvolutionEncoder.Config.class, ConvolutionEncoder::new);
        sequenceEncoder("intra-modal", IntraModalEncoder.Config.class, IntraModalEncoder::new);
        sequenceEncoder("sinusoidal-positions", SinusoidalPositions.Config.class, SinusoidalPositions::new);
        sequenceEncoder("learned-positions", LearnedPositions.Config.class, LearnedPositions::new);
        sequenceEncoder("bert", BertEncoder.Config.class, BertEncoder::new);
        sequenceEncoder("pretrained-bert", PretrainedBert.Config.class, PretrainedBert::encoder);
        sequenceEncoder("lstm-states", LstmStatesEncoder.Config.class, LstmStatesEncoder::new);
        sequenceEncoder("step-norm", StepNorm.Config.class, StepNorm::new);
        crossEncoder("hierarchical", HierarchicalCrossEncoder.Config.class, HierarchicalCrossEncoder::new);
        crossEncoder("crossmodal-transformer", CrossmodalTransformer.Config.class, CrossmodalTransformerEncoder::new);
        extractor("bert-tokens", BertTokens.Config.class, BertTokens::new);
        extractor("bert-states", BertStates.Config.class, BertStates::new);
        utteranceEncoder("mean", Pooling.Config.class, Pooling.Mean::new);
        utteranceEncoder("max", Pooling.Config.class, Pooling.Max::new);
        utteranceEncoder("first", Pooling.Config.class, Pooling.First::new);
        utteranceEncoder("last", Pooling.Config.class, Pooling.Last::new);
        utteranceEncoder("lstm", LstmEncoder.Config.class, LstmEncoder::new);
        utteranceEncoder("stacked-lstm", StackedLstmEncoder.Config.class, StackedLstmEncoder::new);
        utteranceEncoder("bidirectional-lstm", BidirectionalLstmEncoder.Config.class, BidirectionalLstmEncoder::new);
        utteranceEncoder("mean-mlp", MeanMlpEncoder.Config.class, MeanMlpEncoder::new);
        referenceBlock("average-pool-alignment", AlignmentBlock.Config.class, AlignmentBlock::new);
        referenceBlock("bert", BertBlock.Config.class, BertBlock::new);
        referenceBlock("pretrained-bert", PretrainedBertBlock.Config.class, PretrainedBertBlock::new);
    }
}
