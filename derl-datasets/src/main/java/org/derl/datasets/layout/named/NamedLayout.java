package org.derl.datasets.layout.named;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.FileSplit;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NearMiss;
import org.derl.data.file.Spellings;
import org.derl.datasets.layout.Family;
import org.derl.datasets.layout.LabelColumn;
import org.derl.datasets.layout.MissingIds.Missing;
import org.derl.datasets.layout.PaddedEnd;
import org.derl.datasets.layout.ReadingList;
import org.derl.datasets.layout.SplitEntries;
import org.derl.datasets.layout.Splits;
import org.derl.datasets.layout.named.Meaning.Kind;
import org.derl.io.Directories;

/**
 * Files whose names, and those of the folders and arrays in them, say of what split, content and sample each array is:
 * the form that many give to features of their own, to those of MAG-BERT and MISA, and to a file for each clip.
 */
public final class NamedLayout implements FeatureLayout {

    private static final int AXES = 3;

    private final LabelColumn label;
    private final Missing missing;

    /**
     * What files cannot tell.
     *
     * @param label which of several labels is learned, by its name or number; empty where there is one
     * @param missing what becomes of samples without features of a modality
     */
    public record Config(String label, Missing missing) {}

    /** The layout. */
    public NamedLayout(Config config, Directories directories) {
        this.label = new LabelColumn("named", config.label());
        this.missing = config.missing();
    }

    @Override
    public boolean isGeneral() {
        return true;
    }

    /** A table of samples, if there is one, and what the other files have. */
    private record Content(Optional<SampleTable> table, List<NamedPart> parts) {

        boolean has(Kind kind, String split) {
            return parts.stream()
                    .anyMatch(part -> part.meaning().kind() == kind
                            && part.meaning().modality().isEmpty() == (kind != Kind.FEATURES)
                            && part.split().equals(split));
        }

        /** The split of each sample whose clips lie in folders of splits. */
        Map<String, String> places() {
            Map<String, String> places = new LinkedHashMap<>();
            parts.stream().filter(NamedLayout::isClip).forEach(part -> places.put(part.sample(), part.split()));
            return places;
        }
    }

    /** Samples in folders of splits. */
    private static boolean isClip(NamedPart part) {
        return part.meaning().kind() == Kind.FEATURES
                && !part.sample().isEmpty()
                && !part.split().isEmpty();
    }

    private static Content content(List<ArrayFile> files) {
        List<SampleTable> tables =
                files.stream().flatMap(file -> SampleTable.of(file).stream()).toList();
        List<NamedPart> parts = new ArrayList<>();
        Function<String, Optional<String>> splits = splits(files);
        for (ArrayFile file : files) {
            if (!isTable(file)) {
                for (NamedArray named : file.arrays()) {
                    NamedPart.of(file, named, splits).ifPresent(parts::add);
                }
            }
        }
        return new Content(
                tables.size() == 1 ? Optional.of(tables.get(0)) : Optional.empty(), SplitOfSamples.applied(parts));
    }

    /** What names of splits mean among those that lead to arrays. */
    private static Function<String, Optional<String>> splits(List<ArrayFile> files) {
        Set<String> names = new LinkedHashSet<>();
        for (ArrayFile file : files) {
            file.arrays().forEach(named -> names.addAll(List.of(named.name().split("/"))));
        }
        return Spellings.splitsAmong(names);
    }

    /** What splits are called where a name of its own says them, and what they mean. */
    private static Set<String> splitNames(List<NamedPart> parts, Function<String, Optional<String>> splits) {
        Set<String> names = new LinkedHashSet<>();
        for (NamedPart part : parts) {
            for (String name : part.entry().path()) {
                if (splits.apply(name).filter(part.split()::equals).isPresent()) {
                    names.add(name.equals(part.split()) ? name : name + " is " + part.split());
                }
            }
        }
        boolean told = parts.stream().anyMatch(part -> part.meaning().kind() == Kind.SPLIT);
        return names.isEmpty() && !told ? Set.of("by words in the names of files or arrays") : names;
    }

