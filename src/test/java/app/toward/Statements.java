package app.toward;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jboss.logging.MDC;

/** What Hibernate sends to the database for one request, told from all others by the request's id. */
@PersistenceUnitExtension
public class Statements implements StatementInspector {
    private static final Map<String, List<String>> SENT = new ConcurrentHashMap<>();

    /** The statements of a request, in their order, with {@code ?} for the parameters. */
    public static List<String> sentFor(RequestSpecification request, Consumer<RequestSpecification> send) {
        String id = UUID.randomUUID().toString();
        SENT.put(id, new CopyOnWriteArrayList<>());
        send.accept(request.header("X-Request-Id", id));
        return Objects.requireNonNull(SENT.remove(id));
    }

    @Override
    public String inspect(String statement) {
        if (MDC.get("requestId") instanceof String id) {
            SENT.computeIfPresent(id, (same, sent) -> {
                sent.add(statement);
                return sent;
            });
        }
        return statement;
    }
}
