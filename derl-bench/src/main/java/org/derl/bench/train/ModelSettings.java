package org.derl.bench.train;

import org.derl.config.Blueprint;
import org.derl.data.Schema;
import org.derl.model.FusionModel;

/**
 * A model as a model file describes it.
 *
 * @param title as tables print it
 * @param model the network with its settings
 * @param training how it trains
 */
public record ModelSettings(String title, Blueprint<Schema, FusionModel<?>> model, TrainingSettings training) {}
