package app.toward.shared;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** What every response carries, also those that never reach an endpoint. */
class ResponseHeaders {
    static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern ACCEPTABLE_ID = Pattern.compile("[\\x21-\\x7e]{1,64}");
    private static final int FIRST = 1_000;

    void register(@Observes Filters filters) {
        filters.register(ResponseHeaders::add, FIRST);
    }

    private static void add(RoutingContext context) {
        HttpServerResponse response = context.response();
        String id = idOf(context.request().getHeader(REQUEST_ID));
        MDC.put("requestId", id);
        response.putHeader(REQUEST_ID, id)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Cross-Origin-Resource-Policy", "same-site");
        context.addHeadersEndHandler(sent -> closeAfterUnread(context));
        context.next();
    }

    /** What the client still sends is read by nobody; HTTP/2 ends the stream alone, and knows no such header. */
    private static void closeAfterUnread(RoutingContext context) {
        int status = context.response().getStatusCode();
        boolean isUnread = status == 408 || status == 413;
        if (isUnread && context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader("Connection", "close");
        }
    }

    private static String idOf(@Nullable String given) {
        return given != null && ACCEPTABLE_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
