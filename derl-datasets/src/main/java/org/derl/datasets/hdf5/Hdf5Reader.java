package org.derl.datasets.hdf5;

import ai.djl.ndarray.types.Shape;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.CompactDataset;
import io.jhdf.links.ExternalLink;
import io.jhdf.object.datatype.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.data.file.StoredArray;
import org.derl.datasets.array.ArrayLimit;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.MappedFile;
import org.derl.datasets.array.Order;
import org.derl.datasets.array.UnreadArray;
import org.derl.datasets.array.view.Transposed;

/** Walks through the groups of one file. Its structure is jHDF's business, its data are mapped or decoded here. */
final class Hdf5Reader {

    private static final int DEEPEST = 64;
    private static final byte[] MATLAB = "MATLAB 7.3 MAT-file".getBytes(StandardCharsets.US_ASCII);
    private static final long NOWHERE = -1;

    private final Hdf5Format.Config config;
    private final MappedFile file;
    private final BoundedChannel channel;
    private final HdfFile hdf;
    private final ChunkCache cache;
    private final ChunkBudget budget;
    private final ArrayLimit limit;
    private final Hdf5Texts texts;
    private final boolean isOfMatlab;
    private final List<NamedArray> arrays = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private Hdf5Reader(Hdf5Format.Config config, MappedFile file, BoundedChannel channel) throws IOException {
        this.config = config;
        this.file = file;
        this.channel = channel;
        this.isOfMatlab =
                file.size() > MATLAB.length && file.bytes(0, MATLAB.length).equals(ByteBuffer.wrap(MATLAB));
        this.cache = new ChunkCache(config.cacheBytes());
        this.budget = new ChunkBudget(file, config.inflatedBytes());
        this.limit = new ArrayLimit(file.path(), "hdf5", config.arrays());
        this.hdf = new HdfFile(channel, file.path().toUri());
        long end = hdf.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
        if (end > file.size()) {
            throw new IOException(file.path() + " ends at byte " + file.size() + ", but says itself that it has " + end
                    + " bytes; it was cut off: copy it again");
        }
        this.texts = new Hdf5Texts(file, hdf, config.textBytes());
    }

    /** Reads all structure and all texts of a file. */
    static ArrayFile read(Path path, Hdf5Format.Config config) throws IOException {
        MappedFile file = MappedFile.open(path);
        return Guard.guard(path, "its structure", () -> {
            Hdf5Reader reader = new Hdf5Reader(config, file, new BoundedChannel(file));
            reader.collect(reader.hdf, List.of(), new HashSet<>(Set.of(reader.hdf.getAddress())));
            if (reader.arrays.isEmpty() && !reader.remarks.isEmpty()) {
                throw new IOException(path + ": " + reader.remarks.get(0));
            }
            return new Opened(path, List.copyOf(reader.arrays), List.copyOf(reader.remarks));
        });
    }

    private record Opened(Path path, List<NamedArray> arrays, List<String> remarks) implements ArrayFile {}

    /** @param above where the groups begin that lead here */
    private void collect(Group group, List<String> path, Set<Long> above) throws IOException {
        for (Node node : group.getChildren().values()) {
            List<String> place = new ArrayList<>(path);
            place.add(node.getName());
            if (node instanceof ExternalLink) {
                remarks.add(
                        name(place) + " is a link into another file, which is not followed; copy what it leads to into"
                                + " this file");
            } else if (node instanceof ContiguousDataset contiguous
                    && contiguous.getSize() > 0
                    && contiguous.getDataAddress() == NOWHERE) {
                remarks.add(name(place) + " was created but never written, and is left out; write it, or delete it");
            } else if (node instanceof Dataset dataset) {
                limit.check(arrays.size() + 1L);
                arrays.add(new NamedArray(
                        place, Guard.guard(file.path(), name(place), () -> array(dataset, name(place)))));
            } else if (node instanceof Group below && !(node instanceof Link)) {
                if (place.size() > DEEPEST || !above.add(below.getAddress())) {
                    throw new IOException(
                            file.path() + ": its groups lead in a circle, or too deep, at " + name(place));
                }
                collect(below, place, above);
                above.remove(below.getAddress());
            }
        }
    }

    private static String name(List<String> path) {
        return "/" + String.join("/", path);
    }

    private StoredArray array(Dataset dataset, String name) throws IOException {
        DataType type = dataset.getDataType();
        Shape shape = shape(dataset, name);
        if (shape.dimension() == 0 && dataset.getSize() == 0) {
            return new UnreadArray("empty", shape);
        }
        Optional<Numeric> numeric = Numeric.of(type);
        if (numeric.isPresent()) {
            NumberArray numbers = numbers(dataset, name, shape, numeric.get());
            return isOfMatlab ? new Transposed(numbers) : numbers;
        }
        if (Hdf5Texts.reads(type)) {
            // Every type of texts is read as bytes first.
            Shape bytes = shape.add(type.getSize());
            Numeric each = new Numeric(ElementType.UINT8, ByteOrder.LITTLE_ENDIAN);
            return texts.read(type, shape, name, () -> numbers(dataset, name, bytes, each));
        }
        return new UnreadArray(type.getClass().getSimpleName().toLowerCase(Locale.ROOT), shape);
    }

    private Shape shape(Dataset dataset, String name) throws IOException {
        Shape shape = new Shape(dataset.getDimensionsAsLong());
        long elements = 1;
        for (long length : shape.getShape()) {
            if (length < 0 || (length != 0 && elements > Long.MAX_VALUE / length)) {
                throw new IOException(file.path() + ": " + name + " has the impossible shape " + shape);
            }
            elements *= length;
        }
        return shape;
    }

    private NumberArray numbers(Dataset dataset, String name, Shape shape, Numeric numeric) throws IOException {
        if (shape.size() == 0) {
            return BufferNumbers.of(numeric.type(), shape, Order.C, ByteBuffer.allocate(0));
        }
        if (dataset instanceof CompactDataset compact) {
            return BufferNumbers.of(
                    numeric.type(), shape, Order.C, compact.getDataBuffer().order(numeric.order()));
        }
        if (dataset instanceof ContiguousDataset contiguous) {
            long address = contiguous.getDataAddress();
            return file.numbers(
                    Math.addExact(address, hdf.getUserBlockSize()), numeric.type(), shape, Order.C, numeric.order());
        }
        if (dataset instanceof ChunkedDataset chunked) {
            return new ChunkedNumbers(new Chunks(config, file, channel, cache, budget, chunked, name), shape, numeric);
        }
        throw new IOException(file.path() + ": " + name + " is laid out in a way that is not read here");
    }
}
