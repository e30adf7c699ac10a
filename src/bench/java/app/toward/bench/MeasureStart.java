package app.toward.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How long it takes from the start of the process to the first success, plain and with an AOT cache (JDK 25). */
final class MeasureStart {
    private static final int TIMES = 5;
    private static final int WITH_CACHE = 25;

    private MeasureStart() {}

    static void run(Benchmark benchmark, Server running, Results results) throws Exception {
        double plain = median(benchmark, List.of());
        results.add("start, plain", seconds(plain));
        if (major(benchmark) < WITH_CACHE) {
            results.add("start, AOT cache", "needs --java with a JDK " + WITH_CACHE);
            return;
        }
        Path cache = benchmark.work.resolve("toward.aot");
        // It is written when the process ends.
        benchmark.toward(List.of("-XX:AOTCacheOutput=" + cache), "training").close();
        if (!Files.exists(cache)) {
            throw new IllegalStateException("There is no cache, see training.log");
        }
        double cached = median(benchmark, List.of("-XX:AOTCache=" + cache));
        results.add("start, AOT cache", seconds(cached) + String.format(", %.2f × of the plain start", cached / plain));
    }

    private static double median(Benchmark benchmark, List<String> options) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            try (Server server = benchmark.toward(options, "start")) {
                times.add(server.startTime().toMillis() / 1e3);
            }
        }
        ToDoubleFunction<Double> unboxed = Double::doubleValue;
        return times.stream().mapToDouble(unboxed).sorted().toArray()[TIMES / 2];
    }

    private static int major(Benchmark benchmark) throws Exception {
        String version = Run.of(List.of(benchmark.options.java().toString(), "-version"));
        return Integer.parseInt(version.replaceAll("(?s).*?\"(\\d+).*", "$1"));
    }

    private static String seconds(double time) {
        return String.format("%.2f s", time);
    }
}
