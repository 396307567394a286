package org.derl.bench.scaffold;

import org.derl.config.Names;

/** What a new plugin can begin with: a part of each kind that authors write most, as a template has it. */
public enum PluginPart {
    ENCODER("org.derl.part.UtteranceEncoder", "AttentionPooling", true),
    GATE("org.derl.part.Gate", "ResidualGate", true),
    FUSION("org.derl.part.Fusion", "WeightedFusion", true),
    LOSS("org.derl.part.FusionLoss", "SupervisedContrastiveLoss", true),
    MODEL("org.derl.model.FusionModel", "MeanModel", true),
    DATA_SET("org.derl.data.DataSetLoader", "WavesDataSet", true),
    METRIC("org.derl.eval.Metric", "WithinMetric", false),
    OPTIMIZER("org.derl.tensor.optim.Optimizer", "Lion", false),
    LISTENER("org.derl.model.TrainingListener", "JournalListener", false),
    SAMPLER("org.derl.model.Sampler", "SpreadSampler", false),
    SCHEDULE("org.derl.model.Schedule", "InverseRootSchedule", false);

    private final String kind;
    private final String code;
    private final boolean examined;

    PluginPart(String kind, String code, boolean examined) {
        this.kind = kind;
        this.code = code;
        this.examined = examined;
    }

    /** The name of its class, and of its template. */
    String code() {
        return code;
    }

    /** Whether the contract asks something of it by itself. */
    boolean isExamined() {
        return examined;
    }

    /** Whether a variant of DERL's own model uses it. */
    boolean isInVariant() {
        return this != MODEL && this != DATA_SET;
    }

    /** As options write it; its name in settings is that of the plugin, a hyphen and this. */
    String key() {
        return Names.kebab(name());
    }

    /** The interface or class of its kind. */
    String kind() {
        return kind;
    }

    /** The line by which the plugin offers it. */
    String offer(String plugin) {
        String type = kind.substring(kind.lastIndexOf('.') + 1);
        String name = "\"" + plugin + "-" + key() + "\"";
        return "offer(" + type + ".KIND, " + name + ", " + code + ".Config.class, " + code + "::new);";
    }
}
