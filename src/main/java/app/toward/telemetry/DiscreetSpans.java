package app.toward.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;

/** Blackens in traces what may name a person or let somebody in: ids in paths, tickets and cursors in queries, addresses. */
@Singleton
class DiscreetSpans implements SpanProcessor {
    private static final List<AttributeKey<String>> BLACKENED = List.of(
            AttributeKey.stringKey("url.path"),
            AttributeKey.stringKey("url.query"),
            AttributeKey.stringKey("url.full"),
            AttributeKey.stringKey("client.address"),
            AttributeKey.stringKey("network.peer.address"),
            AttributeKey.stringKey("user_agent.original"));

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        BLACKENED.forEach(key -> {
            if (span.getAttribute(key) != null) {
                span.setAttribute(key, "…");
            }
        });
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // All that is blackened is known at the start.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
