package org.derl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.config.SmallCatalog.Nothing;
import org.derl.part.Fusion;
import org.derl.part.FusionLoss;
import org.derl.part.Gate;
import org.derl.part.UtteranceEncoder;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final Catalog CATALOG = SmallCatalog.CATALOG;

    @Test
    void namesAreSortedWithinTheirKind() {
        assertEquals(List.of("low-rank", "max"), CATALOG.names(Fusion.class));
        assertEquals(List.of(), CATALOG.names(Gate.class));
        assertEquals(
                List.of("low-rank", "max", "euclidean", "lstm", "mean"),
                CATALOG.entries().stream().map(Entry::name).toList());
    }

    @Test
    void aNameIsFoundInItsOwnKindAlone() {
        assertEquals("max", CATALOG.find(Fusion.class, "max").orElseThrow().name());
        assertEquals(Optional.empty(), CATALOG.find(UtteranceEncoder.class, "max"));
    }

    @Test
    void aSlipIsUnderstoodAndAnotherWordIsNot() {
        assertEquals(Optional.of("lstm"), Names.nearest("ltsm", CATALOG.names(UtteranceEncoder.class)));
        assertEquals(Optional.of("low-rank"), Names.nearest("lowrank", CATALOG.names(Fusion.class)));
        assertEquals(Optional.of("euclidean"), Names.nearest("euclidian", CATALOG.names(FusionLoss.class)));
        assertEquals(Optional.empty(), Names.nearest("transformer", CATALOG.names(FusionLoss.class)));
        assertEquals(Optional.empty(), Names.nearest("max", CATALOG.names(Gate.class)));
    }

    @Test
    void oneNameTwiceIsRefusedAndPointsAtBothJarsForAllSuchNames() {
        List<Entry<?, ?, ?>> entries = new ArrayList<>(CATALOG.entries());
        entries.add(new Entry<>(Fusion.class, "max", Nothing.class, (config, input) -> null, "third.jar"));
        entries.add(new Entry<>(UtteranceEncoder.class, "lstm", Nothing.class, (config, input) -> null, "third.jar"));
        String message = assertThrows(IllegalStateException.class, () -> new Catalog(entries))
                .getMessage();
        assertEquals(
                """
                two plugins offer the fusion 'max':
                    the second jar
                    third.jar
                two plugins offer the utterance encoder 'lstm':
                    the first jar
                    third.jar
                remove one of the jars, or rename its part""",
                message);
    }

    @Test
    void oneNameInTwoKindsIsNoClash() {
        List<Entry<?, ?, ?>> entries = new ArrayList<>(CATALOG.entries());
        entries.add(new Entry<>(Gate.class, "max", Nothing.class, (config, input) -> null, "third.jar"));
        assertTrue(new Catalog(entries).find(Gate.class, "max").isPresent());
    }

    @Test
    void namesOfJavaBecomeNamesOfSettings() {
        assertEquals("post-fusion", Names.kebab("postFusion"));
        assertEquals("lstm-encoder", Names.kebab("LstmEncoder"));
        assertEquals("not-yet", Names.kebab("NOT_YET"));
        assertEquals("utterance encoder", Names.words(UtteranceEncoder.class));
    }
}
