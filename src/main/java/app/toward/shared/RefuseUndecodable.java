package app.toward.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;

/**
 * Refuses a path or query with a percent sign that begins no byte. The router would do so before anything of ours is
 * asked, with a status and nothing else.
 */
@Singleton
class RefuseUndecodable {
    private static final Pattern UNDECODABLE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    /** Once {@link ResponseHeaders} has said what every response says. */
    private static final int SECOND = 900;

    private final ObjectMapper json;

    RefuseUndecodable(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuse, SECOND);
    }

    private void refuse(RoutingContext context) {
        if (!UNDECODABLE.matcher(context.request().uri()).find()) {
            context.next();
            return;
        }
        var problem = Problem.malformed("malformed_request", "A percent sign in the path or query begins no byte.");
        context.response()
                .setStatusCode(problem.status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .end(Buffer.buffer(
                        written(ProblemView.of(problem, context.request().path()))));
    }

    private byte[] written(ProblemView problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
