package app.toward;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A PostgreSQL that is not Toward's own: it can go away and come back at the same address with the same data. */
final class ExternalPostgres implements AutoCloseable {
    private final Path directory;
    private EmbeddedPostgres server;

    ExternalPostgres(Path directory) throws IOException {
        this.directory = directory;
        this.server = start(0);
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setDataDirectory(directory.resolve("cluster"))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setPort(port)
                // The library's default would lose what was acknowledged just before a kill.
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** The configuration of a Toward that uses it. */
    Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres");
    }

    void stop() throws IOException {
        server.close();
    }

    /** As {@code kill -9} does, of each of its processes. */
    void kill() throws Exception {
        signal("KILL");
        server.close();
    }

    void comeBack() throws IOException {
        server = start(server.getPort());
    }

    /** Leaves it running and its port open, but nothing answers. */
    void freeze() throws Exception {
        signal("STOP");
    }

    void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String signal) throws Exception {
        signal(directory.resolve("cluster"), signal);
    }

    /** Sends it to each process of the server that has its data there. */
    static void signal(Path cluster, String signal) throws Exception {
        String postmaster =
                Files.readAllLines(cluster.resolve("postmaster.pid")).get(0);
        var process = ProcessHandle.of(Long.parseLong(postmaster.strip())).orElseThrow();
        String everyProcess = Stream.concat(Stream.of(process), process.descendants())
                .map(each -> String.valueOf(each.pid()))
                .collect(Collectors.joining(" "));
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + everyProcess)
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
