package app.toward.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What Linux says of processes and of the machine, in /proc. */
final class Machine {
    /** After which {@link #residentLater} looks. */
    static final Duration QUIET = Duration.ofSeconds(15);

    /** Of a second: what the kernel counts in, on every Linux of today. */
    private static final double TICKS = 100;

    private static final int USER_TIME = 11;
    private static final int CHILDRENS_SYSTEM_TIME = 14;
    private static final int BUSY_FIELDS = 8;
    private static final int IDLE = 3;
    private static final int WAITING = 4;

    private Machine() {}

    /** Seconds of processor time that a process and all below it have used, those that have ended among them. */
    static double used(long pid) {
        return tree(pid).mapToLong(Machine::ticks).sum() / TICKS;
    }

    /** The same of a process alone with those of its children that have ended. */
    static double usedAlone(long pid) {
        return ticks(pid) / TICKS;
    }

    /** Seconds that all processors together were busy, for whomever. */
    static double busy() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +", -1);
        return LongStream.range(1, 1 + BUSY_FIELDS)
                        .filter(i -> i != 1 + IDLE && i != 1 + WAITING)
                        .map(i -> Long.parseLong(fields[(int) i]))
                        .sum()
                / TICKS;
    }

    /** Bytes of memory that are resident of one process. */
    static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                * 1024;
    }

    /** The same once the collector and the C library have given back what they do, which they do within seconds. */
    static long residentLater(long pid) throws IOException, InterruptedException {
        Thread.sleep(QUIET.toMillis());
        return resident(pid);
    }

    static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.replaceFirst(".*: ", ""))
                        .findFirst()
                        .orElse("unknown")
                + " × " + Runtime.getRuntime().availableProcessors();
    }

    private static Stream<Long> tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid);
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name before may have blanks and brackets in it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return LongStream.rangeClosed(USER_TIME, CHILDRENS_SYSTEM_TIME)
                    .map(i -> Long.parseLong(fields[(int) i]))
                    .sum();
        } catch (NoSuchFileException e) {
            // It has ended since, and its parent counts it.
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
