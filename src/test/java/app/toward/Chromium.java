package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real browser without a window, and a script that drives it until it is closed. */
final class Chromium implements AutoCloseable {
    private static final Path DRIVER = Path.of("src/test/browser");
    private static final long SECONDS_TO_END = 20;

    private final Process process;
    private final Path log;

    private Chromium(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param script one of {@code src/test/browser}, which gets the browser's path and then the arguments
     */
    static Chromium run(Path log, String script, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("node", DRIVER.resolve(script).toString(), executable()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Chromium(process, log);
    }

    /** Where there is no browser, or no driver for it, the test is skipped; but never by the whole check. */
    private static String executable() {
        Optional<String> browser = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
        requireOrSkip(browser.isPresent(), "Chromium");
        requireInstalled(DRIVER);
        return browser.orElseThrow();
    }

    /** The same of what a directory's {@code npm ci} brings. */
    static void requireInstalled(Path directory) {
        requireOrSkip(Files.isDirectory(directory.resolve("node_modules")), "`npm ci` in " + directory);
    }

    private static void requireOrSkip(boolean isThere, String what) {
        if (System.getenv("CI") != null) {
            assertThat(isThere).as(what).isTrue();
        }
        Assumptions.assumeTrue(isThere, "Needs " + what + ": see CONTRIBUTING.md.");
    }

    /** What the script wrote. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the script ends by itself; its exit value. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(log()).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        process.onExit().orTimeout(SECONDS_TO_END, TimeUnit.SECONDS).join();
    }
}
