package app.toward.shared;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;

/** The table of all limits, by name; see {@code application.properties}. */
@ConfigMapping(prefix = "toward.throttle")
public interface Limits {
    @WithParentName
    Map<String, Limit> byName();

    /** How often something may be done. */
    interface Limit {
        /** How often in a window. */
        long quota();

        Duration window();

        WhenStoreFails whenStoreFails();
    }

    /** What becomes of a request that cannot be counted. */
    enum WhenStoreFails {
        /** It is served uncounted. */
        ALLOW,
        /** It is refused with 503. */
        REFUSE
    }
}
