package org.derl.bench.speed.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.derl.bench.speed.AnsweringPeer;
import org.derl.bench.speed.StepData;
import org.derl.bench.table.TableFormat;
import org.derl.data.ByModality;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that were not measured, and one of a real process. */
class GrowthTest {

    private static final StepData LOAD = new StepData(2, 3, 3, null, ByModality.of(Map.of("text", 5)), null);

    private static GrowthPoint point(GrowthAxis axis, int value) {
        return new GrowthPoint("derl", axis, value, LOAD, ConfigFactory.empty(), null);
    }

    private static GrowthRow row(GrowthAxis axis, int value, double milliseconds, @Nullable GrowthCost theirs) {
        return new GrowthRow(
                point(axis, value), new GrowthCost("DERL", null, 100L * value, milliseconds, 3 * value, 50), theirs);
    }

    private static final List<GrowthRow> ROWS = List.of(
            row(GrowthAxis.DEPTH, 2, 5, null),
            row(GrowthAxis.LENGTH, 25, 10, new GrowthCost("PyTorch", null, 2500, 20, 40, 90)),
            row(GrowthAxis.LENGTH, 50, 30, GrowthCost.leftOut("PyTorch", 5000, "more than 9 MiB")));

    @Test
    void aFactorIsFromTheFirstToTheLastMeasuredValue() {
        assertEquals(
                """
                | varied | model | program | from and to | parameters |   time | memory of steps |
                | ------ | ----- | ------- | ----------- | ---------: | -----: | --------------: |
                | length | derl  | DERL    | 25 to 50    |     × 2.00 | × 3.00 |          × 2.00 |
                """,
                TableFormat.MARKDOWN.write(GrowthTable.factors(ROWS)));
    }

    @Test
    void whatWasLeftOutIsNamed() {
        String table = TableFormat.MARKDOWN.write(GrowthTable.points(ROWS));
        assertTrue(table.lines().anyMatch(line -> line.matches(".*50 .*PyTorch .*more than 9 MiB .*")), table);
        assertTrue(table.lines().anyMatch(line -> line.matches(".*25 .*PyTorch .* 20.00 .* 0.50 \\|")), table);
        assertEquals(2 + 5 + 2, table.lines().count());
    }

    @Test
    void aFigureHasADotForEveryMeasuredNumber() {
        String figure = GrowthFigure.of(ROWS);
        assertEquals(2 * 4, figure.split("<circle", -1).length - 1, figure);
        assertEquals(2 * 1 + 2, figure.split("class=\"line0", -1).length - 1, figure); // and those of the legend
        assertTrue(figure.contains("DERL, length 50: 30"), figure);
        assertTrue(figure.contains(">derl, DERL</text>"), figure);
        assertTrue(figure.contains(">derl, PyTorch</text>"), figure);
    }

    @Test
    void ticksAreRoundNumbersBetween() {
        assertEquals(List.of(5.0, 10.0, 20.0, 50.0), new LogarithmicScale(3, 90).ticks());
        assertEquals(0.5, new LogarithmicScale(1, 100).place(10), 1e-12);
    }

    @Test
    void whatExceedsItsLimitsIsSaid() {
        GrowthLimits limits = new GrowthLimits(3072, 15);
        assertEquals("more than 3,072 MiB", limits.exceeded(3073 * 1024, Duration.ZERO));
        assertEquals("more than 15 s a step", limits.exceeded(0, Duration.ofSeconds(15)));
        assertEquals(null, limits.exceeded(3072 * 1024, Duration.ofSeconds(14)));
    }

    @Test
    void aProgramIsEndedThatTakesTooMuchAndNotStartedAgain() throws IOException {
        GrowthPoint slow = new GrowthPoint(
                "toy-model",
                GrowthAxis.DEPTH,
                1,
                LOAD,
                ConfigFactory.empty(),
                AnsweringPeer.command("ready 7 slow", "2.0"));
        Growth growth = new Growth(AnsweringPeer.class.getName(), new GrowthLimits(1, 15), 2);
        GrowthRow row = growth.measure(slow, new GrowthRow(slow, GrowthCost.leftOut("DERL", 7, "more"), null));
        assertEquals("more than 1 MiB", row.costs().get(1).leftOut());
        assertEquals("more", growth.measure(slow, row).ours().leftOut());
    }

    @Test
    void aProgramThatRunsOutOfMemoryIsLeftOut() throws IOException {
        try (LimitedPeer peer =
                new LimitedPeer(AnsweringPeer.command("ready 7 large", "end-70"), new GrowthLimits(4096, 15))) {
            peer.warmUp();
            peer.round();
            assertEquals("out of memory", peer.cost().leftOut());
        }
    }

    @Test
    void aProgramThatFailsAtSomethingElseEndsIt() throws IOException {
        assertEquals(Optional.of("killed, as where memory is short"), GrowthLimits.ended(OptionalInt.of(137)));
        try (LimitedPeer peer =
                new LimitedPeer(AnsweringPeer.command("ready 7 broken", "end-1"), new GrowthLimits(4096, 15))) {
            assertThrows(IOException.class, peer::warmUp);
        }
    }

    @Test
    void aProgramWithinItsLimitsIsTimed() throws IOException {
        try (LimitedPeer peer =
                new LimitedPeer(AnsweringPeer.command("ready 7 fast", "2.5"), new GrowthLimits(4096, 15))) {
            peer.warmUp();
            peer.round();
            GrowthCost cost = peer.cost();
            assertTrue(cost.isMeasured(), cost::toString);
            assertEquals(2.5, cost.milliseconds());
            assertEquals(7, cost.parameters());
            assertTrue(cost.peak() > 1 && cost.peak() >= cost.steps(), cost::toString);
        }
    }

    @Test
    void aPeerOfAnotherModelIsRefused() {
        GrowthRow row = row(GrowthAxis.LENGTH, 25, 10, new GrowthCost("PyTorch", null, 7, 20, 40, 90));
        String message = assertThrows(IllegalArgumentException.class, row::checkParameters)
                .getMessage();
        assertEquals("at derl, length 25 the peer trains another model: it has 7 parameters, this one 2500", message);
    }
}
