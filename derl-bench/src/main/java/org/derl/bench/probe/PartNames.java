package org.derl.bench.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.derl.data.Modality;
import org.derl.data.Schema;

/**
 * The parts of a model by the paths of its parameters: the first name, and what of modalities and numbers follows it, such
 * as {@code output}, {@code encoders.audio} and {@code layers.0}.
 */
final class PartNames {

    private final Set<String> modalities;

    PartNames(Schema schema) {
        modalities = schema.inputs().modalities().stream().map(Modality::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The paths of each part, in their order. */
    Map<String, List<String>> of(Iterable<String> paths) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        paths.forEach(path ->
                parts.computeIfAbsent(part(path), name -> new ArrayList<>()).add(path));
        return parts;
    }

    private String part(String path) {
        String[] names = path.split("\\.", -1);
        StringBuilder part = new StringBuilder(names[0]);
        for (int i = 1; i < names.length && narrows(names[i]); i++) {
            part.append('.').append(names[i]);
        }
        return part.toString();
    }

    private boolean narrows(String name) {
        return modalities.contains(name) || name.chars().allMatch(Character::isDigit);
    }
}
