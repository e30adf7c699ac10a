package app.toward.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sends the statements of an operation by pgbench, prepared: what this machine's PostgreSQL can do at most. */
final class Pgbench implements Load {
    private static final Pattern DONE = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");
    private static final Pattern PER_SECOND = Pattern.compile("tps = ([0-9.]+)");
    private static final int LATENCY = 2;

    private final int port;
    private final String role;
    private final Path work;
    private final List<Path> scripts = new ArrayList<>();

    Pgbench(int port, String role, Path work, List<String> texts) throws IOException {
        this.port = port;
        this.role = role;
        this.work = work;
        for (String text : texts) {
            Path script = work.resolve("pgbench-" + scripts.size() + ".sql");
            Files.writeString(script, text);
            scripts.add(script);
        }
    }

    @Override
    public Figures run(int concurrency, Duration time) throws IOException, InterruptedException {
        forgetLog();
        List<String> command = new ArrayList<>(List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=" + role,
                "--client=" + concurrency,
                "--jobs=2",
                "--time=" + time.toSeconds(),
                "--log",
                "--log-prefix=" + work.resolve("latency")));
        scripts.forEach(script -> command.add("--file=" + script));
        command.add("postgres");
        String output = Run.of(command);
        long[] micros = latencies();
        return new Figures(
                (long) number(DONE, output),
                number(PER_SECOND, output),
                micros[micros.length / 2] / 1e3,
                micros[(int) (micros.length * 0.99)] / 1e3,
                (long) number(FAILED, output));
    }

    private static double number(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException(output);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private long[] latencies() throws IOException {
        var all = new ArrayList<Long>();
        for (Path log : logs()) {
            Files.readAllLines(log).forEach(line -> all.add(Long.valueOf(line.split(" ", -1)[LATENCY])));
        }
        return all.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private void forgetLog() throws IOException {
        for (Path log : logs()) {
            Files.delete(log);
        }
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.getFileName().toString().startsWith("latency."))
                    .toList();
        }
    }
}
