package org.derl.datasets.pickle;

import java.util.LinkedHashMap;
import java.util.Map;

/** Pickles that are damaged or mean harm, and what is to be said of each. */
final class HostilePickles {

    /**
     * One of them.
     *
     * @param instructions a character a byte
     * @param message what the error says after the file's name
     */
    record Hostile(String instructions, String message) {}

    private static final String PROTOCOL_4 = "\u0080\u0004";
    private static final String NO_PART = "which is no part of an array; DERL reads arrays, numbers, texts, lists and "
            + "dictionaries, and runs no code";

    private final Map<String, Hostile> all = new LinkedHashMap<>();

    private HostilePickles() {}

    /** All of them by name. */
    static Map<String, Hostile> all() {
        HostilePickles hostile = new HostilePickles();
        hostile.code();
        hostile.otherObjects();
        hostile.bombs();
        hostile.lengths();
        hostile.rules();
        hostile.literals();
        hostile.arrays();
        hostile.otherFiles();
        hostile.all.putAll(HostileTensors.all());
        return hostile.all;
    }

    private void add(String name, String instructions, String message) {
        all.put(name, new Hostile(instructions, message));
    }

    private static String text(String text) {
        return "\u008c" + (char) text.length() + text;
    }

    private static String stackName(String module, String name) {
        return text(module) + text(name) + "\u0093";
    }

    private void code() {
        add("system", "cos\nsystem\n(S'true'\ntR.", "byte 0 asks for 'os.system', " + NO_PART);
        add("system-later", "(lp0\ncposix\nsystem\n(S'true'\ntRa.", "byte 5 asks for 'posix.system', " + NO_PART);
        add(
                "eval",
                PROTOCOL_4 + stackName("builtins", "eval") + text("1") + "\u0085R.",
                "byte 18 asks for 'builtins.eval'");
        add(
                "getattr",
                "c__builtin__\ngetattr\n(c__builtin__\n__import__\n(S'os'\ntRS'system'\ntR(S'true'\ntR.",
                "byte 0 asks for '__builtin__.getattr'");
        add("numpy-load", "cnumpy\nload\n(S'/etc/passwd'\ntR.", "byte 0 asks for 'numpy.load'");
        add(
                "name-within-name",
                PROTOCOL_4 + stackName("numpy", "dtype.__class__") + ")R.",
                "byte 26 asks for 'numpy.dtype.__class__'");
        add("decode", "c_codecs\ndecode\n(S'x'\nS'zip'\ntR.", "byte 0 asks for '_codecs.decode'");
        add("codec", "c_codecs\nencode\n(Vx\nVzip\ntR.", "byte 26 asks for the encoding 'zip'");
        add("call-of-text", "Vos.system\n)R.", "byte 12 calls what is no function");
        add("call-of-ndarray", "cnumpy\nndarray\n)R.", "byte 16 calls numpy.ndarray");
        add("state-of-list", "]}b.", "byte 2 sets the state of what is neither a new array nor a dtype");
    }

    private void otherObjects() {
        add("inst", "(ios\nsystem\n.", "byte 1 asks for 'os.system'");
        add("obj", "(No.", "byte 2 (OBJ) asks for an object of a class");
        add("newobj", "N)\u0081.", "byte 2 (NEWOBJ) asks for an object of a class");
        add("newobj-ex", "N)}\u0092.", "byte 3 (NEWOBJ_EX) asks for an object of a class");
        add("persistent", "Pabc\n.", "byte 0 (PERSID) asks for what lies outside of the file");
        add("binary-persistent", "NQ.", "byte 1 (BINPERSID) asks for what lies outside of the file");
        add("extension", "\u0082\u0001.", "byte 0 (EXT1) asks for a class of a registry of extensions");
        add("extension-4", "\u0084\u0001\0\0\0.", "byte 0 (EXT4) asks for a class of a registry of extensions");
        add("buffer", "\u0097.", "byte 0 (NEXT_BUFFER) asks for the content of an array that lies outside of the file");
    }

