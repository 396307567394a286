package org.derl.bench.data;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.data.file.Spellings;
import org.derl.data.file.StoredArray;

/**
 * A folder of files, such as one for each clip, as one file: the arrays of {@code audio/clip1.npy} lie at audio, clip1.
 * Small files are opened anew whenever they are read, for there may be more than a system lets be open.
 *
 * @param path the folder
 * @param remarks those of its files, each with how many have it
 * @param recipe that of its files, where they have one
 */
record ArrayFolder(Path path, List<NamedArray> arrays, List<ArrayFile> large, List<String> remarks, String recipe)
        implements ArrayFile {

    /** Larger ones are mapped into memory, and stay open. */
    private static final long SMALL = 1L << 18;

    /** Of a clip, fewer features stay in memory: they may have been computed, and small they are whatever the file. */
    private static final long FEW = 1L << 16;

    /** CMU-MOSEI has 23,000 clips. */
    private static final int MOST_FILES = 200_000;

    /**
     * Opens a folder.
     *
     * @param files those in it, at whatever depth, that some format knows
     * @param columns is told what the features of clips are called
     */
    static ArrayFolder open(FileFormats formats, Path folder, List<Path> files, ClipColumns columns)
            throws IOException {
        if (files.size() > MOST_FILES) {
            throw new IOException(folder + " holds " + files.size() + " data files, more than " + MOST_FILES
                    + "; put their arrays into fewer files");
        }
        List<NamedArray> arrays = new ArrayList<>();
        List<ArrayFile> large = new ArrayList<>();
        ClipRemarks remarks = new ClipRemarks();
        Set<String> recipes = new LinkedHashSet<>();
        Map<List<String>, Path> clips = new HashMap<>();
        for (Path file : files) {
            boolean clip = formats.isOfOneClip(file);
            Optional<ArrayFile> read =
                    formats.isClip(file) ? remarks.open(formats, file) : Optional.of(formats.open(file));
            if (read.isEmpty()) {
                continue;
            }
            ArrayFile opened = read.get();
            List<String> place = place(folder, file);
            boolean small = Files.size(file) <= SMALL;
            for (NamedArray named : opened.arrays()) {
                if (clip && !opened.columns().isEmpty()) {
                    columns.check(named.name(), file, opened.columns());
                }
                boolean anew = clip ? named.array().size() * Float.BYTES > FEW : small;
                StoredArray array = anew && named.array() instanceof NumberArray numbers
                        ? Reopened.of(formats, file, named.path(), numbers)
                        : named.array();
                List<String> names = clip ? ofClip(place, named) : below(place, named.path());
                Path former = clip ? clips.putIfAbsent(names, file) : null;
                if (former != null) {
                    throw new IOException(file + " and " + former
                            + " are two clips of one name, which is their id; rename or leave out one of them");
                }
                arrays.add(new NamedArray(names, array));
            }
            if (!opened.recipe().isEmpty()) {
                recipes.add(opened.recipe());
            }
            if (clip || small) {
                opened.close();
            } else {
                large.add(opened);
            }
        }
        remarks.refuseDamaged(files.size());
        return new ArrayFolder(folder, List.copyOf(arrays), large, remarks.lines(), String.join("; ", recipes));
    }

    /** The names that lead to a file, the folder's own first, without the ending of the last. */
    private static List<String> place(Path folder, Path file) {
        List<String> place = new ArrayList<>();
        place.add(String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
        for (Path name : folder.relativize(file)) {
            place.add(name.toString());
        }
        place.set(place.size() - 1, Clips.id(file));
        return place;
    }

    /** The only array of a file bears its name, or none. */
    private static List<String> below(List<String> place, List<String> path) {
        boolean only = path.size() == 1
                && (path.get(0).equals(place.get(place.size() - 1))
                        || path.get(0).equals("array"));
        List<String> names = new ArrayList<>(place);
        names.addAll(only ? List.of() : path);
        return names;
    }

    /** The only array of a clip: what the format says it is, and the split (the nearest one) and the clip of names. */
    private static List<String> ofClip(List<String> place, NamedArray named) {
        List<String> names = new ArrayList<>(named.path());
        place.subList(0, place.size() - 1).stream()
                .filter(name -> Spellings.split(name).isPresent())
                .reduce((outer, inner) -> inner)
                .ifPresent(names::add);
        names.add(place.get(place.size() - 1));
        return names;
    }

    @Override
    public void close() throws IOException {
        for (ArrayFile file : large) {
            file.close();
        }
    }

    /** Numbers of a file that is open only while they are read. */
    private record Reopened(
            FileFormats formats, Path file, List<String> path, String dtype, Shape shape, int elementBytes)
            implements NumberArray {

        static Reopened of(FileFormats formats, Path file, List<String> path, NumberArray numbers) {
            return new Reopened(formats, file, path, numbers.dtype(), numbers.shape(), numbers.elementBytes());
        }

        private interface Use {
            void of(NumberArray numbers) throws IOException;
        }

        private void use(Use use) throws IOException {
            try (ArrayFile opened = formats.open(file)) {
                StoredArray array = opened.array(path).orElse(null);
                if (!(array instanceof NumberArray numbers) || !numbers.shape().equals(shape)) {
                    throw new IOException(file + " has changed while it was read");
                }
                use.of(numbers);
            }
        }

        @Override
        public void floats(long from, float[] target, int offset, int count) throws IOException {
            use(numbers -> numbers.floats(from, target, offset, count));
        }

        @Override
        public void doubles(long from, double[] target, int offset, int count) throws IOException {
            use(numbers -> numbers.doubles(from, target, offset, count));
        }

        @Override
        public void bytes(long from, ByteBuffer target) throws IOException {
            use(numbers -> numbers.bytes(from, target));
        }
    }
}
