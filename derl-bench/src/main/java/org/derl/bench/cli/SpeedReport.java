package org.derl.bench.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.derl.bench.process.ResidentMemory;
import org.derl.bench.speed.PairedRounds;
import org.derl.bench.speed.Peer;
import org.derl.bench.speed.Times;
import org.derl.bench.speed.TrainingSteps;

/** Takes steps and prints what they cost, a line a figure, as {@code derl speed} does. */
final class SpeedReport {

    private final TrainingSteps<?> training;
    private final int warmUp;
    private final PrintWriter out;

    SpeedReport(TrainingSteps<?> training, int warmUp, PrintWriter out) {
        this.training = training;
        this.warmUp = warmUp;
        this.out = out;
    }

    /** Steps of ours alone; memory is printed after every so many of them, or not at all where that is 0. */
    void alone(int steps, int memoryEvery) {
        for (int step = 0; step < warmUp; step++) {
            training.step();
        }
        List<Double> times = new ArrayList<>();
        Map<Integer, Long> memories = new TreeMap<>();
        for (int step = 1; step <= steps; step++) {
            times.add(training.step());
            if (memoryEvery > 0 && step % memoryEvery == 0) {
                OptionalLong memory = ResidentMemory.kibibytes();
                memory.ifPresent(kibibytes -> memories.put(times.size(), kibibytes));
                print("step %d: resident memory %s, native arrays alive %d", step, text(memory), training.arrays());
            }
        }
        print("steps                      %d after %d to warm up", steps, warmUp);
        print("thread-CPU time a step     %s ms", new Times(times).summary("%.1f"));
        growth(memories, steps);
    }

    private void growth(Map<Integer, Long> memories, int steps) {
        Long half = memories.get(steps / 2);
        Long end = memories.get(steps);
        if (half != null && end != null) {
            print("growth since step %-8d %+.2f %% of resident memory", steps / 2, 100.0 * (end - half) / half);
        }
    }

    /** Rounds of ours and of a peer in turn. */
    void against(Peer peer, int rounds, int steps) throws IOException {
        PairedRounds paired = new PairedRounds(training, peer);
        print("against %s: %d parameters", peer.name(), peer.parameters());
        paired.warmUp(Math.max(1, warmUp));
        for (int i = 1; i <= rounds; i++) {
            PairedRounds.Round round = paired.round(steps);
            print(
                    "round %d of %d steps: %.1f ms against %.1f ms, ratio %.3f, of all threads %.3f",
                    i, steps, round.ours(), round.theirs(), round.ratio(), round.ofProcesses());
        }
        print("its peak memory            %s", text(peer.peakKibibytes()));
        print(
                "paired ratio               %s",
                paired.all(PairedRounds.Round::ratio).summary("%.3f"));
        print(
                "paired ratio, all threads  %s",
                paired.all(PairedRounds.Round::ofProcesses).summary("%.3f"));
    }

    /**
     * Takes steps as a peer does: as many as each line says.
     *
     * @throws IOException when a line says no number of steps
     */
    void serve(BufferedReader questions) throws IOException {
        print("ready %d DERL", training.parameters());
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            if (!line.matches("[1-9]\\d{0,8}")) {
                throw new IOException("a line must be a number of steps, not '" + line + "'");
            }
            List<String> times = training.steps(Integer.parseInt(line)).values().stream()
                    .map(time -> String.format(Locale.ROOT, "%.3f", time))
                    .toList();
            print("%s", String.join(" ", times));
        }
    }

    /** What is there after the steps. */
    void rest() {
        print("native arrays alive        %d", training.arrays());
        print("resident memory            %s", text(ResidentMemory.kibibytes()));
        print("peak memory                %s", text(ResidentMemory.peakKibibytes()));
        print("checksum of the weights    %s", training.checksum());
    }

    private static String text(OptionalLong kibibytes) {
        return kibibytes.isPresent() ? kibibytes.getAsLong() + " KiB" : "not known on this system";
    }

    void print(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
        out.flush();
    }
}
