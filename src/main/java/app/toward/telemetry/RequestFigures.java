package app.toward.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** How many requests of each operation there were, how they ended, and how long they took. */
@Singleton
class RequestFigures {
    private static final Duration[] BOUNDS = LongStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Kind(String operation, String status) {}

    void count(Observed request) {
        // How long a stream was open says nothing of how fast it was answered.
        if (!request.isStream) {
            timers.computeIfAbsent(new Kind(request.operation, request.status), this::timer)
                    .record(request.time);
        }
        if (request.problem != null) {
            registry.counter("toward.problems", "code", request.problem).increment();
        }
    }

    private Timer timer(Kind kind) {
        return Timer.builder("toward.requests")
                .description(
                        "Requests by the operation of the contract and the status of the answer, aborted where the caller did not wait for it")
                .tag("operation", kind.operation)
                .tag("status", kind.status)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }
}
