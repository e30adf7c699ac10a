package app.toward.shared;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Bounds how many bodies from one address are waited for. A thread waits for each, and those that come a byte a second would
 * have all threads soon, and nobody else would be answered. Only slow ones are counted, for the others are a matter of luck.
 */
// Made at the first request, like all that reads the configuration of the running server.
@ApplicationScoped
@Provider
class UnfinishedBodies implements ReaderInterceptor {
    static final Duration SLOW = Duration.ofSeconds(1);
    static final int MOST_OF_AN_ADDRESS = 32;
    private static final String REQUEST = UnfinishedBodies.class.getName();
    private static final Quota NONE_LEFT =
            new Quota("unfinished-bodies", MOST_OF_AN_ADDRESS, BodyLimit.MOST_TIME, 0, BodyLimit.MOST_TIME);

    private final ClientAddress clientAddress;
    private final Vertx vertx;
    private final Map<String, Integer> slow = new ConcurrentHashMap<>();

    UnfinishedBodies(ClientAddress clientAddress, Vertx vertx) {
        this.clientAddress = clientAddress;
        this.vertx = vertx;
    }

    @ServerRequestFilter(preMatching = true)
    void note(ContainerRequestContext context, HttpServerRequest request) {
        context.setProperty(REQUEST, request);
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        var request = (HttpServerRequest) Objects.requireNonNull(context.getProperty(REQUEST));
        String address = clientAddress.of(request);
        if (slow.getOrDefault(address, 0) >= MOST_OF_AN_ADDRESS) {
            throw Problem.tooManyRequests(NONE_LEFT);
        }
        long timer = vertx.setTimer(SLOW.toMillis(), fired -> {
            add(address, 1);
            if (slow.getOrDefault(address, 0) > MOST_OF_AN_ADDRESS) {
                // Wakes the thread, which an answer would not.
                request.response().reset();
            }
        });
        try {
            return context.proceed();
        } finally {
            boolean wasSlow = !vertx.cancelTimer(timer);
            if (wasSlow) {
                add(address, -1);
            }
        }
    }

    private void add(String address, int number) {
        slow.merge(address, number, Integer::sum);
        slow.remove(address, 0);
    }
}
