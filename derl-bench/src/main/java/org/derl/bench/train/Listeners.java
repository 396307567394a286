package org.derl.bench.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.derl.config.Blueprint;
import org.derl.config.FaultyPluginException;
import org.derl.model.TrainingListener;
import org.jspecify.annotations.Nullable;

/** All listeners of a training as one. What one of them throws ends the training, and names it where settings do. */
final class Listeners implements TrainingListener {

    private final List<TrainingListener> all;

    /** One of a jar. */
    private record Guarded(String label, TrainingListener listener) implements TrainingListener {

        @Override
        public void finished(Epoch epoch) {
            guard(() -> listener.finished(epoch));
        }

        @Override
        public void close() {
            guard(listener::close);
        }

        private void guard(Runnable work) {
            FaultyPluginException.guarding(label, () -> {
                work.run();
                return this;
            });
        }
    }

    /**
     * Those that are there, and those that settings name.
     *
     * @param checkpoint a file in the folder that they may write to
     */
    Listeners(
            List<TrainingListener> own, @Nullable List<Blueprint<Path, TrainingListener>> blueprints, Path checkpoint) {
        Path folder = Objects.requireNonNull(checkpoint.toAbsolutePath().getParent());
        all = new ArrayList<>(own);
        if (blueprints != null) {
            blueprints.forEach(
                    blueprint -> all.add(new Guarded(blueprint.label() + " fails", blueprint.build(folder))));
        }
    }

    @Override
    public void finished(Epoch epoch) {
        all.forEach(listener -> listener.finished(epoch));
    }

    /** Closes every one, whatever another one throws. */
    @Override
    public void close() {
        RuntimeException first = null;
        for (TrainingListener listener : all) {
            try {
                listener.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
