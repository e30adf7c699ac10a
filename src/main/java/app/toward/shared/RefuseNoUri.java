package app.toward.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Refuses what asks for no URI, like one with a percent sign that begins no byte, before anybody tries to read it. The
 * framework has the same check, which would answer with a status and nothing else: {@link #INSTEAD_OF_THE_FRAMEWORK}.
 */
@Singleton
public class RefuseNoUri {
    /** A system property that turns the framework's own check off; it must be set before the framework starts. */
    public static final String INSTEAD_OF_THE_FRAMEWORK = "vertx.disableURIValidation";

    /** Once {@link ResponseHeaders} has said what every response says. */
    private static final int SECOND = 999;

    private final ObjectMapper json;

    RefuseNoUri(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, SECOND);
    }

    private void check(RoutingContext context) {
        try {
            new URI(context.request().uri());
            context.next();
        } catch (URISyntaxException e) {
            refuse(context);
        }
    }

    private void refuse(RoutingContext context) {
        var problem = Problem.malformed("malformed_request", "What is asked for is no URI.");
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
