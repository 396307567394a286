package org.derl.encoders;

import org.derl.data.FeatureExtractor;
import org.derl.encoders.bert.BertBlock;
import org.derl.encoders.bert.BertEncoder;
import org.derl.encoders.bert.BertStates;
import org.derl.encoders.bert.BertTokens;
import org.derl.encoders.bert.PretrainedBert;
import org.derl.encoders.bert.PretrainedBertBlock;
import org.derl.layers.CrossmodalTransformer;
import org.derl.part.CrossEncoder;
import org.derl.part.ReferenceBlock;
import org.derl.part.SequenceEncoder;
import org.derl.part.UtteranceEncoder;
import org.derl.plugin.PluginModule;

/** Offers the encoders of this jar, and pieces of it to be compared by themselves. */
public final class EncodersPlugin extends PluginModule {

    @Override
    protected void configure() {
        offer(SequenceEncoder.KIND, "as-is", AsIsEncoder.Config.class, AsIsEncoder::new);
        offer(SequenceEncoder.KIND, "convolution", ConvolutionEncoder.Config.class, ConvolutionEncoder::new);
        offer(SequenceEncoder.KIND, "intra-modal", IntraModalEncoder.Config.class, IntraModalEncoder::new);
        offer(SequenceEncoder.KIND, "sinusoidal-positions", SinusoidalPositions.Config.class, SinusoidalPositions::new);
        offer(SequenceEncoder.KIND, "learned-positions", LearnedPositions.Config.class, LearnedPositions::new);
        offer(SequenceEncoder.KIND, "bert", BertEncoder.Config.class, BertEncoder::new);
        offer(SequenceEncoder.KIND, "pretrained-bert", PretrainedBert.Config.class, PretrainedBert::encoder);
        offer(SequenceEncoder.KIND, "lstm-states", LstmStatesEncoder.Config.class, LstmStatesEncoder::new);
        offer(SequenceEncoder.KIND, "step-norm", StepNorm.Config.class, StepNorm::new);
        offer(CrossEncoder.KIND, "hierarchical", HierarchicalCrossEncoder.Config.class, HierarchicalCrossEncoder::new);
        offer(
                CrossEncoder.KIND,
                "crossmodal-transformer",
                CrossmodalTransformer.Config.class,
                CrossmodalTransformerEncoder::new);
        offer(FeatureExtractor.KIND, "bert-tokens", BertTokens.Config.class, BertTokens::new);
        offer(FeatureExtractor.KIND, "bert-states", BertStates.Config.class, BertStates::new);
        offer(UtteranceEncoder.KIND, "mean", Pooling.Config.class, Pooling.Mean::new);
        offer(UtteranceEncoder.KIND, "max", Pooling.Config.class, Pooling.Max::new);
        offer(UtteranceEncoder.KIND, "first", Pooling.Config.class, Pooling.First::new);
        offer(UtteranceEncoder.KIND, "last", Pooling.Config.class, Pooling.Last::new);
        offer(UtteranceEncoder.KIND, "lstm", LstmEncoder.Config.class, LstmEncoder::new);
        offer(UtteranceEncoder.KIND, "stacked-lstm", StackedLstmEncoder.Config.class, StackedLstmEncoder::new);
        offer(
                UtteranceEncoder.KIND,
                "bidirectional-lstm",
                BidirectionalLstmEncoder.Config.class,
                BidirectionalLstmEncoder::new);
        offer(UtteranceEncoder.KIND, "mean-mlp", MeanMlpEncoder.Config.class, MeanMlpEncoder::new);
        offer(ReferenceBlock.KIND, "average-pool-alignment", AlignmentBlock.Config.class, AlignmentBlock::new);
        offer(ReferenceBlock.KIND, "bert", BertBlock.Config.class, BertBlock::new);
        offer(ReferenceBlock.KIND, "pretrained-bert", PretrainedBertBlock.Config.class, PretrainedBertBlock::new);
    }
}
