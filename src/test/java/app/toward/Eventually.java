package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Waits for what happens in the background. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    public static void holds(String what, Callable<Boolean> condition) {
        holds(what, PATIENCE, condition);
    }

    public static void holds(String what, Duration patience, Callable<Boolean> condition) {
        Instant deadline = Instant.now().plus(patience);
        try {
            while (!condition.call()) {
                assertThat(Instant.now()).as(what).isBefore(deadline);
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
    }
}
