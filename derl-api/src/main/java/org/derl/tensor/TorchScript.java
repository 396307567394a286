package org.derl.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.DerlNatives;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Operations that DJL does not offer, in the engine's own script language ({@code kernels.py}). The archive that the
 * engine loads is a zip of four stored entries, written here in memory; autograd passes through its methods.
 */
public final class TorchScript {

    private static final String CLASS_HEADER =
            "class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";

    /** The pickle of an object of class M whose attribute "training" is true. */
    private static final byte[] DATA = latin(
            "\u0080\u0002c__torch__\nM\nq\u0000)\u0081}(X\u0008\u0000\u0000\u0000training" + "q\u0001\u0088ubq\u0002.");

    private static final byte[] NO_CONSTANTS = latin("\u0080\u0002).");

    private TorchScript() {}

    /** Loaded when first needed, and kept as long as the process lives. */
    private static final class Kernels {
        static final PtSymbolBlock MODULE = load();
    }

    /** Runs a kernel that returns one tensor. */
    static NDArray tensor(NDManager manager, String kernel, Object... arguments) {
        try (IValue result = call(kernel, arguments)) {
            return result.toTensor((PtNDManager) manager);
        }
    }

    /** Runs a kernel that returns a list of tensors. */
    static List<NDArray> tensors(NDManager manager, String kernel, Object... arguments) {
        try (IValue result = call(kernel, arguments)) {
            return List.of(result.toTensorArray((PtNDManager) manager));
        }
    }

    /** Runs a kernel; the caller closes the result. */
    public static IValue call(String kernel, Object... arguments) {
        IValue[] values = new IValue[arguments.length];
        try {
            long[] handles = new long[arguments.length];
            for (int i = 0; i < arguments.length; i++) {
                values[i] = value(arguments[i]);
                handles[i] = values[i].getHandle();
            }
            return DerlNatives.run(Kernels.MODULE.getHandle(), kernel, handles);
        } finally {
            Arrays.stream(values).filter(Objects::nonNull).forEach(IValue::close);
        }
    }

    private static IValue value(Object argument) {
        if (argument instanceof PtNDArray array) {
            return IValue.from(array);
        } else if (argument instanceof List<?> list) {
            return IValue.listFrom(list.toArray(PtNDArray[]::new));
        } else if (argument instanceof Boolean flag) {
            return IValue.from(flag.booleanValue());
        } else if (argument instanceof Integer || argument instanceof Long) {
            return IValue.from(((Number) argument).longValue());
        } else if (argument instanceof Number number) {
            return IValue.from(number.doubleValue());
        } else if (argument instanceof String text) {
            return IValue.from(text);
        }
        throw new IllegalArgumentException("a kernel takes no " + argument.getClass());
    }

    private static PtSymbolBlock load() {
        try (InputStream source = Objects.requireNonNull(TorchScript.class.getResourceAsStream("kernels.py"))) {
            String methods = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            PtNDManager manager = (PtNDManager) Compute.newManager(Device.cpu());
            return JniUtils.loadModule(manager, new ByteArrayInputStream(archive(methods)), true, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] archive(String methods) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "m/data.pkl", DATA);
            store(zip, "m/code/__torch__.py", (CLASS_HEADER + methods).getBytes(StandardCharsets.UTF_8));
            store(zip, "m/constants.pkl", NO_CONSTANTS);
            store(zip, "m/version", latin("3\n"));
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
