package org.esdetect.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a JVM's compilers have used of CPU time. They go on for many minutes, and what they compile then comes from
 * whatever ran last, so it is told apart from what is measured.
 */
public final class CompilerTime {
    /** The unit in which Linux tells the time of threads. */
    private static final long MILLIS_PER_TICK = 10;

    private CompilerTime() {}

    /** So far, of one process; 0 where the system does not tell. */
    public static long millis(long processId) throws IOException {
        Path threads = Path.of("/proc/" + processId + "/task");
        if (!Files.isDirectory(threads)) {
            return 0;
        }
        long ticks = 0;
        try (Stream<Path> all = Files.list(threads)) {
            for (Path thread : all.toList()) {
                ticks += ticks(thread);
            }
        }
        return ticks * MILLIS_PER_TICK;
    }

    private static long ticks(Path thread) {
        try {
            String name = Files.readString(thread.resolve("comm"));
            if (!name.startsWith("C1 Compiler") && !name.startsWith("C2 Compiler")) {
                return 0;
            }
            String stat = Files.readString(thread.resolve("stat"));
            // The name stands in parentheses and may hold anything; user and system time are the 14th and 15th field.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (IOException ended) {
            return 0;
        }
    }
}
