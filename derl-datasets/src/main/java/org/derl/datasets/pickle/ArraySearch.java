package org.derl.datasets.pickle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.data.file.NamedArray;
import org.derl.data.file.StoredArray;
import org.derl.datasets.array.ArrayLimit;
import org.derl.datasets.pickle.bytes.PicklePlace;

/**
 * Finds the arrays within the value of a pickle. A list is an array where {@code numpy.asarray} would make one of
 * numbers or texts of it; otherwise its elements are named by their index. None, names of types and
 * overlong single texts are no arrays.
 */
final class ArraySearch {

    private static final List<String> ALONE = List.of(PickleReader.ALONE);

    private final PicklePlace end;
    private final Budget budget;
    private final ArrayLimit limit;
    private final ListArrays lists;
    private final List<NamedArray> found = new ArrayList<>();

    /**
     * A search.
     *
     * @param end where the pickle ends, for messages about what has no place of its own
     */
    ArraySearch(PicklePlace end, Budget budget, ArrayLimit limit) {
        this.end = end;
        this.budget = budget;
        this.limit = limit;
        this.lists = new ListArrays(end, budget);
    }

    /** The arrays of a value. */
    List<NamedArray> in(Value value) throws IOException {
        search(List.of(), value);
        return List.copyOf(found);
    }

    private void search(List<String> path, Value value) throws IOException {
        budget.charge(end, path.size() + 1L, Budget.VISIT);
        budget.checkDepth(end, path.size());
        if (value instanceof Value.Dictionary dictionary) {
            for (Map.Entry<String, Value> entry : dictionary.entries().entrySet()) {
                search(with(path, entry.getKey()), entry.getValue());
            }
        } else if (value instanceof Value.Sequence sequence) {
            list(path, lists.array(sequence), sequence);
        } else if (value instanceof Value.Array array) {
            array(path, array);
        } else {
            Optional<StoredArray> single = lists.single(value);
            if (single.isPresent()) {
                add(path, single.get());
            }
        }
    }

    private void array(List<String> path, Value.Array found) throws IOException {
        PickledContent content = found.content();
        if (content instanceof PickledContent.Plain plain) {
            add(path, plain.array());
        } else if (content instanceof PickledContent.Objects objects) {
            Optional<StoredArray> array = lists.array(objects.shape(), objects.values());
            if (array.isEmpty() && objects.shape().dimension() == 0) {
                search(path, objects.values().elements().get(0));
            } else {
                list(path, array, objects.values());
            }
        } else {
            throw found.place().damaged("begins an array that is given no content");
        }
    }

    private void list(List<String> path, Optional<StoredArray> array, Value.Sequence sequence) throws IOException {
        if (array.isPresent()) {
            add(path, array.get());
            return;
        }
        for (int i = 0; i < sequence.elements().size(); i++) {
            search(with(path, Integer.toString(i)), sequence.elements().get(i));
        }
    }

    private void add(List<String> path, StoredArray array) throws IOException {
        limit.check(found.size() + 1L);
        found.add(new NamedArray(path.isEmpty() ? ALONE : path, array));
    }

    private static List<String> with(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }
}
