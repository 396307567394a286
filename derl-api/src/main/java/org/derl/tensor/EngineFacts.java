package org.derl.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the engine. Whoever loads it leaves a note, so that the next process need not load it only to ask.
 *
 * @param name with its version and build, as a record of a run states it
 * @param capability the instruction set that it computes by, such as {@code AVX512}
 * @param forGpus whether it was built for GPUs
 */
record EngineFacts(String name, String capability, boolean forGpus) {

    /** What the engine of this process says. */
    private static final class Asked {
        static final EngineFacts FACTS = ask();
    }

    /** What an earlier process has left; null where it has left nothing that still holds. */
    private static final class Noted {
        static final @Nullable EngineFacts FACTS = EngineNote.ofThisProcess().read();
    }

    /** Those of the engine of this process, by a note as long as it has not loaded it. */
    static EngineFacts here() {
        EngineFacts noted = Compute.isLoaded() ? null : Noted.FACTS;
        return noted == null ? Asked.FACTS : noted;
    }

    private static EngineFacts ask() {
        Engine engine = Compute.loaded();
        EngineBuild build = EngineBuild.here();
        EngineFacts facts = new EngineFacts(
                engine.getEngineName() + " " + engine.getVersion() + " (" + build.libraries() + ")",
                build.capability(),
                Compute.forGpus());
        if (!facts.forGpus() && NativeLibraries.areBundled()) {
            EngineNote.ofThisProcess().write(facts, Path.of(LibUtils.getLibtorchPath()));
        }
        return facts;
    }
}
