package org.derl.bench.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.derl.config.Blueprint;
import org.derl.config.FaultyPluginException;
import org.derl.model.TrainingListener;
import org.jspecify.annotations.Nullable;

/** The listeners that settings name, as one. What one of them throws ends the training, and names it. */
final class Listeners implements TrainingListener {

    private final List<Named> all = new ArrayList<>();

    private record Named(String label, TrainingListener listener) {}

    /**
     * Those that are there, and those that settings name.
     *
     * @param checkpoint a file in the folder that they may write to
     */
    Listeners(
            List<TrainingListener> own, @Nullable List<Blueprint<Path, TrainingListener>> blueprints, Path checkpoint) {
        Path folder = Objects.requireNonNull(checkpoint.toAbsolutePath().getParent());
        own.forEach(listener -> all.add(new Named("a listener fails", listener)));
        if (blueprints != null) {
            blueprints.forEach(blueprint -> all.add(new Named(blueprint.label() + " fails", blueprint.build(folder))));
        }
    }

    @Override
    public void finished(Epoch epoch) {
        each(listener -> listener.finished(epoch));
    }

    @Override
    public void close() {
        each(TrainingListener::close);
    }

    private void each(Consumer<TrainingListener> work) {
        all.forEach(named -> FaultyPluginException.guarding(named.label(), () -> {
            work.accept(named.listener());
            return named;
        }));
    }
}
