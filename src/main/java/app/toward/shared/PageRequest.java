package app.toward.shared;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters of every list. */
public class PageRequest {
    static final int MAX_LIMIT = 200;

    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(description = "How many things a page has at most.", example = "50")
    @Schema(minimum = "1", maximum = "200")
    int limit;

    @QueryParam("after")
    @Parameter(description = "The cursor `next` of the page before; without it, the first page.")
    @Nullable
    String after;

    int limit() {
        return requireInBounds(limit);
    }

    /**
     * Lets pass what a page may have at most.
     *
     * @throws Problem 400 for a {@code limit} below 1 or above {@value #MAX_LIMIT}
     */
    public static int requireInBounds(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalidParameter("limit", "must be between 1 and " + MAX_LIMIT);
        }
        return limit;
    }
}
