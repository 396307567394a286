package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GpuSupportTest {

    @Test
    void theFolderOfLibtorchNamesItsCuda() {
        assertEquals("12.4", GpuSupport.cuda(Path.of("/cache/pytorch/2.5.1-20241113-cu124-linux-x86_64")));
        assertEquals("12.8", GpuSupport.cuda(Path.of("2.7.1-cu128-linux-x86_64")));
        assertEquals("of unknown version", GpuSupport.cuda(Path.of("/opt/libtorch/lib")));
    }

    @Test
    void whatTheEngineCanUseIsWhatComputeCounts() {
        GpuSupport here = GpuSupport.here();
        assertEquals(Compute.gpus(), here.gpus().size());
        assertEquals(Gpu.hasDriver(), !here.driver().isEmpty());
    }
}
