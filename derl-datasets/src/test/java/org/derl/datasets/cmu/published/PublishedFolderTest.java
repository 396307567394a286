package org.derl.datasets.cmu.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedFolderTest {

    @TempDir
    Path folder;

    @Test
    void linksThatLeadBackHideNothing() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("MOSI/raw"));
        Path labels = Files.writeString(inner.resolve("CMU_MOSI_Opinion_Labels.csd"), "");
        Files.createSymbolicLink(inner.resolve("all"), folder);
        Files.createSymbolicLink(inner.resolve("itself"), inner.resolve("itself"));
        Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("absent"));
        PublishedFolder published = PublishedFolder.of(folder);
        assertEquals(labels, published.find(MosiFile.LABELS));
        assertNull(published.find(MosiFile.WORDS));
    }

    @Test
    void oneFileByTwoWaysIsOneAndTwoOfANameAreRefused() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("b"));
        Files.writeString(inner.resolve("label.csv"), "");
        Files.createSymbolicLink(folder.resolve("a"), inner);
        assertEquals(folder.resolve("a/label.csv"), PublishedFolder.of(folder).find(MosiFile.TRANSCRIPTS));
        Path other = Files.createDirectories(folder.resolve("c"));
        Files.writeString(other.resolve("label.csv"), "");
        PublishedFolder twice = PublishedFolder.of(folder);
        assertThrows(IOException.class, () -> twice.find(MosiFile.TRANSCRIPTS));
    }
}
