package org.derl.bench.worker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.trial.TrialFolder;

/**
 * What a worker is asked for: the trial of a folder. Where files lie on this machine is no part of a trial, whose numbers do
 * not follow from it, and is told beside.
 *
 * @param folder of the trial
 * @param data where data lies
 * @param cache where caches lie
 * @param guardsFormulas whether spreadsheets are kept from running ids of predictions as formulas
 */
record WorkerRequest(Path folder, Path data, Path cache, boolean guardsFormulas) {

    static WorkerRequest of(TrialFolder folder, Configuration configuration) {
        return new WorkerRequest(
                folder.path(),
                configuration.directories().data(),
                configuration.directories().cache(),
                configuration.guardsFormulas());
    }

    static WorkerRequest read(DataInput in) throws IOException {
        return new WorkerRequest(Path.of(in.readUTF()), Path.of(in.readUTF()), Path.of(in.readUTF()), in.readBoolean());
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(folder.toString());
        out.writeUTF(data.toString());
        out.writeUTF(cache.toString());
        out.writeBoolean(guardsFormulas);
    }

    /** What the jars of a class loader say, with files where they lie. */
    Configuration configuration(ClassLoader loader) {
        return Configuration.of(loader, data, cache).guardingFormulas(guardsFormulas);
    }
}
