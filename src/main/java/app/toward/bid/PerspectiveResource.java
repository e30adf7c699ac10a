package app.toward.bid;

import app.toward.partnership.Membership;
import app.toward.session.Caller;
import app.toward.shared.Page;
import app.toward.shared.Problem;
import app.toward.shared.Refuses;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/partnerships/{partnership}/bids")
@Authenticated
@Tag(name = "Bids")
class PerspectiveResource {
    private final Caller caller;
    private final Clock clock;
    private final ChangeBid changeBid;

    PerspectiveResource(Caller caller, Clock clock, ChangeBid changeBid) {
        this.caller = caller;
        this.clock = clock;
        this.changeBid = changeBid;
    }

    @PUT
    @Path("/{bid}/perspective")
    @Transactional
    @Operation(
            operationId = "givePerspective",
            summary = "Say how a bid was met, as you see it",
            description = "Both members may call this, each for their own perspective. The receiver's is seen by the"
                    + " bidder at once; the bidder's by the receiver once they have given theirs. For 15 minutes a"
                    + " response may be corrected without a trace. After that `noticed` may become `turned_toward` or"
                    + " `missed`, and `missed` may become `turned_toward`, which is kept as a repair; what was said"
                    + " before stays in the history. While the partnership is paused it is for you alone, until you give"
                    + " it again after the pause. `If-Match` takes the tag of the bid.")
    @APIResponse(responseCode = "200", description = "The bid, with your perspective and what you now see of theirs.")
    @Refuses(status = 409, code = "partnership_paused", when = "It would show something new during a pause.")
    @Refuses(status = 409, code = "partnership_ended", when = "The partnership has ended: you can only take back.")
    @Refuses(status = 409, code = "noticed_to_unnoticed", when = "A bid that was noticed was not `unnoticed`.")
    @Refuses(status = 409, code = "missed_to_noticed", when = "A miss becomes `turned_toward` or stays one.")
    @Refuses(status = 409, code = "turned_toward_to_noticed", when = "`turned_toward` is final.")
    @Refuses(status = 409, code = "turned_toward_to_missed", when = "`turned_toward` is final.")
    @Refuses(status = 422, code = "manner_without_miss", when = "A manner is given to a response that is no miss.")
    @Refuses(status = 422, code = "recorded_was_noticed", when = "Who recorded a bid made to them says `unnoticed`.")
    @Refuses(status = 422, code = "noticed_before_it_occurred", when = "`noticedAt` is before the bid was made.")
    @Refuses(status = 422, code = "noticed_in_future", when = "`noticedAt` is in the future.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public BidView give(@RestPath UUID partnership, @RestPath UUID bid, @Valid @NotNull NewPerspective perspective) {
        return changeBid.by(
                partnership, bid, (found, side, state, now) -> new Saying(found, side).give(perspective, state, now));
    }

    @DELETE
    @Path("/{bid}/perspective")
    @Transactional
    @Operation(
            operationId = "withdrawPerspective",
            summary = "Take back what you said of a bid",
            description =
                    "Both members may call this, also after the end, each for their own perspective. Nobody sees it"
                            + " any more. A response that could still be corrected leaves no trace; an older one is seen in the"
                            + " history again once you respond again, which goes on from there. If you made the bid, what you"
                            + " say afterwards is blind only if you never could see your partner's.")
    @APIResponse(responseCode = "204", description = "You have no perspective on this bid.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public void withdraw(@RestPath UUID partnership, @RestPath UUID bid) {
        changeBid.takeBack(partnership, bid, (found, side, state, now) -> new Saying(found, side).unsay(state, now));
    }

    @GET
    @Path("/{bid}/responses")
    @Operation(
            operationId = "listResponses",
            summary = "Read how the responses to a bid went on",
            description = "Both members may call this: your own responses to this bid and what you may see of your"
                    + " partner's, newest first, the present ones among them. All are on one page.")
    @APIResponse(responseCode = "200", description = "The responses.")
    public Page<ResponseView> responses(@RestPath UUID partnership, @RestPath UUID bid) {
        var membership = Membership.of(caller, partnership, clock.instant());
        return new Page<>(ResponseView.of(membership, bid).orElseThrow(Problem::notFound), null);
    }

    @PUT
    @Path("/{bid}/repair-reaction")
    @Transactional
    @Operation(
            operationId = "reactToRepair",
            summary = "Say whether a repair landed",
            description = "Who made the bid may call this, once it was missed and then met: as the receiver says, or as"
                    + " they say themselves. The receiver sees it once they have responded.")
    @APIResponse(responseCode = "200", description = "The bid as it is now.")
    @Refuses(status = 403, code = "bidder_reacts", when = "The bid was made to you.")
    @Refuses(status = 409, code = "partnership_paused", when = "It would show something new during a pause.")
    @Refuses(status = 409, code = "partnership_ended", when = "The partnership has ended: you can only take back.")
    @Refuses(status = 409, code = "no_repair", when = "Nobody says that this bid was missed and then met.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public BidView react(@RestPath UUID partnership, @RestPath UUID bid, @Valid @NotNull NewRepairReaction reaction) {
        return changeBid.by(
                partnership,
                bid,
                (found, side, state, now) -> new Repair(found).react(side, reaction.reaction(), state));
    }

    @DELETE
    @Path("/{bid}/repair-reaction")
    @Transactional
    @Operation(
            operationId = "withdrawRepairReaction",
            summary = "Take back what you said of a repair",
            description = "Who made the bid may call this, also after the end, and may repeat it.")
    @APIResponse(responseCode = "204", description = "You say nothing of the repair.")
    @Refuses(status = 403, code = "bidder_reacts", when = "The bid was made to you.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public void unreact(@RestPath UUID partnership, @RestPath UUID bid) {
        changeBid.takeBack(partnership, bid, (found, side, state, now) -> new Repair(found).react(side, null, state));
    }
}
