package app.toward.session;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DropFailureHandlerTest {
    @Inject
    Later later;

    /** Whoever had found the default would have put another in its place by now. */
    @Test
    void nobody_finds_a_handler_of_failed_authentications() {
        given().header("Authorization", "Bearer none")
                .header(Later.LOOK, true)
                .get("/v1/me")
                .then()
                .statusCode(401);
        assertThat(later.found).containsExactly(Optional.empty());
    }

    @Singleton
    static class Later {
        static final String LOOK = "X-Look-Later";
        final Queue<Optional<Object>> found = new ConcurrentLinkedQueue<>();

        void register(@Observes Filters filters) {
            filters.register(
                    context -> {
                        if (context.request().getHeader(LOOK) != null) {
                            found.add(Optional.ofNullable(context.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER)));
                        }
                        context.next();
                    },
                    SecurityHandlerPriorities.AUTHORIZATION);
        }
    }
}
