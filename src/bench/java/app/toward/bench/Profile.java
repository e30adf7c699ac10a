package app.toward.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import one.profiler.AsyncProfilerLoader;

/** Where the processor time of a server goes: a flame graph of one window, and the same as collapsed stacks. */
final class Profile {
    private Profile() {}

    static void of(long pid, Load load, int concurrency, Options options, String name)
            throws IOException, InterruptedException {
        load.run(concurrency, options.window());
        Path directory = Files.createDirectories(options.path("results"));
        String file = "profile-" + name.replaceAll("\\W+", "-");
        take(pid, load, concurrency, options.window(), directory.resolve(file + ".collapsed"));
        take(pid, load, concurrency, options.window(), directory.resolve(file + ".html"));
    }

    private static void take(long pid, Load load, int concurrency, Duration window, Path file)
            throws IOException, InterruptedException {
        var loaded = CompletableFuture.runAsync(() -> {
            try {
                load.run(concurrency, window.plusSeconds(2));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        AsyncProfilerLoader.executeProfiler(
                // The one that needs no permission of the kernel's.
                "-e", "ctimer", "-d", String.valueOf(window.toSeconds()), "-f", file.toString(), String.valueOf(pid));
        loaded.join();
    }
}
