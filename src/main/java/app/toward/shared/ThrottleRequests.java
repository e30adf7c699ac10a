package app.toward.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.security.Principal;
import java.time.Clock;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Bounds how often anybody calls anything, per caller and per address. Counted in memory, by each replica for itself: it
 * guards the replica, and costs no query. What is left is told of the caller's own limit only: an address is shared by
 * those who live together, and one must not see by it when the other is awake.
 */
// Made at the first request: filters are looked up before the configuration of the running server can be read.
@ApplicationScoped
class ThrottleRequests {
    private static final String CALLER = "request-account";
    private static final String ADDRESS = "request-address";
    private static final int MOST_REMEMBERED = 100_000;

    private final Limits limits;
    private final ClientAddress clientAddress;
    private final Clock clock;
    private final Cache<String, Bucket> buckets;

    ThrottleRequests(Limits limits, ClientAddress clientAddress, Clock clock) {
        this.limits = limits;
        this.clientAddress = clientAddress;
        this.clock = clock;
        var longest = limitOf(CALLER).window().compareTo(limitOf(ADDRESS).window()) > 0 ? CALLER : ADDRESS;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(limitOf(longest).window())
                // Upkeep takes less than waking another thread for it.
                .executor(Runnable::run)
                .build();
    }

    @ServerRequestFilter(preMatching = true)
    void countAddress(HttpServerRequest request) {
        count(ADDRESS, clientAddress.of(request));
    }

    /** Said on the response as it is, so that streams say it, too; a refusal says it anew, of the limit that it is by. */
    @ServerRequestFilter
    void countCaller(ContainerRequestContext context, HttpServerRequest request) {
        Principal caller = context.getSecurityContext().getUserPrincipal();
        if (caller != null) {
            Quota quota = count(CALLER, caller.getName());
            request.response().putHeader(Quota.LEFT, quota.leftHeader()).putHeader(Quota.POLICY, quota.policyHeader());
        }
    }

    private Quota count(String name, String subject) {
        Bucket bucket = Objects.requireNonNull(buckets.get(name + "\n" + subject, unused -> newBucket(name)));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        Quota quota = Throttle.quotaOf(name.equals(CALLER) ? "default" : name, limitOf(name), probe);
        if (!probe.isConsumed()) {
            throw Problem.tooManyRequests(quota);
        }
        return quota;
    }

    private Bucket newBucket(String name) {
        return Bucket.builder()
                .addLimit(Throttle.configurationOf(limitOf(name)).getBandwidths()[0])
                .withCustomTimePrecision(Throttle.meter(clock))
                .build();
    }

    private Limits.Limit limitOf(String name) {
        return Objects.requireNonNull(limits.byName().get(name), name);
    }
}
