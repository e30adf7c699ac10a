package app.toward.feed;

import app.toward.session.Caller;
import app.toward.shared.Refuses;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/feed")
@Authenticated
@Tag(name = "Feed", description = "What has changed for you, by which phones catch up and open apps hear at once.")
class FeedResource {
    private final Caller caller;
    private final ReadFeed readFeed;
    private final Clock clock;

    FeedResource(Caller caller, ReadFeed readFeed, Clock clock) {
        this.caller = caller;
        this.readFeed = readFeed;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "readFeed",
            summary = "Read what has changed",
            description =
                    "Any signed-in person may call this, for themselves. Without a cursor you get all that the feed"
                            + " has of what you can see. Read until `hasMore` is false and keep the cursor: it gives what has"
                            + " changed since, however long you were away. Each thing comes once, as it is now. Deletions are"
                            + " kept for 180 days; a cursor from before one that is no longer kept gets 410, and you start"
                            + " over without a cursor. What passes by the calendar alone changes nothing here: that a check-in"
                            + " opens or closes, or an invitation expires.")
    @APIResponse(responseCode = "200", description = "A page of the feed.")
    @Refuses(status = 410, code = "cursor_expired", when = "Deletions after this cursor are no longer known.")
    public CompletionStage<FeedPage> read(@BeanParam FeedRequest request) {
        return readFeed.page(caller, request.after, request.limit(), clock.instant())
                .toCompletionStage();
    }
}
