package app.toward.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The living PostgreSQL server of a cluster, whoever started it. */
record Postmaster(ProcessHandle process, Path cluster) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Optional<Postmaster> of(Path cluster) throws IOException {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid")).stream()
                    .findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                    .map(process -> new Postmaster(process, cluster))
                    .filter(Postmaster::isPostgresOfThisCluster);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    // After a crash of the machine the number in the file may be anybody's.
    private boolean isPostgresOfThisCluster() {
        var info = process.info();
        return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
                && info.arguments()
                        .filter(arguments -> List.of(arguments).contains(cluster.toString()))
                        .isPresent();
    }

    /** Fast shutdown, then immediate shutdown with recovery at the next start, then the hard way. */
    void stop() throws IOException {
        for (String signal : List.of("INT", "QUIT", "KILL")) {
            // Java itself can only send TERM, with which PostgreSQL waits for its clients to leave.
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start();
            if (isGoneInTime()) {
                return;
            }
        }
        throw new DatabaseRefused("The PostgreSQL server with process id " + process.pid() + " on " + cluster
                + " does not stop; stop it and start Toward again.");
    }

    // Asks by the file each time, because a dead process that nobody has reaped still counts as alive.
    private boolean isGoneInTime() throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (of(cluster).isPresent()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return true;
    }
}
