package org.derl.bench.cli;

import com.google.inject.AbstractModule;
import org.derl.bench.comparison.ExperimentRun;
import org.derl.bench.contract.Contract;
import org.derl.bench.datacheck.Doctor;

/** Binds what commands ask for besides the services of configuration. */
final class CommandsModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(Contract.class);
        bind(Doctor.class);
        bind(ExperimentRun.Factory.class);
        bind(UsualComparison.class);
    }
}
