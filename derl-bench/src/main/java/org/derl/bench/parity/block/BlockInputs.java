package org.derl.bench.parity.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.Config;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.bench.parity.fixture.Fixture;
import org.derl.data.Sequence;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * What a block is given of a fixture's inputs: all of them under their own names, or, in their order, those that rules
 * name:
 *
 * <ul>
 *   <li>{@code of}: the whole name of the input, or of several, with groups; an expected array where there is no such
 *       input;
 *   <li>{@code as}: our name, in which {@code $1} is the first group; the input's own unless told;
 *   <li>{@code row}: the place on the second axis that is taken of it;
 *   <li>{@code axes}: the order in which its axes are ours;
 *   <li>{@code lengths}: the name of the input that holds how many steps of each sample are real; all unless told.
 * </ul>
 */
final class BlockInputs {

    private final Fixture fixture;
    private final List<Input> inputs = new ArrayList<>();

    /**
     * @param name in the fixture
     * @param as our name
     */
    private record Input(String name, String as, @Nullable Integer row, List<Integer> axes, @Nullable String lengths) {

        NDArray from(NDArray whole) {
            NDArray taken = row == null ? whole : Tensors.at(whole, 1, row);
            return axes.isEmpty()
                    ? taken
                    : taken.transpose(axes.stream().mapToInt(Integer::intValue).toArray());
        }

        Shape from(Shape whole) {
            long[] sizes = whole.getShape();
            if (row != null) {
                return new Shape(Arrays.stream(sizes).limit(1).toArray()).addAll(whole.slice(2));
            }
            return axes.isEmpty()
                    ? whole
                    : new Shape(axes.stream().mapToLong(axis -> sizes[axis]).toArray());
        }
    }

    /**
     * The inputs themselves.
     *
     * @param arrays by our name
     * @param lengths of the samples, where they are told
     * @param leaves what gradients are sought of, by the fixture's name
     */
    record Read(Map<String, NDArray> arrays, Map<String, int[]> lengths, Map<String, NDArray> leaves) {

        /** All inputs as sequences, in order. */
        List<Sequence> sequences() {
            return arrays.entrySet().stream()
                    .map(entry -> {
                        int[] real = lengths.get(entry.getKey());
                        return real == null ? Sequence.full(entry.getValue()) : Sequence.of(entry.getValue(), real);
                    })
                    .toList();
        }
    }

    BlockInputs(Fixture fixture, List<? extends Config> rules) {
        this.fixture = fixture;
        for (Config rule : rules) {
            Pattern pattern = Pattern.compile(rule.getString("of"));
            if (!add(pattern, rule, fixture.inputs().names())) {
                add(pattern, rule, fixture.expectedNames());
            }
        }
        if (rules.isEmpty()) {
            fixture.inputs().names().forEach(name -> inputs.add(new Input(name, name, null, List.of(), null)));
        }
    }

    private boolean add(Pattern pattern, Config rule, Set<String> names) {
        int before = inputs.size();
        for (String name : names) {
            Matcher matcher = pattern.matcher(name);
            if (matcher.matches()) {
                inputs.add(new Input(
                        name,
                        rule.hasPath("as") ? matcher.replaceFirst(rule.getString("as")) : name,
                        rule.hasPath("row") ? Integer.valueOf(rule.getInt("row")) : null,
                        rule.hasPath("axes") ? rule.getIntList("axes") : List.of(),
                        rule.hasPath("lengths") ? rule.getString("lengths") : null));
            }
        }
        return inputs.size() > before;
    }

    /** The shapes by our names, in order. */
    Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Input input : inputs) {
            if (fixture.inputs().names().contains(input.name())) {
                shapes.put(
                        input.as(),
                        input.from(fixture.inputs().tensor(input.name()).shape()));
            }
        }
        return shapes;
    }

    /** Reads all. */
    Read read(NDManager manager, Set<String> sought) throws IOException {
        Read read = new Read(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Input input : inputs) {
            NDArray whole = whole(manager, input.name());
            if (sought.contains(input.name())) {
                whole.setRequiresGradient(true);
                read.leaves().put(input.name(), whole);
            }
            read.arrays().put(input.as(), input.from(whole));
            if (input.lengths() != null) {
                long[] real = fixture.inputs().read(manager, input.lengths()).toLongArray();
                read.lengths()
                        .put(
                                input.as(),
                                Arrays.stream(real).mapToInt(Math::toIntExact).toArray());
            }
        }
        return read;
    }

    private NDArray whole(NDManager manager, String name) throws IOException {
        if (fixture.inputs().names().contains(name)) {
            return fixture.inputs().read(manager, name);
        }
        float[] values = fixture.expectedValues(name);
        return Tensors.of(manager, values, new Shape(values.length));
    }
}
