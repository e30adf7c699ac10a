package app.toward;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The clock of the application under test: the system's, unless a test moves it; it comes back after each test. */
public class TestClock extends Clock implements AfterEachCallback {
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    /** Lets time pass at once. */
    public static void pass(Duration duration) {
        AHEAD.updateAndGet(ahead -> ahead.plus(duration));
    }

    /** Sets the time, which goes on from there. */
    public static void set(Instant now) {
        AHEAD.set(Duration.between(Instant.now(), now));
    }

    /** The time as the application sees it. */
    public static Instant now() {
        return Instant.now().plus(AHEAD.get()).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        AHEAD.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    static class Bean {
        @Produces
        @Singleton
        Clock clock() {
            return new TestClock();
        }
    }
}