    private void bombs() {
        StringBuilder lists = new StringBuilder("\u0080\u0002]q\0");
        StringBuilder dictionaries = new StringBuilder("\u0080\u0002}q\0");
        StringBuilder tuples = new StringBuilder("\u0080\u0002Nq\0");
        for (int level = 1; level < 25; level++) {
            String former = "h" + (char) (level - 1);
            String remember = "q" + (char) level;
            lists.append("](").append(former.repeat(10)).append("e").append(remember);
            dictionaries.append("}(");
            for (int key = 0; key < 10; key++) {
                dictionaries.append("K").append((char) key).append(former);
            }
            dictionaries.append("u").append(remember);
            tuples.append(former.repeat(3)).append("\u0087").append(remember);
        }
        String memory = "bytes of memory for lists, texts and single numbers, which no honest file of this size does";
        add("lists-of-lists", lists + ".", memory);
        add("dictionaries-of-dictionaries", dictionaries + ".", memory);
        add("tuples-of-tuples", tuples + ".", memory);
        String decoded = "X\u00a0\u000f\0\0" + "x".repeat(4000) + "q\0";
        add(
                "one-text-decoded-often",
                decoded + "c_codecs\nencode\nq\1Vlatin1\nq\2" + "h\1h\0h\2\u0086R".repeat(2000) + ".",
                memory);
        add(
                "one-array-of-texts-often",
                "](S'" + "x".repeat(4000) + "'\nq\0" + dtype("S4000") + "q\1" + "cnumpy.core.multiarray\nscalar\nq\2"
                        + "h\2h\1h\0\u0086R".repeat(700) + "e.",
                memory);
        String deep = "lie more than 32 deep in one another, or contain themselves; DERL reads no such file";
        add("deep-lists", "]".repeat(3000) + "a".repeat(2999) + ".", deep);
        add("deep-dictionaries", "}K\1".repeat(3000) + "N" + "s".repeat(3000) + ".", deep);
        add("list-within-itself", "]q\0h\0a.", deep);
        add("dictionary-within-itself", "}q\0Vx\nh\0s.", deep);
        add("tuple-within-itself", "]q\0h\0\u0085q\1ah\1.", deep);
        add("deep-marks", "(".repeat(3000) + ".", "byte 3000 takes a value where none is left");
    }

    private static String dtype(String code) {
        return Pickles.dtype(code);
    }

    private void lengths() {
        String end = "; the file is damaged: copy it again";
        add(
                "bytes-8",
                "\u008e\0\0\0\0\0\0\0@.",
                "byte 0 needs 4611686018427387904 bytes, but the file ends after 1" + end);
        add(
                "bytearray-8",
                "\u0096" + "\u00ff".repeat(8) + ".",
                "byte 0 needs 18446744073709551615 bytes, but the file ends after 1");
        add("text-8", "\u008d" + "\u00ff".repeat(7) + "\u007f.", "byte 0 needs 9223372036854775807 bytes");
        add("text-4", "X\u00ff\u00ff\u00ff\u00ff.", "byte 0 needs 4294967295 bytes");
        add("python-2-bytes", "T\u00ff\u00ff\u00ff\u00ff.", "byte 0 needs 18446744073709551615 bytes");
        add("long-4", "\u008b\u00ff\u00ff\u00ff\u007f.", "byte 0 needs 2147483647 bytes");
        add("long-4-negative", "\u008b\0\0\0\u0080.", "byte 0 needs 18446744071562067968 bytes");
        add("long-1", "\u008a\u0009" + "x".repeat(9) + ".", "byte 0 has an integer of 9 bytes");
        add(
                "frame",
                PROTOCOL_4 + "\u0095\u00e8\u0003\0\0\0\0\0\0N.",
                "byte 2 needs 1000 bytes, but the file ends after 2" + end);
        add("half-frame", PROTOCOL_4 + "\u0095\u00e8\u0003", "byte 2 needs 8 bytes, but the file ends after 2");
        add("no-stop", "(lp0\n", "byte 5 is the end of the file, but not of the pickle" + end);
        add("endless-line", "cnumpy", "byte 0 begins a line that has no end" + end);
        add(
                "long-name",
                "c" + "x".repeat(5000) + "\nx\n.",
                "byte 0 begins a line of 5000 bytes where at most 4096 belong");
    }

    private void rules() {
        String none = "takes a value where none is left";
        add("pop", "0.", "byte 0 " + none);
        add("stop-first", ".", "byte 0 " + none);
        add("pop-below-mark", "N(\u0085.", "byte 2 " + none);
        add("tuple-3", "NN\u0087.", "byte 2 " + none);
        add("remember-nothing", "\u0094.", "byte 0 " + none);
        add("pop-mark", "1.", "byte 0 goes back to a mark where none is set");
        add("no-mark", "]e.", "byte 1 goes back to a mark where none is set");
        add("append-to-dictionary", "}Na.", "byte 2 adds to what is no list");
        add("append-to-tuple", ")Na.", "byte 2 adds to what is no list");
        add("items-to-list", "](Ne(N\u0090.", "byte 6 adds to what is no set");
        add("entry-of-list", "]NNs.", "byte 3 adds an entry to what is no dictionary");
        add("odd-entries", "}(Nu.", "byte 3 adds a key without a value to a dictionary");
        add("list-as-key", "}]Ns.", "byte 3 uses what is neither text nor number as the key of a dictionary");
        add("same-key", "}(Vx\nNVx\nNu.", "byte 10 adds a second entry 'x' to a dictionary");
        add("unknown-memo", "h\5.", "byte 0 asks for the remembered value 5, which there is not");
        add("unknown-text-memo", "gx\n.", "byte 0 has 'x' for an integer");
        add("protocol-6", "\u0080\u0006N.", "byte 0 announces protocol 6, but the newest that is known is 5");
    }

