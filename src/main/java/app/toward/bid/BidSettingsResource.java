package app.toward.bid;

import app.toward.partnership.Membership;
import app.toward.session.Caller;
import app.toward.shared.IfMatch;
import app.toward.shared.ReadRecord;
import app.toward.shared.Refuses;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
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

@Path("/v1/partnerships/{partnership}/bid-settings")
@Authenticated
@Tag(name = "Bids")
class BidSettingsResource {
    private final Caller caller;
    private final Clock clock;
    private final IfMatch ifMatch;
    private final ReadRecord readRecord;

    BidSettingsResource(Caller caller, Clock clock, IfMatch ifMatch, ReadRecord readRecord) {
        this.caller = caller;
        this.clock = clock;
        this.ifMatch = ifMatch;
        this.readRecord = readRecord;
    }

    @GET
    @Operation(
            operationId = "getBidSettings",
            summary = "Read how you want to be dealt with",
            description = "Both members may call this, each for their own settings in this partnership.")
    @APIResponse(responseCode = "200", description = "Your settings.")
    public BidSettings get(@RestPath UUID partnership) {
        return BidSetting.of(Membership.of(caller, partnership, clock.instant()));
    }

    @PATCH
    @Transactional
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "changeBidSettings",
            summary = "Change how you want to be dealt with",
            description = "Both members may call this, each for their own settings, with a JSON Merge Patch (RFC 7396)."
                    + " Nothing that your partner can see changes by it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = BidSettingsChange.class)))
    @APIResponse(responseCode = "200", description = "Your settings as they are now.")
    @Refuses(status = 409, code = "partnership_ended", when = "The partnership has ended: you can only take back.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public BidSettings change(@RestPath UUID partnership, @NotNull JsonNode patch) {
        var membership = Membership.toWrite(caller, partnership, clock.instant());
        BidSettings present = BidSetting.locked(membership);
        ifMatch.requireMatch(present);
        var changed = readRecord.patched(new BidSettingsChange(present.awaiting()), patch, BidSettingsChange.class);
        return changed.awaiting() == present.awaiting()
                ? present
                : BidSetting.put(membership, changed.awaiting(), clock.instant());
    }
}
