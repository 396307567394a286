package org.derl.bench.executor;

import org.derl.bench.executor.local.LocalExecutor;
import org.derl.bench.executor.slurm.SlurmExecutor;
import org.derl.plugin.PluginModule;

/** Offers the executors of this jar. */
public final class ExecutorsPlugin extends PluginModule {

    @Override
    protected void configure() {
        offer(TrialExecutor.KIND, "local", LocalExecutor.Config.class, LocalExecutor::new);
        offer(TrialExecutor.KIND, "slurm", SlurmExecutor.Config.class, SlurmExecutor::new);
    }
}
