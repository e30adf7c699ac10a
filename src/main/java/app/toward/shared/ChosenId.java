package app.toward.shared;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The id of what a request creates: chosen by the client in the body or as {@code Idempotency-Key}, else made here. */
@RequestScoped
public class ChosenId {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final @Nullable String key;

    ChosenId(HttpHeaders headers) {
        this.key = headers.getHeaderString(IDEMPOTENCY_KEY);
    }

    /**
     * The id to create under.
     *
     * @throws Problem 400 if the key is no UUID, or another one than the id in the body
     */
    public UUID or(@Nullable UUID inBody) {
        if (key == null) {
            return inBody == null ? FreshId.next() : inBody;
        }
        UUID asked = parse(key);
        if (inBody != null && !inBody.equals(asked)) {
            throw Problem.invalidParameter(IDEMPOTENCY_KEY, "differs from the id in the body");
        }
        return asked;
    }

    private static UUID parse(String key) {
        try {
            UUID id = UUID.fromString(key);
            // Java reads shortened ones too, several for one id.
            if (id.toString().equalsIgnoreCase(key)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: what is no UUID is as wrong as what is only read as one.
        }
        throw Problem.invalidParameter(IDEMPOTENCY_KEY, "must be a UUID");
    }
}
