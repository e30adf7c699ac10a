package app.toward;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The clock of the application under test: the system's, unless a test moves it; it comes back after each test. */
public class TestClock extends Clock implements AfterEachCallback {
    private static volatile Clock time = Clock.systemUTC();

    /** Lets time pass at once. */
    public static synchronized void pass(Duration duration) {
        time = Clock.offset(time, duration);
    }

    /** Sets the time, which goes on from there. */
    public static void set(Instant now) {
        time = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), now));
    }

    /** Stops the time. */
    public static void freeze() {
        time = Clock.fixed(now(), ZoneOffset.UTC);
    }

    /** The time as the application sees it. */
    public static Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        time = Clock.systemUTC();
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
