package org.derl.encoders.tensorflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TensorBundleTest {

    private static SmallBundle bundle() {
        SmallBundle bundle = new SmallBundle();
        for (int i = 0; i < 8; i++) {
            bundle.add("module/bert/layer_" + i + "/kernel", new int[] {2, 3}, i, 1, 2, 3, 4, 5);
        }
        return bundle;
    }

    @Test
    void findsEveryTensorOfSeveralBlocks() throws IOException {
        TensorBundle read = TensorBundle.read(ByteBuffer.wrap(bundle().index()));
        assertEquals(8, read.entries().size());
        TensorBundle.Entry entry = read.entries().get("module/bert/layer_7/kernel");
        assertEquals(new Shape(2, 3), entry.shape());
        assertEquals(7 * 24, entry.offset());
        assertEquals(24, entry.size());
    }

    @Test
    void readsValuesAndChecksThem() throws IOException {
        TensorBundle.Entry entry = TensorBundle.read(ByteBuffer.wrap(
                        new SmallBundle().add("a", new int[] {2}, 3, 4).index()))
                .entries()
                .get("a");
        byte[] data = SmallBundle.floats(3, 4);
        assertArrayEquals(data, entry.read(new ByteArrayInputStream(data)).array());
        data[5] ^= 1;
        assertMessage("checksum", () -> entry.read(new ByteArrayInputStream(data)));
        assertMessage("end within", () -> entry.read(new ByteArrayInputStream(data, 0, 7)));
    }

    @Test
    void refusesEveryTruncation() {
        byte[] whole = bundle().index();
        for (int length = 0; length < whole.length; length++) {
            ByteBuffer part = ByteBuffer.wrap(Arrays.copyOf(whole, length));
            assertMessage("cannot be read", () -> TensorBundle.read(part));
        }
    }

    @Test
    void refusesOrSurvivesEveryChangedByte() throws IOException {
        byte[] whole = bundle().index();
        Set<String> names = TensorBundle.read(ByteBuffer.wrap(whole)).entries().keySet();
        for (int place = 0; place < whole.length; place++) {
            for (int change : new int[] {1, 0x80, 0xff}) {
                byte[] changed = whole.clone();
                changed[place] ^= (byte) change;
                try { // the footer's unused bytes may change
                    assertEquals(
                            names,
                            TensorBundle.read(ByteBuffer.wrap(changed))
                                    .entries()
                                    .keySet());
                } catch (IOException e) {
                    assertTrue(e.getMessage().startsWith("the index of the checkpoint"), e.getMessage());
                }
            }
        }
    }

    @Test
    void refusesWhatIsNoWholeTensorOfFloats() {
        SmallBundle wrong = new SmallBundle().add("a", new int[] {3}, 1, 2);
        assertMessage("a is no whole tensor of float32", () -> TensorBundle.read(ByteBuffer.wrap(wrong.index())));
        SmallBundle huge = new SmallBundle().add("a", new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE}, 1, 2);
        assertMessage("a is no whole tensor of float32", () -> TensorBundle.read(ByteBuffer.wrap(huge.index())));
    }

    private static void assertMessage(String part, Executable work) {
        String message = assertThrows(IOException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }
}
