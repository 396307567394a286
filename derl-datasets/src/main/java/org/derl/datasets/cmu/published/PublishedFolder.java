package org.derl.datasets.cmu.published;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/** The user's folder of CMU-MOSI, in which published files may lie in folders of their own, however these are called. */
public final class PublishedFolder {

    private static final int DEEPEST = 4;

    private final Path path;
    private final Map<String, List<Path>> byName = new HashMap<>();

    private PublishedFolder(Path path) {
        this.path = path;
    }

    /** A folder, which need not be there. */
    public static PublishedFolder of(Path path) throws IOException {
        PublishedFolder folder = new PublishedFolder(path);
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.walk(path, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
                files.sorted().forEach(folder::add);
            } catch (UncheckedIOException e) {
                throw new IOException(path + " cannot be searched: " + Reason.of(e), e);
            }
        }
        return folder;
    }

    private void add(Path file) {
        byName.merge(String.valueOf(file.getFileName()), List.of(file), (former, one) -> Stream.concat(
                        former.stream(), one.stream())
                .toList());
    }

    public Path path() {
        return path;
    }

    /**
     * Where a file lies.
     *
     * @return null where it does not
     * @throws IOException when it lies there twice
     */
    public @Nullable Path find(MosiFile file) throws IOException {
        for (String name : file.names()) {
            List<Path> places = byName.getOrDefault(name, List.of());
            if (places.size() > 1) {
                throw new IOException(name + " lies in " + path + " more than once: " + places + "; keep one");
            } else if (!places.isEmpty()) {
                return places.get(0);
            }
        }
        return null;
    }
}
