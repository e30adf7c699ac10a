package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what happens in the background, and no longer than it takes. */
public final class Eventually {
    private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

    private Eventually() {}

    /** Asks again and again until the answer is the expected one; fails with the last answer. */
    public static <T> void is(T expected, Duration atMost, Supplier<T> question) {
        long deadline = System.nanoTime() + atMost.toNanos();
        T answer = question.get();
        while (!expected.equals(answer) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
            answer = question.get();
        }
        assertThat(answer).isEqualTo(expected);
    }
}
