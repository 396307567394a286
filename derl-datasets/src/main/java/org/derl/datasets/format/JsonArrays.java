package org.derl.datasets.format;

import ai.djl.ndarray.types.Shape;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.data.file.NamedArray;
import org.derl.data.file.StoredArray;
import org.derl.datasets.array.ArrayLimit;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;
import org.derl.datasets.array.Texts;
import org.derl.datasets.array.UnreadArray;
import org.derl.io.Reason;

/** Reads the arrays of one JSON text. */
final class JsonArrays {

    /** How deep the reader itself goes, which would say so with an error of its own. */
    private static final int DEEPEST = 64;

    private static final Pattern PLACE = Pattern.compile("line ([0-9]+) column ([0-9]+)");

    private final JsonReader reader;
    private final ArrayLimit limit;
    private final List<NamedArray> arrays = new ArrayList<>();

    private JsonArrays(JsonReader reader, ArrayLimit limit) {
        this.reader = reader;
        this.limit = limit;
    }

    /** Reads a file. */
    static List<NamedArray> read(Path file, ArrayLimit limit) throws IOException {
        try (JsonReader reader = new JsonReader(Files.newBufferedReader(file))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(DEEPEST);
            JsonArrays arrays = new JsonArrays(reader, limit);
            arrays.value(List.of());
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new UnsoundException("something follows its end");
            }
            return arrays.arrays;
        } catch (ArrayLimit.ExceededException e) {
            throw e;
        } catch (MalformedJsonException e) {
            throw new IOException(file + " is no sound JSON" + place(Reason.of(e)), e);
        } catch (IOException | IllegalStateException | NumberFormatException | UnsoundException e) {
            throw new IOException(file + " is no sound JSON: " + Reason.ofDamage(e), e);
        }
    }

    /** Where something is wrong, of what the library says to programmers. */
    private static String place(String reason) {
        Matcher place = PLACE.matcher(reason);
        return place.find()
                ? ": line " + place.group(1) + ", column " + place.group(2) + " is not as JSON is written"
                : "; if it was cut off, copy it again";
    }

    private void value(List<String> path) throws IOException, UnsoundException {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            limit.check(arrays.size() + 1L);
            arrays.add(new NamedArray(path.isEmpty() ? List.of("values") : path, array(values())));
            return;
        }
        Set<String> names = new HashSet<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (!names.add(name)) {
                throw new UnsoundException("it has '" + name + "' twice at " + reader.getPath());
            }
            List<String> below = new ArrayList<>(path);
            below.add(name);
            value(below);
        }
        reader.endObject();
    }

    /**
     * A value, or a list of such.
     *
     * @param kind number, string, ... or what it is instead of one kind
     * @param flat its numbers or texts, the last axis fastest; empty where they are of another kind
     */
    private record Values(String kind, Shape shape, List<Object> flat) {

        static Values one(String kind, Object value) {
            return new Values(kind, new Shape(), List.of(value));
        }

        static Values unread(String kind, Shape shape) {
            return new Values(kind, shape, List.of());
        }
    }

    private Values values() throws IOException {
        JsonToken next = reader.peek();
        return switch (next) {
            case NUMBER -> Values.one("number", reader.nextDouble());
            case STRING -> Values.one("string", reader.nextString());
            case BEGIN_ARRAY -> list();
            default -> {
                reader.skipValue();
                yield Values.unread(next.name().replace("BEGIN_", "").toLowerCase(Locale.ROOT), new Shape());
            }
        };
    }

    private Values list() throws IOException {
        List<Object> flat = new ArrayList<>();
        Values first = null;
        boolean alike = true;
        long count = 0;
        reader.beginArray();
        while (reader.hasNext()) {
            Values element = values();
            first = first == null ? element : first;
            alike &= element.kind().equals(first.kind()) && element.shape().equals(first.shape());
            if (alike) {
                flat.addAll(element.flat());
            }
            count++;
        }
        reader.endArray();
        if (first == null) {
            return Values.unread("empty", new Shape(0));
        }
        return alike
                ? new Values(first.kind(), new Shape(count).addAll(first.shape()), flat)
                : Values.unread("mixed", new Shape(count));
    }

    private static StoredArray array(Values values) {
        return switch (values.kind()) {
            case "number" -> numbers(values);
            case "string" ->
                new Texts(
                        "object",
                        values.shape(),
                        values.flat().stream().map(String.class::cast).toList());
            default -> new UnreadArray(values.kind(), values.shape());
        };
    }

    private static StoredArray numbers(Values values) {
        ByteBuffer numbers =
                ByteBuffer.allocate(Math.multiplyExact(values.flat().size(), Double.BYTES));
        values.flat().forEach(number -> numbers.putDouble((Double) number));
        return BufferNumbers.of(ElementType.FLOAT64, values.shape(), Order.C, numbers.flip());
    }
}
