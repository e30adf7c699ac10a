package app.toward.bench;

/** What can be measured, each by itself. */
enum Part {
    OPERATIONS(MeasureOperations::run),
    GROWTH(MeasureGrowth::run),
    HISTORY(MeasureHistory::run),
    CATCH_UP(MeasureCatchUp::run),
    STREAMS(MeasureStreams::run),
    START(MeasureStart::run);

    private final Way way;

    Part(Way way) {
        this.way = way;
    }

    private interface Way {
        void run(Benchmark benchmark, Server toward, Results results) throws Exception;
    }

    void run(Benchmark benchmark, Server toward, Results results) throws Exception {
        way.run(benchmark, toward, results);
    }
}
