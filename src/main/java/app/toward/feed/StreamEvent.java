package app.toward.feed;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * An event as it goes over a stream. Its data are written already: streams that are sent the same share it.
 *
 * @param id the cursor after it
 * @param reconnectMillis when to come back after the stream has ended; negative if it does not say
 */
record StreamEvent(
        @Nullable String id,
        @Nullable String name,
        @Nullable String comment,
        @Nullable String data,
        long reconnectMillis)
        implements OutboundSseEvent {
    /** Says nothing, but that the line is not dead. */
    static final StreamEvent HEARTBEAT = new StreamEvent(null, null, "", null, RECONNECT_NOT_SET);

    /** Says that what the client has is too old to be brought up to date: what follows is everything, from the start. */
    static final StreamEvent RESYNC = new StreamEvent(null, "resync", null, "{}", RECONNECT_NOT_SET);

    /** Says that newer streams of the account took the place of this one. */
    static final StreamEvent REPLACED = new StreamEvent(null, "replaced", null, "{}", RECONNECT_NOT_SET);

    static StreamEvent change(String cursor, String json) {
        return new StreamEvent(cursor, "change", null, json, RECONNECT_NOT_SET);
    }

    /** Says that this process is about to stop, and when to come back to another one. */
    static StreamEvent comeBack(long millis) {
        return new StreamEvent(null, null, "", null, millis);
    }

    @Override
    public Class<?> getType() {
        return String.class;
    }

    @Override
    public Type getGenericType() {
        return String.class;
    }

    @Override
    public MediaType getMediaType() {
        return MediaType.TEXT_PLAIN_TYPE;
    }

    @Override
    public @Nullable Object getData() {
        return data;
    }

    @Override
    public @Nullable String getId() {
        return id;
    }

    @Override
    public @Nullable String getName() {
        return name;
    }

    @Override
    public @Nullable String getComment() {
        return comment;
    }

    @Override
    public long getReconnectDelay() {
        return reconnectMillis;
    }

    @Override
    public boolean isReconnectDelaySet() {
        return reconnectMillis >= 0;
    }
}
