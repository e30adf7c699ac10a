package app.toward.shared;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/**
 * What {@code Allow} must say with a 405 (RFC 9110, section 15.5.6). The framework leaves it out, so its own routing is
 * asked once more; a test shows when a new version of it needs something else here.
 */
final class AllowedMethods {
    private AllowedMethods() {}

    /** The methods that the path of the present request takes. */
    static String here() {
        var request = CurrentRequestManager.get();
        String path = request.getPathWithoutPrefix();
        var routes = new RequestMapper<>(request.getDeployment().getClassMappers());
        Set<String> methods = new TreeSet<>();
        for (var match = routes.map(path); match != null; match = routes.continueMatching(path, match)) {
            String rest = match.remaining.isEmpty() ? "/" : match.remaining;
            Arrays.stream(match.value.handlers)
                    .filter(ClassRoutingHandler.class::isInstance)
                    .flatMap(handler -> ((ClassRoutingHandler) handler).getMappers().entrySet().stream())
                    .filter(route -> route.getValue().map(rest) != null)
                    .map(Map.Entry::getKey)
                    .filter(Objects::nonNull)
                    .forEach(methods::add);
        }
        return String.join(", ", methods);
    }
}
