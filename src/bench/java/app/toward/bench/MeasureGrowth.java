package app.toward.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Whether the list of a couple's bids takes longer when there are a hundred times as many couples. */
final class MeasureGrowth {
    private static final int TIMES = 100;
    private static final int CONCURRENCY = 8;

    private MeasureGrowth() {}

    static void run(Benchmark benchmark, Server toward, Results results) throws Exception {
        Measured small = lastBids(benchmark, toward, "last 50 bids");
        int before = benchmark.scale.partnerships();
        var larger = new Scale(before * TIMES, benchmark.scale.bids(), benchmark.scale.days());
        grow(benchmark, larger, before);
        Measured large = lastBids(benchmark, toward, "last 50 bids");
        results.add(small);
        results.add(large);
        results.add(
                "last 50 bids, the tables " + TIMES + " × larger",
                String.format("%.2f × the time", small.perSecond() / large.perSecond()));
    }

    private static void grow(Benchmark benchmark, Scale larger, int before) throws IOException, SQLException {
        new LoadData(benchmark.postgres, benchmark.keys, larger).from(before);
    }

    /** Of the same couples as before. */
    private static Measured lastBids(Benchmark benchmark, Server toward, String name) throws Exception {
        Operation operation = benchmark.operations(toward).all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        var wrk = new Wrk(toward.port(), benchmark.work, Benchmark.requests(operation, 1_000), false);
        return new Measure(benchmark.options, benchmark.postgres)
                .of(name, CONCURRENCY, "toward", wrk, toward.pid(), Integer.MAX_VALUE, List.of());
    }
}
