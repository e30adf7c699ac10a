package app.toward.bid;

import app.toward.partnership.Membership;
import app.toward.session.Caller;
import app.toward.shared.ChosenId;
import app.toward.shared.EventLoopRows;
import app.toward.shared.Page;
import app.toward.shared.PageRequest;
import app.toward.shared.Pages;
import app.toward.shared.Problem;
import app.toward.shared.ReadRecord;
import app.toward.shared.Refuses;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/partnerships/{partnership}/bids")
@Authenticated
@Tag(
        name = "Bids",
        description = "Attempts by one of the two to connect with the other, and what each says of how they were met."
                + " Nobody writes for the other.")
class BidResource {
    private final Caller caller;
    private final EventLoopRows rows;
    private final Clock clock;
    private final Pages pages;
    private final ChosenId chosenId;
    private final LogBids logBids;
    private final LogBatch logBatch;
    private final ChangeBid changeBid;
    private final ReadRecord readRecord;

    BidResource(
            Caller caller,
            EventLoopRows rows,
            Clock clock,
            Pages pages,
            ChosenId chosenId,
            LogBids logBids,
            LogBatch logBatch,
            ChangeBid changeBid,
            ReadRecord readRecord) {
        this.caller = caller;
        this.rows = rows;
        this.clock = clock;
        this.pages = pages;
        this.chosenId = chosenId;
        this.logBids = logBids;
        this.logBatch = logBatch;
        this.changeBid = changeBid;
        this.readRecord = readRecord;
    }

    @POST
    @Operation(
            operationId = "logBid",
            summary = "Log a bid",
            description = "Both members may call this: who made the bid and who noticed it. The bid is seen by both;"
                    + " your perspective on it is optional. A perspective of the bidder stays hidden from the receiver"
                    + " until they have given theirs. While the partnership is paused, the bid is for you alone, for"
                    + " ever.")
    @APIResponse(responseCode = "201", description = "The bid was logged.")
    @APIResponse(responseCode = "200", description = "The same request had logged it before: the bid as it is now.")
    @Refuses(status = 409, code = "id_taken", when = "Another bid has this id.")
    @Refuses(status = 409, code = "partnership_ended", when = "The partnership has ended: you can only take back.")
    @Refuses(status = 409, code = "bid_withdrawn", when = "You logged this bid and have withdrawn it since.")
    @Refuses(status = 422, code = "occurred_too_long_ago", when = "The bid was made more than 30 days ago.")
    @Refuses(status = 422, code = "occurred_in_future", when = "The bid would be made more than 5 minutes from now.")
    @Refuses(status = 422, code = "manner_without_miss", when = "A manner is given to a response that is no miss.")
    @Refuses(status = 422, code = "recorded_was_noticed", when = "Who records a bid made to them says `unnoticed`.")
    @Refuses(status = 422, code = "noticed_before_it_occurred", when = "`noticedAt` is before the bid was made.")
    @Refuses(status = 422, code = "noticed_in_future", when = "`noticedAt` is in the future.")
    public RestResponse<BidView> log(@RestPath UUID partnership, @Valid @NotNull NewBid bid) {
        var logged = logBids.log(partnership, List.of(bid.withId(chosenId.or(bid.id()))))
                .get(0)
                .orThrow();
        return RestResponse.status(logged.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK, logged.bid());
    }

    @POST
    @Path("/batch")
    @Operation(
            operationId = "logBids",
            summary = "Log what was written offline",
            description =
                    "Both members may call this, with up to 100 bids that each have an id. Each is as good as its"
                            + " own call and gets its own outcome; one that is refused does not hold up the others. The whole"
                            + " batch may be repeated. Like every body it has at most 256 KiB: with many long notes, send several.")
    @APIResponse(responseCode = "200", description = "What came of each bid.")
    @Refuses(status = 409, code = "partnership_ended", when = "The partnership has ended: you can only take back.")
    public BatchOutcome logBatch(@RestPath UUID partnership, @Valid @NotNull BidBatch batch, UriInfo uri) {
        return logBatch.log(partnership, batch.items(), uri.getPath());
    }

    @GET
    @Operation(
            operationId = "listBids",
            summary = "List the bids",
            description = "Both members may call this, newest first by when the bids were made. What a filter finds"
                    + " never depends on a perspective that you do not see. After the end of the partnership: those"
                    + " that you logged, and those of which you said something.")
    @APIResponse(responseCode = "200", description = "A page of bids.")
    public CompletionStage<Page<BidView>> list(
            @RestPath UUID partnership, @BeanParam BidFilter filter, @BeanParam PageRequest request) {
        return Membership.of(rows, caller, partnership, clock.instant())
                .compose(membership -> {
                    var asked = pages.ask("bids/" + partnership + "/" + membership.accountId() + "?" + filter, request);
                    return filter.list(rows, membership, asked.after(), asked.oneMore())
                            .map(found -> asked.page(found, BidView::position));
                })
                .toCompletionStage();
    }

    @GET
    @Path("/{bid}")
    @Operation(operationId = "getBid", summary = "Read a bid", description = "Both members may call this.")
    @APIResponse(responseCode = "200", description = "The bid.")
    public CompletionStage<BidView> get(@RestPath UUID partnership, @RestPath UUID bid) {
        return Membership.of(rows, caller, partnership, clock.instant())
                .compose(membership -> Bid.find(rows, membership, bid)
                        .map(found -> found.flatMap(
                                        there -> BidView.of(there, membership.accountId(), membership.state()))
                                .orElseThrow(Problem::notFound)))
                .toCompletionStage();
    }

    @PATCH
    @Path("/{bid}")
    @Transactional
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "changeBid",
            summary = "Change a bid",
            description = "Who recorded the bid may call this, with a JSON Merge Patch (RFC 7396). Who made the bid"
                    + " cannot be changed: withdraw it and log another.")
    @RequestBody(content = @Content(schema = @Schema(implementation = BidChange.class)))
    @APIResponse(responseCode = "200", description = "The bid as it is now.")
    @Refuses(status = 403, code = "recorded_by_partner", when = "Your partner recorded this bid.")
    @Refuses(status = 409, code = "partnership_paused", when = "It would show something new during a pause.")
    @Refuses(status = 409, code = "partnership_ended", when = "The partnership has ended: you can only take back.")
    @Refuses(status = 422, code = "occurred_too_long_ago", when = "It would be 30 days before it was recorded.")
    @Refuses(status = 422, code = "occurred_in_future", when = "The bid would be made more than 5 minutes from now.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public BidView change(@RestPath UUID partnership, @RestPath UUID bid, @NotNull JsonNode patch) {
        return changeBid.by(partnership, bid, (found, side, state, now) -> {
            found.requireRecordedBy(side);
            found.change(readRecord.patched(BidChange.of(found), patch, BidChange.class), state, now);
        });
    }

    @DELETE
    @Path("/{bid}")
    @Transactional
    @Operation(
            operationId = "withdrawBid",
            summary = "Withdraw a bid",
            description =
                    "Who recorded the bid may call this, also after the end, and may repeat it. The cue and your perspective go with"
                            + " it. If your partner has said something of the bid, that stays theirs, and the rest of the bid"
                            + " is still there for them.")
    @APIResponse(responseCode = "204", description = "The bid is withdrawn.")
    @Refuses(status = 403, code = "recorded_by_partner", when = "Your partner recorded this bid.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public void withdraw(@RestPath UUID partnership, @RestPath UUID bid) {
        changeBid.withdraw(partnership, bid);
    }
}
