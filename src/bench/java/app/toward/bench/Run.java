package app.toward.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a tool to its end, and ends it if this process ends before. */
final class Run {
    private Run() {}

    /**
     * What it wrote.
     *
     * @throws IllegalStateException if it failed
     */
    static String of(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var hook = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(hook);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(hook);
        if (exit != 0) {
            throw new IllegalStateException(command + " ended with " + exit + ":\n" + output);
        }
        return output;
    }
}
