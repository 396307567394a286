package org.derl.bench.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies at or below a directory.
 *
 * @param cases the case folders, sorted
 * @param others the topmost folders that hold files, but no case, sorted
 * @param links to folders, which may lead in circles, so that nothing is looked for in them; sorted
 */
record Survey(List<Path> cases, List<Path> others, List<Path> links) {

    private static final String REMARKS = ".md";

    /** Looks at a directory and all below it. */
    static Survey of(Path directory) throws IOException {
        List<Path> children;
        try (Stream<Path> files = Files.list(directory)) {
            children = files.sorted().toList();
        }
        List<Path> cases = new ArrayList<>(CaseFolder.is(directory) ? List.of(directory) : List.of());
        List<Path> others = new ArrayList<>();
        List<Path> links = new ArrayList<>();
        boolean files = false;
        for (Path child : children) {
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                Survey within = of(child);
                cases.addAll(within.cases());
                others.addAll(within.others());
                links.addAll(within.links());
            } else if (Files.isDirectory(child)) {
                links.add(child);
            } else {
                files |= !child.toString().endsWith(REMARKS);
            }
        }
        return cases.isEmpty() && (files || !others.isEmpty())
                ? new Survey(List.of(), List.of(directory), links)
                : new Survey(cases, others, links);
    }
}
