package app.toward.shared;

import java.time.Duration;

/** A limit and what is left of it, as the headers of the IETF draft (draft-ietf-httpapi-ratelimit-headers-11) tell it. */
record Quota(String name, long quota, Duration window, long left, Duration reset) {
    static final String LEFT = "RateLimit";
    static final String POLICY = "RateLimit-Policy";

    /** The same, as if its window began now. */
    Quota fromNow() {
        return new Quota(name, quota, window, left, window);
    }

    String leftHeader() {
        return "\"" + name + "\";r=" + left + ";t=" + secondsOf(reset);
    }

    String policyHeader() {
        return "\"" + name + "\";q=" + quota + ";w=" + window.toSeconds();
    }

    /** Rounded up: who waits as long as they are told must not be refused again. */
    private static long secondsOf(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }

    Duration retryAfter() {
        return Duration.ofSeconds(secondsOf(reset));
    }
}
