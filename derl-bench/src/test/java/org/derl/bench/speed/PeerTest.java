package org.derl.bench.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoders;
import org.derl.data.ByModality;
import org.junit.jupiter.api.Test;

/** A real process on the other side. */
class PeerTest {

    private static final StepData LOAD =
            new StepData(3, 4, 4, null, ByModality.of(Map.of("text", 5, "audio", 4, "vision", 3)), null);

    @Test
    void isGivenTheLoadAndAnswersWithTimes() throws IOException {
        try (Peer peer = new Peer(AnsweringPeer.command("ready 42 peer", "2.5"), LOAD)) {
            assertEquals(42, peer.parameters());
            assertEquals("peer --batch 3 --length 4 --text 5 --audio 4 --vision 3", peer.name());
            assertEquals(List.of(2.5, 2.5, 2.5), peer.steps(3).values());
            assertEquals(List.of(2.5), peer.steps(1).values());
        }
    }

    @Test
    void whatSaysSomethingElseIsNone() {
        String message = failure("hello there", "1");
        assertTrue(message.contains("must say 'ready PARAMETERS NAME', not 'hello there"), message);
    }

    @Test
    void itsEndIsTold() {
        assertEquals("the peer ended before it answered", failure("ready 1 peer", "end"));
    }

    @Test
    void numbersAreAskedFor() {
        assertEquals("the peer must answer with numbers, not 'fast fast'", failure("ready 1 peer", "fast"));
    }

    @Test
    void asManyTimesAsStepsAreAskedFor() {
        assertEquals("the peer was asked for 2 steps, but took 4", failure("ready 1 peer", "1 2"));
    }

    private static String failure(String greeting, String answer) {
        IOException thrown = assertThrows(IOException.class, () -> {
            try (Peer peer = new Peer(AnsweringPeer.command(greeting, answer), LOAD)) {
                peer.steps(2);
            }
        });
        return String.valueOf(thrown.getMessage());
    }

    @Test
    void ratiosArePaired() throws IOException {
        try (TrainingSteps<?> ours = toy();
                Peer peer = new Peer(AnsweringPeer.command("ready " + ours.parameters() + " peer", "2.0"), LOAD)) {
            PairedRounds rounds = new PairedRounds(ours, peer);
            rounds.warmUp(2);
            for (int i = 0; i < 3; i++) {
                PairedRounds.Round round = rounds.round(2);
                assertEquals(2, round.theirs());
                assertEquals(round.ours() / 2, round.ratio(), 1e-12);
            }
            assertEquals(3, rounds.all(PairedRounds.Round::ratio).values().size());
        }
    }

    @Test
    void anotherModelIsRefused() throws IOException {
        try (TrainingSteps<?> ours = toy();
                Peer peer = new Peer(AnsweringPeer.command("ready 1 peer", "2.0"), LOAD)) {
            String message = assertThrows(IllegalArgumentException.class, () -> new PairedRounds(ours, peer))
                    .getMessage();
            assertEquals("the peer trains another model: it has 1 parameters, this one " + ours.parameters(), message);
        }
    }

    private static TrainingSteps<?> toy() {
        Configuration configuration = Configuration.of(PeerTest.class.getClassLoader());
        return TrainingSteps.of(
                configuration.make(Models.class).settings("toy-model", List.of()),
                configuration.make(TextEncoders.class).settings("as-is"),
                LOAD,
                Device.cpu(),
                1,
                false);
    }
}
