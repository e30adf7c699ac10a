package app.toward.telemetry;

import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is remembered of a request until it has ended: nothing that it asked for. */
final class Observed {
    /** The operation of who asks for what is none: a path that is not there, a page of the documentation, a probe. */
    static final String NO_OPERATION = "none";

    private final long begunAt;
    String operation = NO_OPERATION;

    @Nullable
    String account;

    @Nullable
    String problem;

    boolean isStream;
    int status;
    String requestId = "";
    Duration time = Duration.ZERO;

    Observed(long begunAt) {
        this.begunAt = begunAt;
    }

    void end(HttpServerResponse response) {
        time = Duration.ofNanos(System.nanoTime() - begunAt);
        status = response.getStatusCode();
        requestId = String.valueOf(response.headers().get("X-Request-Id"));
    }
}
