package org.derl.bench.worker;

import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import org.derl.bench.failure.UserMistake;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialRun;
import org.derl.io.Reason;

/**
 * The main program of a worker: runs the trials whose folders come in by standard input, one after the other, until that
 * ends. What it says of them goes to standard output, as does whatever else prints.
 */
public final class Worker {

    private Worker() {}

    /** Runs trials, until one fails by what nobody expected. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(out);
        BlockingQueue<WorkerRequest> requests = requests();
        StopSignal signal = StopSignal.install();
        ExitGuard guard = ExitGuard.install(where -> end(out, "a plugin or its library called System.exit" + where));
        boolean usable = true;
        while (usable) {
            usable = run(requests.take(), out, signal);
        }
        guard.release();
        System.exit(1); // native threads of the engine do not keep a worker alive
    }

    private static void end(PrintStream out, String reason) {
        WorkerProtocol.end(out, WorkerProtocol.Ended.without(reason));
    }

    /** Tells whether this process may run another one. */
    private static boolean run(WorkerRequest request, PrintStream out, StopSignal signal) {
        TrialFolder folder = new TrialFolder(request.folder());
        try (StopSignal.Work work = signal.begin()) {
            new TrialRun(request.configuration(Worker.class.getClassLoader()), folder.readRequest())
                    .run(folder, WorkerProtocol.writer(out), work::isToStop);
            System.gc(); // memory outside of the heap does not pile up from trial to trial
            WorkerProtocol.end(out, WorkerProtocol.Ended.WITH_RESULT);
            return true;
        } catch (CancellationException e) {
            end(out, "it was interrupted; the same command goes on from its checkpoint");
            return false;
        } catch (IOException | RuntimeException | Error e) {
            TrialFailedException failure = TrialFailedException.of(e, folder.path());
            if (failure.outOfMemory() || UserMistake.is(e)) {
                WorkerProtocol.end(out, new WorkerProtocol.Ended(Reason.of(failure), failure.outOfMemory()));
                return true;
            }
            e.printStackTrace();
            end(out, Reason.of(failure) + "; see " + folder.log());
            return false;
        }
    }

    /** The folders that are asked for. They end when the parent does, however that ended, and then so does this process. */
    private static BlockingQueue<WorkerRequest> requests() {
        BlockingQueue<WorkerRequest> requests = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> {
            try (DataInputStream in = new DataInputStream(System.in)) {
                for (; ; ) {
                    requests.add(WorkerRequest.read(in));
                }
            } catch (IOException | RuntimeException e) {
                Runtime.getRuntime().halt(1);
            }
        });
        reader.setDaemon(true);
        reader.start();
        return requests;
    }
}
