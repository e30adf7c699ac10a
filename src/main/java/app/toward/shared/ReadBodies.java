package app.toward.shared;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes each body in before a thread is given to its request. Who sends a byte a second so holds a connection, and no
 * thread that others wait for.
 */
@ApplicationScoped
class ReadBodies {
    /** Says that there was no room for the body of a request, which {@link BodyLimit} refuses then. */
    static final String CROWDED = ReadBodies.class.getName();

    private static final int AFTER_THE_HEADERS = 500;
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(30);
    /** Of all bodies together that are being sent, and of those that are worked on. */
    private static final long MOST_BYTES_HELD = 64L * 1024 * 1024;

    private final AtomicLong held = new AtomicLong();

    void register(@Observes Filters filters) {
        filters.register(this::read, AFTER_THE_HEADERS);
    }

    private void read(RoutingContext context) {
        if (hasBody(context.request())) {
            new Body(context).take();
        } else {
            context.next();
        }
    }

    /** One that is announced as too large is not even begun with. */
    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0") && Long.parseLong(length) <= BodyLimit.MAX_BYTES;
        }
        boolean mayComeUnannounced =
                request.version() == HttpVersion.HTTP_2 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return mayComeUnannounced && !request.isEnded();
    }

    private class Body {
        private final RoutingContext context;
        private final Buffer bytes = Buffer.buffer();
        private final long deadline;
        private boolean isDone;

        Body(RoutingContext context) {
            this.context = context;
            this.deadline = context.vertx().setTimer(PATIENCE_MILLIS, unused -> giveUp());
        }

        void take() {
            HttpServerRequest request = context.request();
            context.addEndHandler(end -> {
                context.vertx().cancelTimer(deadline);
                held.addAndGet(-bytes.length());
            });
            request.handler(this::add).endHandler(end -> goOn()).resume();
        }

        private void add(Buffer part) {
            if (isDone) {
                return;
            }
            bytes.appendBuffer(part);
            boolean isCrowded = held.addAndGet(part.length()) > MOST_BYTES_HELD;
            if (isCrowded) {
                context.put(CROWDED, true);
            }
            if (isCrowded || bytes.length() > BodyLimit.MAX_BYTES) {
                goOn();
            }
        }

        private void goOn() {
            if (!isDone) {
                isDone = true;
                context.vertx().cancelTimer(deadline);
                ((RoutingContextInternal) context).setBody(bytes);
                context.next();
            }
        }

        private void giveUp() {
            isDone = true;
            context.response().reset();
        }
    }
}
