package app.toward.feed;

import app.toward.shared.PageRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What part of the feed is asked for. */
class FeedRequest {
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
        return PageRequest.requireInBounds(limit);
    }
}
