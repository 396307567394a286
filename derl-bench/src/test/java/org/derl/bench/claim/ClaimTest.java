package org.derl.bench.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimTest {

    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path folder;

    private Path file;
    private final AtomicLong clock = new AtomicLong();

    @BeforeEach
    void names() {
        file = folder.resolve("claim.json");
    }

    private void heldBy(Holder holder) throws IOException {
        Files.writeString(file, holder.json());
    }

    private static Holder ofHost(String machine, long process, String started) {
        return new Holder("node-3", machine, process, started, "7_1", "token");
    }

    @Test
    void oneOfManyHasIt() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Optional<Claim>>> takers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                takers.add(pool.submit(() -> {
                    go.await();
                    return Claim.take(file);
                }));
            }
            go.countDown();
            List<Claim> claims = new ArrayList<>();
            for (Future<Optional<Claim>> taker : takers) {
                taker.get().ifPresent(claims::add);
            }
            assertEquals(1, claims.size());
            assertTrue(claims.get(0).holds());
            claims.get(0).close();
            assertFalse(Files.exists(file));
            assertFalse(claims.get(0).holds());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aClaimOfALivingProcessIsNotFree() throws IOException {
        try (Claim claim = Claim.take(file).orElseThrow()) {
            assertTrue(claim.holds());
            assertFalse(new ClaimWatch(file).isFree());
            assertTrue(Claim.holder(file)
                    .orElseThrow()
                    .toString()
                    .startsWith("process " + ProcessHandle.current().pid()));
        }
        assertTrue(new ClaimWatch(file).isFree());
    }

    @Test
    void aDeadProcessOfThisMachineIsNoticedAtOnce() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        heldBy(ofHost(Machine.identity(), ended.pid(), ""));
        assertTrue(new ClaimWatch(file).isFree());
        assertFalse(Files.exists(file));
        // A process of this number lives, but it is another one.
        heldBy(ofHost(Machine.identity(), ProcessHandle.current().pid(), "12"));
        assertTrue(new ClaimWatch(file).isFree());
    }

    @Test
    void aClaimThatADeadHostHasLeftIsLostAfterFiveMinutesOfTheOwnClock() throws IOException {
        for (long year :
                new long[] {0, System.currentTimeMillis(), 4_000_000_000_000L}) { // as its clock was, or ours is
            heldBy(ofHost("another start of a machine", 1, "1"));
            Files.setLastModifiedTime(file, FileTime.fromMillis(year));
            ClaimWatch watch = new ClaimWatch(file, clock::get);
            assertFalse(watch.isFree());
            clock.addAndGet(299 * SECOND);
            assertFalse(watch.isFree());
            clock.addAndGet(SECOND);
            assertTrue(watch.isFree());
            assertTrue(Claim.take(file).isPresent());
        }
    }

    @Test
    void aHolderThatTouchesItLivesWhateverTheTimeOfDayIs() throws IOException {
        heldBy(ofHost("another machine", 1, "1"));
        ClaimWatch watch = new ClaimWatch(file, clock::get);
        assertFalse(watch.isFree());
        assertFalse(watch.sawLife());
        for (long year : new long[] {0, 1_000_000_000_000L, 3_000_000_000_000L, 5}) { // its clock, or ours, jumps
            Files.setLastModifiedTime(file, FileTime.fromMillis(year));
            clock.addAndGet(200 * SECOND);
            assertFalse(watch.isFree());
        }
        assertTrue(watch.sawLife());
    }

    @Test
    void whatSomebodyElseHasTakenMeanwhileIsPutBack() throws IOException {
        heldBy(ofHost("another machine", 1, "1"));
        Optional<Holder> dead = Claim.holder(file);
        Holder living = Holder.ofThisProcess();
        heldBy(living);
        Claim.delete(file, dead);
        assertEquals(Optional.of(living), Claim.holder(file));
        Claim.delete(file, Optional.of(living));
        assertFalse(Files.exists(file));
    }

    @Test
    void whoeverHasLostItKnows() throws IOException {
        try (Claim claim = Claim.take(file).orElseThrow()) {
            heldBy(ofHost("another machine", 1, "1"));
            assertFalse(claim.holds());
        }
        assertTrue(Files.exists(file), "it is not its own any more");
    }

    @Test
    void aFolderThatAnotherMachineHasIsWaitedForUntilItIsSeenToLive() throws Exception {
        heldBy(ofHost("another machine", 1, "1"));
        List<String> told = new ArrayList<>();
        Thread beats = new Thread(() -> {
            try {
                Thread.sleep(300);
                Files.setLastModifiedTime(file, FileTime.fromMillis(5));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        beats.start();
        IOException thrown = assertThrows(IOException.class, () -> FolderLock.of(folder, told::add));
        beats.join();
        assertEquals(
                "another comparison is writing into " + folder + " (process 1 on node-3 (job 7_1)); wait for its end,"
                        + " or name another folder by --out",
                thrown.getMessage());
        assertTrue(told.get(0).contains("waiting for up to five minutes"), told.toString());
    }

    /** As a power cut leaves it, between its name and its content. */
    @Test
    void aClaimThatNamesNobodyIsWaitedForWithAWord() throws Exception {
        Files.createFile(file);
        List<String> told = new ArrayList<>();
        FolderLock.of(folder, line -> {
                    told.add(line);
                    try {
                        Files.delete(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .close();
        assertEquals(
                List.of(folder + " was taken by a process that " + file
                        + " does not name; waiting for up to five minutes to see whether that lives"),
                told);
    }
}
