package app.toward.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long it takes from the start of the process to the first success, plain and with an AOT cache (JDK 25). */
final class MeasureStart {
    private static final int TIMES = 5;
    private static final int WITH_CACHE = 25;

    private MeasureStart() {}

    static void run(Benchmark benchmark, Server running, Results results) throws Exception {
        if (major(benchmark) < WITH_CACHE) {
            results.add("start, AOT cache", "needs --java with a JDK " + WITH_CACHE);
            return;
        }
        Path cache = benchmark.work.resolve("toward.aot");
        // As the image is made. It is written when the process ends.
        benchmark
                .toward(List.of("-XX:TieredStopAtLevel=2", "-XX:AOTCacheOutput=" + cache), "training")
                .close();
        if (!Files.exists(cache)) {
            throw new IllegalStateException("There is no cache, see training.log");
        }
        List<Double> plain = new ArrayList<>();
        List<Double> cached = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            plain.add(seconds(benchmark, List.of()));
            cached.add(seconds(benchmark, List.of("-XX:AOTCache=" + cache)));
        }
        results.add("start, plain", String.format("%.2f s", median(plain)));
        results.add(
                "start, AOT cache",
                String.format("%.2f s, %.2f × of the plain start", median(cached), median(cached) / median(plain)));
    }

    private static double seconds(Benchmark benchmark, List<String> options) throws Exception {
        try (Server server = benchmark.toward(options, "start")) {
            return server.startTime().toMillis() / 1e3;
        }
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(TIMES / 2);
    }

    private static int major(Benchmark benchmark) throws Exception {
        String version = Run.of(List.of(benchmark.options.java().toString(), "-version"));
        return Integer.parseInt(version.replaceAll("(?s).*?\"(\\d+).*", "$1"));
    }
}
