package app.toward.sample;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The clock of the dev mode, which can be set back while the sample people live through their twelve weeks. */
class SampleClock extends Clock {
    private volatile Duration behind = Duration.ZERO;

    void setBackTo(Instant instant) {
        behind = Duration.between(instant, Instant.now());
    }

    void setRight() {
        behind = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().minus(behind).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }

    static class Producer {
        @Produces
        @Singleton
        @IfBuildProfile("dev")
        SampleClock sampleClock() {
            return new SampleClock();
        }
    }
}
