package app.toward.telemetry;

import app.toward.shared.Problem;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is remembered of a request until it has ended: nothing that it asked for. */
final class Observed {
    /** The operation of who asks for what is none: a path that is not there, a page of the documentation, a probe. */
    static final String NO_OPERATION = "none";

    /** The status of what was asked by somebody who was gone before the answer was. */
    static final String ABORTED = "aborted";

    private final long begunAt;
    String operation = NO_OPERATION;

    @Nullable
    String account;

    @Nullable
    String problem;

    @Nullable
    String requestId;

    boolean isStream;
    String status = ABORTED;
    Duration time = Duration.ZERO;

    Observed(long begunAt) {
        this.begunAt = begunAt;
    }

    void end(HttpServerResponse response, boolean isWhole) {
        time = Duration.ofNanos(System.nanoTime() - begunAt);
        // The thread that waits for a body can learn that its sender is gone, and answer, before the response learns
        // it.
        boolean isHeard = isWhole && response.ended() && !Problem.BROKEN_OFF.equals(problem);
        // Streams are there to be left.
        if (isStream || isHeard) {
            status = String.valueOf(response.getStatusCode());
        }
        requestId = response.headers().get("X-Request-Id");
    }
}
