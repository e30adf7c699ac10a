package app.toward.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, started as its user would start it, that ends with this one. */
final class Server implements AutoCloseable {
    private static final long SECONDS_TO_START = 120;

    /** One that writes an AOT cache at its end takes its time. */
    private static final long SECONDS_TO_STOP = 180;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final int port;
    private final Duration start;

    private Server(Process process, int port, Duration start) {
        this.process = process;
        this.port = port;
        this.start = start;
    }

    /**
     * Starts it and waits for its first success.
     *
     * @param path what is asked for, again and again, until the answer is 200
     */
    static Server start(List<String> command, Map<String, String> environment, int port, Path log, Request path)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("TOWARD_"));
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (!succeeds(port, path)) {
            boolean isLate = System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
            if (isLate || process.waitFor(10, TimeUnit.MILLISECONDS)) {
                process.destroy();
                throw new IllegalStateException(command + " did not start, see " + log);
            }
        }
        return new Server(process, port, Duration.ofNanos(System.nanoTime() - begin));
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean succeeds(int port, Request path) throws InterruptedException {
        try {
            return path.send(CLIENT, port).statusCode() == 200;
        } catch (IOException e) {
            // Nobody listens yet.
            return false;
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** From the start of the process to the first success. */
    Duration startTime() {
        return start;
    }

    /** Ends it and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
