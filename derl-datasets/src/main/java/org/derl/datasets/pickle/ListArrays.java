package org.derl.datasets.pickle;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.data.file.StoredArray;
import org.derl.data.file.TextArray;
import org.derl.datasets.array.NumpyType;
import org.derl.datasets.array.Texts;
import org.derl.datasets.pickle.Value.Sequence;
import org.derl.datasets.pickle.bytes.PicklePlace;
import org.derl.datasets.pickle.bytes.RawBytes;

/**
 * Makes arrays of lists as {@code numpy.asarray} does: lists of equal length within lists are further axes. Where
 * numbers and texts are mixed, or None is among them, all become texts, and the dtype is object.
 */
final class ListArrays {

    private final PicklePlace end;
    private final Budget budget;

    ListArrays(PicklePlace end, Budget budget) {
        this.end = end;
        this.budget = budget;
    }

    /** The array that a list is; empty where its elements are of several lengths, or more than single values. */
    Optional<StoredArray> array(Sequence list) throws IOException {
        List<Long> axes = new ArrayList<>();
        Value first = list;
        while (first instanceof Sequence sequence) {
            budget.checkDepth(end, axes.size());
            axes.add((long) sequence.elements().size());
            first = sequence.elements().isEmpty()
                    ? Value.None.NONE
                    : sequence.elements().get(0);
        }
        List<Value> leaves = new ArrayList<>();
        return collect(list, axes, 0, leaves) ? Optional.of(array(new Shape(axes), leaves)) : Optional.empty();
    }

    /** The array that an array of objects is; empty where they are more than single values. */
    Optional<StoredArray> array(Shape shape, Sequence objects) throws IOException {
        List<Value> leaves = new ArrayList<>();
        if (!collect(objects, List.of((long) objects.elements().size()), 0, leaves)) {
            return Optional.empty();
        }
        return Optional.of(
                leaves.stream().allMatch(NumberList::isNumber)
                        ? array(shape, leaves)
                        : new Texts("object", shape, texts(leaves)));
    }

    /** A single value as an array without axes; empty where it is none. */
    Optional<StoredArray> single(Value value) throws IOException {
        boolean is = isLeaf(value) && value != Value.None.NONE && !isLong(value);
        return is ? Optional.of(array(new Shape(), List.of(value))) : Optional.empty();
    }

    /** Collects the single values of lists within lists; false where the lists are not all of the axes' lengths. */
    private boolean collect(Sequence list, List<Long> axes, int axis, List<Value> leaves) throws IOException {
        if (list.elements().size() != axes.get(axis)) {
            return false;
        }
        budget.charge(end, list.elements().size(), Budget.VISIT);
        boolean last = axis == axes.size() - 1;
        for (Value element : list.elements()) {
            boolean fits = last
                    ? isLeaf(element)
                    : element instanceof Sequence inner && collect(inner, axes, axis + 1, leaves);
            if (!fits) {
                return false;
            } else if (last) {
                leaves.add(element);
            }
        }
        return true;
    }

    private static boolean isLeaf(Value value) {
        return value == Value.None.NONE || NumberList.isNumber(value) || isText(value) || isBytes(value);
    }

    private static boolean isText(Value value) {
        return value instanceof Value.Text
                || value instanceof Value.LongText
                || NumberList.scalar(value) instanceof TextArray;
    }

    private static boolean isLong(Value value) {
        return value instanceof Value.LongText
                || (value instanceof Value.Bytes bytes && bytes.raw() instanceof RawBytes.Stored);
    }

    private static boolean isBytes(Value value) {
        return value instanceof Value.Bytes;
    }

    private StoredArray array(Shape shape, List<Value> leaves) throws IOException {
        if (leaves.stream().allMatch(NumberList::isNumber)) {
            return NumberList.array(shape, leaves);
        }
        List<String> texts = texts(leaves);
        if (leaves.stream().allMatch(ListArrays::isText)) {
            return new Texts(NumpyType.textName(longest(texts)), shape, texts);
        } else if (leaves.stream().allMatch(ListArrays::isBytes)) {
            return bytes(shape, leaves, texts);
        }
        return new Texts("object", shape, texts);
    }

    /** Byte strings: texts in the one charset that all of them are in, for their bytes can be told from that alone. */
    private static Texts bytes(Shape shape, List<Value> leaves, List<String> texts) {
        List<RawBytes.Heap> heaps = leaves.stream()
                .map(leaf -> (RawBytes.Heap) ((Value.Bytes) leaf).raw())
                .toList();
        String name = NumpyType.bytesName(mostBytes(leaves));
        return heaps.stream().allMatch(RawBytes.Heap::isUtf8)
                ? new Texts(name, shape, texts)
                : new Texts(
                        name, shape, heaps.stream().map(RawBytes.Heap::latin).toList(), StandardCharsets.ISO_8859_1);
    }

    private static long longest(List<String> texts) {
        return texts.stream()
                .mapToLong(text -> text.codePointCount(0, text.length()))
                .reduce(1, Math::max);
    }

    private static long mostBytes(List<Value> leaves) {
        return leaves.stream()
                .mapToLong(leaf -> ((Value.Bytes) leaf).raw().length())
                .reduce(1, Math::max);
    }

    private List<String> texts(List<Value> leaves) throws IOException {
        List<String> texts = new ArrayList<>(leaves.size());
        for (Value leaf : leaves) {
            budget.charge(end, Budget.OBJECT);
            texts.add(text(leaf));
        }
        return texts;
    }

    private String text(Value leaf) throws IOException {
        if (leaf instanceof Value.Text text) {
            return text.text();
        } else if (leaf instanceof Value.Bytes bytes && bytes.raw() instanceof RawBytes.Heap heap) {
            return decoded(heap);
        } else if (leaf instanceof Value.Whole whole) {
            return Long.toString(whole.value());
        } else if (leaf instanceof Value.Real real) {
            return Double.toString(real.value());
        } else if (leaf instanceof Value.Truth truth) {
            return truth.value() ? "True" : "False";
        } else if (leaf == Value.None.NONE) {
            return "None";
        } else if (NumberList.scalar(leaf) instanceof TextArray scalar) {
            return scalar.texts().get(0);
        } else if (NumberList.isNumber(leaf)) {
            return Double.toString(NumberList.real(leaf));
        }
        throw end.wrong(
                "ends a pickle with texts that are longer than mapped-from; if you trust the file, set it higher");
    }

    /** One byte string may stand in many places of a list, and is decoded at each. */
    private String decoded(RawBytes.Heap heap) throws IOException {
        budget.charge(end, 2 * heap.length());
        return heap.text();
    }
}
