package app.toward.session;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import jakarta.enterprise.event.Observes;

/**
 * Takes the framework's handler of failed authentications out of each request. Nobody would call it: endpoints, which alone
 * ask who calls, are served without one, and what {@link VerifyToken} refuses goes to the problem mapper. But where it still
 * is, the framework makes a table of all paths for each request, to have a name for the figures of a refused one, and those
 * figures are switched off. That is 4 parts of a hundred of the processor's time of an empty feed.
 */
class DropFailureHandler {
    /** Right after the filter that puts it there: of the same priority, and registered later. */
    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
                    context.next();
                },
                SecurityHandlerPriorities.AUTHENTICATION);
    }
}
