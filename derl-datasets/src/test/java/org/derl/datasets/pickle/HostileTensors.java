package org.derl.datasets.pickle;

import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.datasets.pickle.HostilePickles.Hostile;

/** Pickles with tensors of PyTorch that are damaged or mean harm, and what is to be said of each. */
final class HostileTensors {

    private static final String START = Pickles.bytes("80028a0a6cfc9c46f9206aa850192e");
    private static final String VERSION = "M\u00e9\u0003.";
    private static final String MACHINE = "}X\r\0\0\0little_endian\u0088s.";

    private final Map<String, Hostile> all = new LinkedHashMap<>();

    private HostileTensors() {}

    /** All of them by name. */
    static Map<String, Hostile> all() {
        HostileTensors hostile = new HostileTensors();
        hostile.storages();
        hostile.tensors();
        return hostile.all;
    }

    private void add(String name, String instructions, String message) {
        all.put(name, new Hostile(instructions, message));
    }

    /** Instructions that load a storage of two floats from bytes. */
    private static String loaded(String file) {
        int length = file.length();
        return "ctorch.storage\n_load_from_bytes\n(B" + (char) (length & 0xff) + (char) (length >> Byte.SIZE) + "\0\0"
                + file + "tR";
    }

    private static String file(String value, String keys, String storages) {
        return START + VERSION + MACHINE + value + keys + storages;
    }

    private static String id(String type, int elements) {
        return "(U\7storagec" + type + "\nU\1kU\3cpuK" + (char) elements + "NtQ.";
    }

    private static String storage() {
        return loaded(file(id("torch\nFloatStorage", 2), "](U\1ke.", "\2" + "\0".repeat(7) + "\0".repeat(8)));
    }

    private static String tensor(String rest) {
        return "ctorch._utils\n_rebuild_tensor_v2\n(" + storage() + rest + "I00\n}tR.";
    }

    private void storages() {
        add(
                "tensor-outside",
                id("torch\nFloatStorage", 2),
                "asks for a storage of PyTorch that lies outside of the file");
        add("torch-load", "ctorch\nload\n(S'x'\ntR.", "byte 0 asks for 'torch.load'");
        add("no-torch-file", loaded("x".repeat(40)) + ".", "gives PyTorch a file that is none of its own");
        add("short-torch-file", loaded("x") + ".", "needs 15 bytes");
        add("torch-version", loaded(START + "K\1.") + ".", "begins a file of PyTorch of a version that there is not");
        add("code-in-torch-file", loaded(START + "cos\nsystem\n(S'true'\ntR.") + ".", "asks for 'os.system'");
        add(
                "torch-file-in-torch-file",
                loaded(file(storage() + ".", "].", "")) + ".",
                "has a file of PyTorch within one");
        add(
                "unknown-storage",
                loaded(file(id("torch\nFloatStorage", 2), "](U\1xe.", "")) + ".",
                "asks for storage x, which there is not");
        add(
                "storage-beyond-file",
                loaded(file(id("torch\nFloatStorage", 9), "](U\1ke.", "\t" + "\0".repeat(7))) + ".",
                "needs 36 bytes");
        add(
                "storage-of-two-lengths",
                loaded(file(id("torch\nFloatStorage", 2), "](U\1ke.", "\3" + "\0".repeat(19))) + ".",
                "whose storages are longer or shorter than it says");
    }

    private void tensors() {
        add("tensor-of-nothing", "ctorch._utils\n_rebuild_tensor_v2\n)R.", "makes a tensor of what is none");
        add("tensor-beyond-storage", tensor("K\1K\2\u0085K\1\u0085"), "makes a tensor that reaches beyond its storage");
        add("tensor-from-below", tensor("I-1\nK\2\u0085K\1\u0085"), "makes a tensor that reaches beyond its storage");
        add("tensor-backwards", tensor("K\1K\2\u0085I-1\n\u0085"), "an axis whose length is no number");
        add("tensor-stride", tensor("K\0K\2\u0085I4611686018427387904\n\u0085"), "reaches beyond its storage");
        add(
                "tensor-stride-of-all",
                tensor("K\0K\3\u0085I9223372036854775807\n\u0085"),
                "makes a tensor of the impossible shape");
        add("tensor-axes", tensor("K\0K\2\u0085)"), "makes a tensor with 0 strides for shape (2)");
        add("tensor-bomb", tensor("K\0I4611686018427387904\n\u0085K\0\u0085"), "shows numbers many times");
    }
}
