package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import org.junit.jupiter.api.Test;

class GpuNameTest {

    @Test
    void whatNoDriverKnowsKeepsItsNumber() {
        assertEquals("gpu(99)", Compute.kind(Device.gpu(99)));
        assertEquals("cpu()", Compute.kind(Device.cpu()));
    }
}
