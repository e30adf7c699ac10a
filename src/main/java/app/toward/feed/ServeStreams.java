package app.toward.feed;

import app.toward.shared.Keys;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Gives the streams of an account their next part of its feed, read and written once for all that stand at one place. */
@Singleton
class ServeStreams {
    private static final int PART = 20;
    private static final Duration[] BOUNDS = LongStream.of(50, 100, 250, 500, 1_000, 2_000, 5_000, 15_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final ReadFeed readFeed;
    private final ObjectMapper json;
    private final Keys keys;
    private final Clock clock;
    private final Timer lag;

    ServeStreams(ReadFeed readFeed, ObjectMapper json, Keys keys, Clock clock, MeterRegistry registry) {
        this.readFeed = readFeed;
        this.json = json;
        this.keys = keys;
        this.clock = clock;
        this.lag = Timer.builder("toward.feed.lag")
                .description("From a change to its being given to a stream that had everything before it")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    void serve(UUID account, List<EventStream> streams) {
        streams.stream()
                .filter(EventStream::isReady)
                .collect(Collectors.groupingBy(stream -> Optional.ofNullable(stream.cursor())))
                .forEach((cursor, ready) -> serve(account, cursor.orElse(null), ready));
    }

    private void serve(UUID account, @Nullable FeedCursor cursor, List<EventStream> streams) {
        streams.forEach(EventStream::read);
        try {
            ReadFeed.Part part = QuarkusTransaction.requiringNew()
                    .call(() -> readFeed.part(account, cursor, PART, clock.instant())
                            .orElse(null));
            if (part == null) {
                streams.forEach(stream -> stream.give(List.of(StreamEvent.RESYNC), null, true));
            } else {
                List<StreamEvent> events = events(account, part);
                boolean isOfNow = streams.stream().anyMatch(EventStream::isCaughtUp);
                if (isOfNow && part.changedAt() != null) {
                    lag.record(Duration.between(part.changedAt(), clock.instant()));
                }
                streams.forEach(stream -> stream.give(events, part.reached(), part.hasMore()));
            }
        } catch (RuntimeException e) {
            streams.forEach(EventStream::readAgain);
            throw e;
        }
    }

    private List<StreamEvent> events(UUID account, ReadFeed.Part part) {
        List<StreamEvent> events = new ArrayList<>();
        part.changes().forEach((position, change) -> {
            String cursor = new FeedCursor(position, part.reached().known()).text(account, keys);
            events.add(StreamEvent.change(cursor, written(change)));
        });
        return events;
    }

    private String written(ChangeView change) {
        try {
            return json.writeValueAsString(change);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
