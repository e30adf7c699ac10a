package app.toward.bid;

import app.toward.shared.Refuses;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/partnerships/{partnership}/bids/{bid}")
@Authenticated
@Tag(name = "Bids")
class PerspectiveResource {
    private final ChangeBid changeBid;

    PerspectiveResource(ChangeBid changeBid) {
        this.changeBid = changeBid;
    }

    @PUT
    @Path("/perspective")
    @Transactional
    @Operation(
            operationId = "givePerspective",
            summary = "Say how a bid was met, as you see it",
            description = "Both members may call this, each for their own perspective. The receiver's is seen by the"
                    + " bidder at once; the bidder's by the receiver once they have given theirs. For 15 minutes a"
                    + " response may be corrected without a trace. After that `noticed` may become `turned_toward` or"
                    + " `missed`, and `missed` may become `turned_toward`, which is kept as a repair; what was said"
                    + " before stays in the history. `If-Match` takes the tag of the bid.")
    @APIResponse(responseCode = "200", description = "The bid, with your perspective and what you now see of theirs.")
    @Refuses(status = 409, code = "noticed_to_unnoticed", when = "A bid that was noticed was not `unnoticed`.")
    @Refuses(status = 409, code = "missed_to_noticed", when = "A miss becomes `turned_toward` or stays one.")
    @Refuses(status = 409, code = "turned_toward_to_noticed", when = "`turned_toward` is final.")
    @Refuses(status = 409, code = "turned_toward_to_missed", when = "`turned_toward` is final.")
    @Refuses(status = 422, code = "manner_without_miss", when = "A manner is given to a response that is no miss.")
    @Refuses(status = 422, code = "recorded_was_noticed", when = "Who recorded a bid made to them says `unnoticed`.")
    @Refuses(status = 422, code = "noticed_before_it_occurred", when = "`noticedAt` is before the bid was made.")
    @Refuses(status = 422, code = "noticed_in_future", when = "`noticedAt` is in the future.")
    public BidView give(
            @RestPath @Parameter(description = "The id of the partnership.") UUID partnership,
            @RestPath @Parameter(description = "The id of the bid.") UUID bid,
            @Valid @NotNull NewPerspective perspective) {
        return changeBid
                .by(partnership, bid, (found, side, now) -> found.give(side, perspective, now))
                .orElseThrow();
    }
}
