package app.toward.telemetry;

import app.toward.shared.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks now and then how late what is done in the background is, so that reading the figures asks the database nothing. */
@Singleton
class MeasureBacklogs {
    private static final double MILLIS = 1_000;

    private final List<Backlog> backlogs;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, Double> seconds = new ConcurrentHashMap<>();

    MeasureBacklogs(@All List<Backlog> backlogs, MeterRegistry registry, Clock clock) {
        this.backlogs = backlogs;
        this.registry = registry;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event) {
        for (Backlog backlog : backlogs) {
            String name = backlog.name();
            Gauge.builder("toward.backlog", seconds, known -> known.getOrDefault(name, Double.NaN))
                    .description("How long whatever has waited longest for a job has waited")
                    .baseUnit("seconds")
                    .tag("work", name)
                    .register(registry);
        }
    }

    @Scheduled(every = "{toward.backlog.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void measure() {
        // Not known is not the same as nothing: with the database away the figure is away too.
        seconds.clear();
        for (Backlog backlog : backlogs) {
            seconds.put(backlog.name(), QuarkusTransaction.requiringNew().call(() -> secondsOf(backlog)));
        }
    }

    private double secondsOf(Backlog backlog) {
        return backlog.waitingSince(clock.instant())
                .map(since -> Duration.between(since, clock.instant()).toMillis() / MILLIS)
                .orElse(0.0);
    }
}
