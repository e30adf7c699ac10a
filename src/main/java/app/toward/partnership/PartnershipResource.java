package app.toward.partnership;

import app.toward.session.Caller;
import app.toward.shared.Page;
import app.toward.shared.PageRequest;
import app.toward.shared.Pages;
import app.toward.shared.Problem;
import app.toward.shared.Refuses;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/partnerships")
@Authenticated
@Tag(name = "Partnerships", description = "What two people share: exactly two accounts, of one kind.")
class PartnershipResource {
    private final Caller caller;
    private final Clock clock;
    private final Pages pages;
    private final ChangePartnership changePartnership;

    PartnershipResource(Caller caller, Clock clock, Pages pages, ChangePartnership changePartnership) {
        this.caller = caller;
        this.clock = clock;
        this.pages = pages;
        this.changePartnership = changePartnership;
    }

    @GET
    @Operation(
            operationId = "listPartnerships",
            summary = "List your partnerships",
            description = "Any signed-in person may call this, for their own partnerships, newest first.")
    @APIResponse(responseCode = "200", description = "A page of partnerships.")
    public Page<PartnershipView> list(@BeanParam PageRequest request) {
        UUID account = caller.accountId();
        return pages.page(
                "partnerships/" + account,
                request,
                (after, limit) -> PartnershipView.list(account, after, limit),
                PartnershipView::position);
    }

    @GET
    @Path("/{partnership}")
    @Operation(
            operationId = "getPartnership",
            summary = "Read a partnership",
            description = "Its two members may call this; for everybody else it does not exist.")
    @APIResponse(responseCode = "200", description = "The partnership.")
    public PartnershipView get(@RestPath UUID partnership) {
        var membership = Membership.of(caller, partnership, clock.instant());
        return PartnershipView.find(membership.accountId(), partnership).orElseThrow(Problem::notFound);
    }

    @PATCH
    @Path("/{partnership}")
    @Transactional
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "changePartnership",
            summary = "Pause, resume or end a partnership, or give a nickname",
            description = "Both members may call this, alone and without a reason, with a JSON Merge Patch (RFC 7396);"
                    + " nobody is sent a message. Who pauses it resumes it: while your partner pauses it, you can pause"
                    + " it too, or end it. After the end each of you reads what they wrote themselves and may take it"
                    + " back; nothing of the other's is there any more, and invitations between you are void.")
    @RequestBody(content = @Content(schema = @Schema(implementation = PartnershipChange.class)))
    @APIResponse(responseCode = "200", description = "The partnership as it is now.")
    @Refuses(status = 403, code = "paused_by_partner", when = "It is paused, and not by you.")
    @Refuses(status = 409, code = "partnership_ended", when = "It has ended, for good.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public PartnershipView change(@RestPath UUID partnership, @NotNull JsonNode patch) {
        return changePartnership.by(partnership, patch);
    }
}
