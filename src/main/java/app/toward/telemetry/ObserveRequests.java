package app.toward.telemetry;

import app.toward.shared.Keys;
import app.toward.shared.ProblemView;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Says of each request what became of it: which operation of the contract it was, how it ended, how long it took, and for
 * whom, as a keyed hash. What was asked for, of whom and from where is said nowhere, and so no id becomes a label.
 */
@ApplicationScoped
class ObserveRequests {
    private static final String OBSERVED = ObserveRequests.class.getName();
    private static final int FIRST = 2_000;
    private static final int HASH_BYTES = 8;

    private final RequestLog log;
    private final RequestFigures figures;
    private final Keys keys;
    private final Map<Method, String> operations = new ConcurrentHashMap<>();

    ObserveRequests(RequestLog log, RequestFigures figures, Keys keys) {
        this.log = log;
        this.figures = figures;
        this.keys = keys;
    }

    void register(@Observes Filters filters) {
        filters.register(this::begin, FIRST);
    }

    private void begin(RoutingContext context) {
        var observed = new Observed(System.nanoTime());
        context.put(OBSERVED, observed);
        context.addEndHandler(end -> {
            observed.end(context.response(), end.succeeded());
            figures.count(observed);
            log.say(observed);
        });
        context.next();
    }

    @ServerRequestFilter
    void noteCaller(ContainerRequestContext request, ResourceInfo resource, RoutingContext context) {
        Principal caller = request.getSecurityContext().getUserPrincipal();
        of(context).ifPresent(observed -> {
            noteOperation(observed, resource);
            if (caller != null) {
                observed.account = hashed(caller.getName());
            }
        });
    }

    @ServerResponseFilter
    void noteOutcome(
            ContainerResponseContext response, @Nullable ResourceInfo resource, @Nullable RoutingContext context) {
        of(context).ifPresent(observed -> {
            noteOperation(observed, resource);
            if (response.getEntity() instanceof ProblemView problem) {
                observed.problem = problem.code();
            }
            observed.isStream = MediaType.SERVER_SENT_EVENTS_TYPE.isCompatible(response.getMediaType());
        });
    }

    /** At the beginning, since who goes away meets no end, and at the end, since who is refused early meets no beginning. */
    private void noteOperation(Observed observed, @Nullable ResourceInfo resource) {
        Method method = resource == null ? null : resource.getResourceMethod();
        if (method != null) {
            observed.operation = operations.computeIfAbsent(method, ObserveRequests::operationId);
        }
    }

    private static Optional<Observed> of(@Nullable RoutingContext context) {
        return Optional.ofNullable(context).map(present -> present.<Observed>get(OBSERVED));
    }

    private static String operationId(Method method) {
        Operation operation = method.getAnnotation(Operation.class);
        return operation == null || operation.operationId().isEmpty() ? method.getName() : operation.operationId();
    }

    /** The same for all requests of a person, and nothing that anybody without the key can tell the person by. */
    private String hashed(String account) {
        byte[] hash = keys.mac("request log", account.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }
}
