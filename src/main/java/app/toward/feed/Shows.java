package app.toward.feed;

import app.toward.shared.EventLoopRows;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Shows one kind of thing to the readers of the feed. Each room that tells the feed of a kind has a bean for it. */
public interface Shows {
    /** The kind, as the feed calls it. */
    String kind();

    /**
     * Shows things as the API's own reads do.
     *
     * @param things of this kind only; the number of queries must not depend on theirs
     * @return what the reader sees of each at this instant; what they do not see is missing
     */
    Map<Thing, ? extends Record> show(UUID reader, Collection<Thing> things, Instant now);

    /** The same, asked for on the event loop. A worker does it, unless a kind is shown so often that it is read there. */
    default Future<? extends Map<Thing, ? extends Record>> show(
            EventLoopRows rows, UUID reader, Collection<Thing> things, Instant now) {
        return rows.onWorker(() -> show(reader, things, now));
    }
}