    private void literals() {
        add("no-integer", "I1.5\n.", "byte 0 has '1.5' for an integer of at most 64 bits");
        add(
                "no-long",
                "L" + "9".repeat(20) + "L\n.",
                "byte 0 has '" + "9".repeat(20) + "' for an integer of at most 64 bits");
        add("no-float", "Fabc\n.", "byte 0 has 'abc' for a float");
        add("no-quotes", "Sabc\n.", "byte 0 has a text whose quotes are wrong");
        add("one-quote", "S'\n.", "byte 0 has a text without quotes");
        add("unknown-escape", "S'\\q'\n.", "byte 0 has a text with an unknown escape");
        add("half-escape", "V\\u12\n.", "byte 0 has a text with an unfinished escape");
        add("impossible-character", "V\\Uffffffff\n.", "byte 0 has a text with an impossible character");
        add("no-utf-8", "X\2\0\0\0\u00c3(.", "byte 0 has a text that is no UTF-8");
        add(
                "no-latin-1",
                "c_codecs\nencode\n(V\\u20ac\nVlatin1\ntR.",
                "has a text that should be bytes, but is no Latin-1");
    }

    private void arrays() {
        String four = "S'\\x00\\x00\\x80?'\n";
        for (String code : new String[] {"c8", "M8[s]", "V16", "f3", "f0", "i999999999", "f4,f4"}) {
            add(
                    "dtype-" + code.replaceAll("\\W", "-"),
                    "cnumpy\ndtype\n(S'" + code + "'\nI0\nI1\ntR.",
                    "asks for arrays of dtype '" + code
                            + "'; DERL reads booleans, integers and floats of up to 64 bits");
        }
        add("dtype-of-nothing", "cnumpy\ndtype\n)R.", "calls a function of numpy with arguments that it does not have");
        add(
                "records",
                "cnumpy\ndtype\n(S'f4'\nI0\nI1\ntR(I3\nS'<'\nN(S'x'\ntNI-1\nI-1\nI0\ntb.",
                "asks for arrays of records");
        add("byte-order", Pickles.dtype("f4", "?", -1) + ".", "sets a dtype to an unknown byte order");
        add("two-sizes", Pickles.dtype("S4", "|", 5) + ".", "gives a dtype two sizes, 4 and 5");
        add("dtype-state", "cnumpy\ndtype\n(S'f4'\nI0\nI1\ntRNb.", "sets a dtype to what is no state of one");
        add(
                "too-few-bytes",
                Pickles.array(dtype("f4"), "(I2\nt", four) + ".",
                "gives an array 4 bytes for float32 of shape (2)");
        add(
                "too-many-bytes",
                Pickles.array(dtype("S1"), "(I2\nt", four) + ".",
                "gives an array 4 bytes for texts of 1 bytes and shape (2)");
        add(
                "negative-axis",
                Pickles.array(dtype("f4"), "(I-1\nt", four) + ".",
                "asks for an array with an axis whose length is no number");
        add(
                "impossible-shape",
                Pickles.array(dtype("f4"), "(I4294967296\nI4294967296\nt", four) + ".",
                "asks for an array of the impossible shape (4294967296, 4294967296)");
        add(
                "impossible-bytes",
                Pickles.array(dtype("f8"), "(I4611686018427387904\nt", four) + ".",
                "gives an array the impossible shape (4611686018427387904)");
        add(
                "texts-of-nothing",
                Pickles.array(dtype("U0"), "(I4611686018427387904\nt", "S''\n") + ".",
                "bytes of memory for lists, texts and single numbers");
        add(
                "axes",
                Pickles.array(dtype("f4"), "(" + "I1\n".repeat(65) + "t", four) + ".",
                "asks for an array of 65 axes");
        add(
                "objects-without-list",
                Pickles.array(dtype("O8"), "(I1\nt", four) + ".",
                "gives an array of objects of shape (1) another number of them");
        add(
                "no-character",
                Pickles.array(dtype("U1"), "(I1\nt", "S'\\xff\\xff\\xff\\xff'\n") + ".",
                "gives an array of texts what is no character");
        add(
                "built-twice",
                Pickles.array(dtype("f4"), "(I1\nt", four) + "Nb.",
                "sets the state of what is neither a new array nor a dtype");
        add(
                "never-built",
                "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR.",
                "begins an array that is given no content");
        add(
                "array-of-dtype",
                "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\ndtype\n(I0\ntS'b'\ntR.",
                "calls a function of numpy with arguments that it does not have");
    }

    private void otherFiles() {
        String other = ", which is no instruction of a pickle; the file is damaged, compressed or of another format";
        add("empty", "", "byte 0 is the end of the file, but not of the pickle");
        add("gzip", "\u001f\u008b\u0008\0", "byte 0 is 0x1f" + other);
        add("hdf5", "\u0089HDF\r\n\u001a\n", "byte 1 is 0x48" + other);
    }
}
