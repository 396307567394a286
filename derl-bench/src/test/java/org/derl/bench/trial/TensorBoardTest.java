package org.derl.bench.trial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.train.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.framework.Summary;
import org.tensorflow.util.Event;

/** What is written for TensorBoard, as TensorFlow's own messages read it. */
class TensorBoardTest {

    private static final Configuration PLAIN = Configuration.of(TensorBoardTest.class.getClassLoader());
    private static final Trial TRIAL = new Trial("toy-model", "toy", "as-is", 1, "cpu", ConfigFactory.empty());

    @TempDir
    Path directory;

    private TrialResult train(Configuration configuration, String name) throws IOException {
        return new TrialRun(configuration, TRIAL).run(new TrialFolder(folder(name)), Progress.NONE);
    }

    /** Stops after the second of seven epochs. */
    private void interrupt(String name) {
        AtomicBoolean stopped = new AtomicBoolean();
        Progress stopping = epoch -> stopped.set(epoch.epoch() == 2);
        assertThrows(CancellationException.class, () -> new TrialRun(PLAIN.writingTensorBoard(true), TRIAL)
                .run(new TrialFolder(folder(name)), stopping, stopped::get));
    }

    private Path folder(String name) {
        return directory.resolve(name);
    }

    private Path file(String name) {
        return folder(name).resolve("events.out.tfevents.derl");
    }

    @Test
    void theColumnsOfTheHistoryAreItsScalars() throws IOException {
        TrialResult plain = train(PLAIN, "plain");
        TrialResult shown = train(PLAIN.writingTensorBoard(true), "shown");
        assertFalse(Files.exists(file("plain")));
        assertEquals(plain.facts().fingerprint(), shown.facts().fingerprint());
        for (String same : List.of("history.csv", "weights.safetensors", "test.csv", "settings.conf")) {
            assertArrayEquals(
                    Files.readAllBytes(folder("plain").resolve(same)),
                    Files.readAllBytes(folder("shown").resolve(same)),
                    same);
        }
        assertHoldsHistory("shown");
        Files.delete(file("shown"));
        new TrialFolder(folder("shown")).read();
    }

    @Test
    void anInterruptedTrialDoublesNoEpoch() throws IOException {
        interrupt("going-on");
        assertEquals(List.of(1L, 2L), steps(events(file("going-on"))));
        train(PLAIN.writingTensorBoard(true), "going-on");
        assertHoldsHistory("going-on");
        interrupt("without");
        train(PLAIN, "without");
        assertFalse(Files.exists(file("without")), "it would lack the later epochs");
    }

    /** As TensorFlow's own writer begins every file. */
    @Test
    void theFirstRecordIsThatOfEveryEventFile() throws IOException {
        train(PLAIN.writingTensorBoard(true), "shown");
        byte[] content = Files.readAllBytes(file("shown"));
        assertEquals(
                "1800000000000000a37f4b22", HexFormat.of().formatHex(content, 0, 12), "length 24 and its checksum");
        assertEquals("brain.Event:2", events(file("shown")).get(0).getFileVersion());
    }

    private void assertHoldsHistory(String name) throws IOException {
        List<Event> events = events(file(name));
        try (Reader text = Files.newBufferedReader(folder(name).resolve("history.csv"))) {
            List<CSVRecord> rows = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(text)
                    .getRecords();
            assertEquals(
                    rows.stream().map(row -> Long.valueOf(row.get("epoch"))).toList(), steps(events));
            assertTrue(rows.size() > 2, "no epochs");
            for (int i = 0; i < rows.size(); i++) {
                assertHoldsRow(rows.get(i), events.get(i + 1));
            }
        }
    }

    private static void assertHoldsRow(CSVRecord row, Event event) {
        List<String> tags = event.getSummary().getValueList().stream()
                .map(Summary.Value::getTag)
                .toList();
        List<String> columns = row.getParser().getHeaderNames();
        assertEquals(columns.subList(1, columns.size()), tags);
        for (Summary.Value value : event.getSummary().getValueList()) {
            String cell = row.get(value.getTag());
            float expected =
                    value.getTag().equals("best") ? cell.equals("true") ? 1 : 0 : (float) Double.parseDouble(cell);
            assertEquals(expected, value.getSimpleValue(), value.getTag());
        }
        assertEquals(System.currentTimeMillis() / 1000.0, event.getWallTime(), 3600);
    }

    private static List<Long> steps(List<Event> events) {
        return events.stream().skip(1).map(Event::getStep).toList();
    }

    /** Reads records as TensorFlow's documentation of its format says, and their checksums. */
    private static List<Event> events(Path file) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (content.hasRemaining()) {
            int start = content.position();
            int length = Math.toIntExact(content.getLong());
            assertEquals(masked(Arrays.copyOfRange(content.array(), start, start + 8)), content.getInt());
            byte[] message = new byte[length];
            content.get(message);
            assertEquals(masked(message), content.getInt());
            events.add(Event.parseFrom(message));
        }
        return events;
    }

    private static int masked(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        long crc = checksum.getValue();
        return (int) (((crc >>> 15) | (crc << 17)) + 0xa282ead8L);
    }
}
