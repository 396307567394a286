package org.derl.bench.claim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What tells machines and their processes apart. None of it follows the wall clock, which may be set. */
final class Machine {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");
    /** The 22nd field of a process' line, counted from the state, which is the third. */
    private static final int STARTED = 22 - 3;

    private static final String HOST = findHost();
    private static final String IDENTITY = findIdentity();

    private Machine() {}

    static String host() {
        return HOST;
    }

    /** Of this start of this machine, and of the numbering of processes in it; empty where the system does not say. */
    static String identity() {
        return IDENTITY;
    }

    private static String findHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine";
        }
    }

    private static String findIdentity() {
        try {
            return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PROCESSES);
        } catch (IOException | UnsupportedOperationException e) {
            return ""; // a system without these files, or whose file system has no links
        }
    }

    /** When a process began, in ticks since the machine did; empty where the system does not say, or it has ended. */
    static String started(long process) {
        try {
            String line = Files.readString(Path.of("/proc", String.valueOf(process), "stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return fields.length > STARTED ? fields[STARTED] : "";
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    /** The job of Slurm that this process runs in; empty where there is none. */
    static String job() {
        Map<String, String> environment = System.getenv();
        String array = environment.get("SLURM_ARRAY_JOB_ID");
        return array == null
                ? environment.getOrDefault("SLURM_JOB_ID", "")
                : array + "_" + environment.getOrDefault("SLURM_ARRAY_TASK_ID", "");
    }
}
