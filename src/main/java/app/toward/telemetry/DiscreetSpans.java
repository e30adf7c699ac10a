package app.toward.telemetry;

import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Blackens in traces every text but those that can be nobody's: paths have ids in them, queries tickets and cursors, and what
 * a library will note tomorrow is not known today. At a span's end, since some is noted only then. Numbers stay.
 */
@Singleton
class DiscreetSpans implements ExtendedSpanProcessor {
    private static final Set<String> NOBODYS = Set.of(
            "code.function",
            "code.function.name",
            "code.namespace",
            "error.type",
            "http.request.method",
            "http.route",
            "network.protocol.version",
            "url.scheme");

    @Override
    public void onEnding(ReadWriteSpan span) {
        span.getAttributes().forEach((key, value) -> {
            if (key.getType() == AttributeType.STRING && !NOBODYS.contains(key.getKey())) {
                span.setAttribute(key.getKey(), "…");
            }
        });
    }

    @Override
    public boolean isOnEndingRequired() {
        return true;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // Not all is known yet.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // Too late to change anything.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
