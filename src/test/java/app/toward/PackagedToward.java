package app.toward;

import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Toward as it is delivered, in a process of its own and without this one's configuration. Once it is ready, REST Assured
 * calls it. Its data directory is a temporary one of the test's, so that it can be started on the same one again.
 */
final class PackagedToward implements AutoCloseable {
    /** Two people write here as fast as they can. */
    private static final String UNHURRIED = "-Dtoward.throttle.request-account.quota=1000000";

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Pattern READY = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
    private static final int ANSWER_MILLIS = 30_000;
    private static final long SECONDS_TO_START = 90;
    private static final long SECONDS_TO_STOP = 60;

    private final Process process;
    private final Path data;
    private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread reader;
    private boolean isKilled;

    private PackagedToward(Process process, Path data) {
        this.process = process;
        this.data = data;
        this.reader = new Thread(this::read, "output of " + process.pid());
        reader.start();
    }

    /** Starts it on its own database and waits until it is ready. */
    static PackagedToward start(Path data) throws Exception {
        return start(data, Map.of());
    }

    /** Starts it and waits until it is ready. */
    static PackagedToward start(Path data, Map<String, String> environment) throws Exception {
        return start(JAR, data, environment);
    }

    /** Starts another version of it and waits until it is ready. */
    static PackagedToward start(Path jar, Path data, Map<String, String> environment) throws Exception {
        var toward = launch(jar, data, environment);
        try {
            RestAssured.config = RestAssuredConfig.config()
                    .httpClient(HttpClientConfig.httpClientConfig().setParam("http.socket.timeout", ANSWER_MILLIS));
            RestAssured.baseURI = "http://127.0.0.1";
            RestAssured.port = toward.port.get(SECONDS_TO_START, TimeUnit.SECONDS);
            return toward;
        } catch (Exception e) {
            toward.close();
            throw new IllegalStateException("Toward did not start:\n" + String.join("\n", toward.output), e);
        }
    }

    /** Runs it until it ends by itself. */
    static Outcome run(Path data, Map<String, String> environment, String... arguments) throws Exception {
        try (var toward = launch(JAR, data, environment, arguments)) {
            if (!toward.process.waitFor(SECONDS_TO_START, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Toward did not end:\n" + String.join("\n", toward.output));
            }
            toward.reader.join();
            return new Outcome(toward.process.exitValue(), List.copyOf(toward.output));
        }
    }

    /**
     * How a run ended.
     *
     * @param output everything it wrote, to standard output and error alike
     */
    record Outcome(int exitCode, List<String> output) {}

    private static PackagedToward launch(Path jar, Path data, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), UNHURRIED, "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("TOWARD_"));
        builder.environment()
                .putAll(Map.of(
                        "TOWARD_DATA_DIR",
                        data.toString(),
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        "0",
                        "QUARKUS_MANAGEMENT_PORT",
                        "0"));
        builder.environment().putAll(environment);
        return new PackagedToward(builder.start(), data);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher ready = READY.matcher(line);
                if (ready.find()) {
                    port.complete(Integer.valueOf(ready.group(1)));
                }
            }
        } catch (IOException e) {
            // Killed in the middle of a line.
        }
        port.completeExceptionally(new IllegalStateException("It ended."));
    }

    /** A request to this one. */
    RequestSpecification request() {
        return Api.given().port(port.join());
    }

    int port() {
        return port.join();
    }

    /** How many threads it has; nothing where the system does not tell. */
    long threads() throws IOException {
        Path tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
        if (!Files.isDirectory(tasks)) {
            return 0;
        }
        try (var listed = Files.list(tasks)) {
            return listed.count();
        }
    }

    /** As an operator stops it: with SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Whether it ends in time, by itself. */
    boolean exit(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** As {@code kill -9} does: its PostgreSQL lives on. */
    void kill() {
        isKilled = true;
        process.destroyForcibly().onExit().join();
    }

    /** Ends it, and the PostgreSQL that it left behind if it was killed. */
    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, SECONDS_TO_STOP, TimeUnit.SECONDS)
                .join();
        if (process.isAlive()) {
            kill();
        }
        Path postmaster = data.resolve("postgresql-18/postmaster.pid");
        if (isKilled && Files.exists(postmaster)) {
            var orphan = ProcessHandle.of(
                    Long.parseLong(Files.readAllLines(postmaster).get(0).strip()));
            orphan.ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
