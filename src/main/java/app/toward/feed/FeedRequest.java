package app.toward.feed;

import app.toward.shared.Problem;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What part of the feed is asked for. */
class FeedRequest {
    private static final int MOST = 200;

    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(description = "How many changes a page has at most.", example = "50")
    @Schema(minimum = "1", maximum = "200")
    int limit;

    @QueryParam("after")
    @Parameter(description = "The `cursor` of the page before; without it, everything that you can see.")
    @Nullable
    String after;

    int limit() {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalidParameter("limit", "must be between 1 and " + MOST);
        }
        return limit;
    }
}
