package org.derl.datasets.cmu.published;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The user's folder of CMU-MOSI, in which published files may lie in folders of their own, however these are called.
 */
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
            folder.search();
        }
        return folder;
    }

    private void search() throws IOException {
        List<Path> files = new ArrayList<>();
        FileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException exception) throws IOException {
                if (exception instanceof FileSystemLoopException) { // what lies there is found without it
                    return FileVisitResult.CONTINUE;
                }
                throw exception;
            }
        };
        try {
            Files.walkFileTree(path, Set.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, visitor);
        } catch (IOException e) {
            throw new IOException(path + " cannot be searched: " + Reason.of(e), e);
        }
        files.stream().sorted().forEach(this::add);
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
            if (places.size() > 1 && areSeveral(places)) {
                throw new IOException(name + " lies in " + path + " more than once: " + places + "; keep one");
            } else if (!places.isEmpty()) {
                return places.get(0);
            }
        }
        return null;
    }

    /** Links may lead to one file by several ways. */
    private static boolean areSeveral(List<Path> places) throws IOException {
        Path first = places.get(0);
        for (Path place : places) {
            if (!Files.isSameFile(first, place)) {
                return true;
            }
        }
        return false;
    }
}