    private static boolean isTable(ArrayFile file) {
        return SampleTable.of(file).isPresent() || SampleTable.isNamedAsTable(file);
    }

    @Override
    public boolean fits(List<ArrayFile> files) {
        Content content = content(files);
        if (content.table().isPresent() && !content.table().get().hasSplits()) {
            return content.places().containsValue(SplitEntries.PARTS.get(0));
        } else if (content.table().isPresent()) {
            return content.parts().stream()
                    .anyMatch(part -> part.meaning().kind() == Kind.FEATURES
                            && (!part.sample().isEmpty() || !part.split().isEmpty()));
        }
        return content.has(Kind.LABEL, SplitEntries.PARTS.get(0))
                && (content.has(Kind.FEATURES, SplitEntries.PARTS.get(0))
                        || content.has(Kind.FEATURES, "")
                        || content.has(Kind.TRANSCRIPT, SplitEntries.PARTS.get(0))
                        || content.has(Kind.TOKENS, SplitEntries.PARTS.get(0)));
    }

    @Override
    public NearMiss nearMiss(List<ArrayFile> files) {
        Set<String> unknown = new LinkedHashSet<>();
        Function<String, Optional<String>> splits = splits(files);
        for (ArrayFile file : files) {
            for (NamedArray named : isTable(file) ? List.<NamedArray>of() : file.arrays()) {
                if (NamedPart.of(file, named, splits).isEmpty()) {
                    String name = named.name();
                    unknown.add(name.substring(name.lastIndexOf('/') + 1));
                }
            }
        }
        return NamedNearMiss.of(content(files).parts(), unknown);
    }

    @Override
    public FeatureFile read(List<ArrayFile> files) throws IOException {
        Content content = content(files);
        ReadingList readings = new ReadingList();
        content.table().ifPresent(table -> table.addTo(readings));
        if (content.table().filter(SampleTable::hasSplits).isEmpty()) {
            splitNames(content.parts(), splits(files)).forEach(name -> readings.add("split", name));
        }
        JoinedIds joined = new JoinedIds();
        List<FileSplit> splits = new ArrayList<>();
        for (String split : SplitEntries.PARTS) {
            List<Source> sources = sources(content.parts(), split);
            SplitReader reader = new SplitReader(split, sources, label, missing, readings, joined);
            if (content.table().isPresent()) {
                splits.add(reader.read(content.table().get(), content.places()));
            } else if (!content.has(Kind.LABEL, split)) {
                throw new IOException(Splits.named(files) + ": there are no labels of the split '" + split + "'");
            } else {
                splits.add(reader.read());
            }
        }
        joined.sayUnused(splits, readings);
        Splits all = Splits.of(files, splits, readings);
        return all.file(
                "arrays by name" + PaddedEnd.inWords(all.training().features()),
                Family.of(all.training().features()));
    }

    private static List<Source> sources(List<NamedPart> parts, String split) throws IOException {
        record Key(Path file, Meaning meaning) {}
        Map<Key, Source> sources = new LinkedHashMap<>();
        long samples = samples(parts, split);
        for (NamedPart part : parts) {
            if (part.split().equals(split) || part.split().isEmpty()) {
                sources.computeIfAbsent(
                                new Key(part.entry().file(), part.meaning()),
                                key -> new Source(key.file(), key.meaning()))
                        .add(part.withRowOf(samples));
            }
        }
        return List.copyOf(sources.values());
    }

    /** How many sequences an array of a split has; 0 where none has several axes. */
    private static long samples(List<NamedPart> parts, String split) {
        return parts.stream()
                .filter(part -> part.split().equals(split) && part.sample().isEmpty())
                .map(part -> part.entry().array().shape())
                .filter(shape -> shape.dimension() == AXES)
                .mapToLong(shape -> shape.get(0))
                .max()
                .orElse(0);
    }
}
