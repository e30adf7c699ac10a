package app.toward.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** The caller's condition on a write. */
@RequestScoped
public class IfMatch {
    private final ObjectMapper json;
    private final @Nullable String condition;

    IfMatch(ObjectMapper json, HttpHeaders headers) {
        this.json = json;
        this.condition = headers.getHeaderString(HttpHeaders.IF_MATCH);
    }

    /**
     * Refuses a write that was made on something outdated.
     *
     * @param present what a read would show the caller now; call this under the lock that the write holds
     * @throws Problem 412 if the caller's {@code If-Match} names another representation
     */
    public void requireMatch(Object present) {
        if (condition == null) {
            return;
        }
        try {
            if (!EntityTags.matches(condition, EntityTags.of(json.writeValueAsBytes(present)))) {
                throw Problem.preconditionFailed();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
