package org.derl.bench.train;

import org.derl.bench.train.run.Batches;
import org.derl.bench.train.run.SimilarLengthsSampler;
import org.derl.bench.train.schedule.DecaySchedule;
import org.derl.bench.train.schedule.PlateauSchedule;
import org.derl.bench.train.schedule.WarmUpSchedule;
import org.derl.config.Blueprint;
import org.derl.model.Sampler;
import org.derl.model.Schedule;
import org.derl.plugin.PluginModule;

/** Offers the samplers and schedules of this jar. */
public final class TrainingPlugin extends PluginModule {

    /** All samples once, in an order that is drawn anew for each sweep. */
    static final Blueprint<Sampler.Input, Sampler> SHUFFLED =
            Blueprint.of(Sampler.KIND, "shuffled", new Config(), TrainingPlugin::shuffled);

    /** Rates as settings have them. */
    static final Blueprint<Integer, Schedule> CONSTANT =
            Blueprint.of(Schedule.KIND, "constant", new Config(), TrainingPlugin::constant);

    /** They have no settings. */
    record Config() {}

    @Override
    protected void configure() {
        offer(Sampler.KIND, "shuffled", Config.class, TrainingPlugin::shuffled);
        offer(Sampler.KIND, "similar-lengths", SimilarLengthsSampler.Config.class, SimilarLengthsSampler::new);
        offer(Schedule.KIND, "constant", Config.class, TrainingPlugin::constant);
        offer(Schedule.KIND, "plateau", PlateauSchedule.Config.class, PlateauSchedule::new);
        offer(Schedule.KIND, "linear", WarmUpSchedule.Config.class, WarmUpSchedule::linear);
        offer(Schedule.KIND, "cosine", WarmUpSchedule.Config.class, WarmUpSchedule::cosine);
        offer(Schedule.KIND, "decay", DecaySchedule.Config.class, DecaySchedule::new);
    }

    private static Sampler shuffled(Config config, Sampler.Input input) {
        int samples = input.training().size();
        return (epoch, randomness) -> Batches.joiningLast(randomness.permutation(samples), input.batchSize());
    }

    private static Schedule constant(Config config, int epochs) {
        return point -> 1;
    }
}
