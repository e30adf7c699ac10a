package app.toward.account;

import app.toward.feed.Feed;
import app.toward.feed.Thing;
import app.toward.feed.Told;
import app.toward.session.Caller;
import app.toward.session.ChangePassword;
import app.toward.shared.IfMatch;
import app.toward.shared.ReadRecord;
import app.toward.shared.Refuses;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.All;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me")
@Authenticated
@Tag(name = "Accounts")
class MeResource {
    private final Caller caller;
    private final ChangePassword changePassword;
    private final IfMatch ifMatch;
    private final ReadRecord readRecord;
    private final Clock clock;
    private final List<ShowsName> shownTo;

    MeResource(
            Caller caller,
            ChangePassword changePassword,
            IfMatch ifMatch,
            ReadRecord readRecord,
            Clock clock,
            @All List<ShowsName> shownTo) {
        this.shownTo = shownTo;
        this.caller = caller;
        this.changePassword = changePassword;
        this.ifMatch = ifMatch;
        this.readRecord = readRecord;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "getMe",
            summary = "Read your profile",
            description = "Any signed-in person may call this, for themselves.")
    @APIResponse(responseCode = "200", description = "Your profile.")
    public MeView me() {
        return MeView.of(caller, clock.instant());
    }

    @PATCH
    @Transactional
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "changeMe",
            summary = "Change your profile",
            description = "Any signed-in person may call this, with a JSON Merge Patch (RFC 7396). Another time zone or"
                    + " start of the day counts from ten seconds later on: no day is lost or doubled by it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ProfileChange.class)))
    @APIResponse(responseCode = "200", description = "Your profile as it is now.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since you read it (`If-Match`).")
    @Refuses(status = 422, code = "too_many_calendars", when = "The zone or the day's start was changed 499 times.")
    public MeView change(@NotNull JsonNode patch) {
        Instant now = clock.instant();
        Account account = Account.locked(caller, now);
        MeView before = MeView.of(caller, now);
        ifMatch.requireMatch(before);
        account.change(readRecord.patched(ProfileChange.of(account), patch, ProfileChange.class), now);
        MeView changed = before.changedTo(account);
        if (!changed.equals(before)) {
            tell(account, !changed.displayName().equals(before.displayName()), now);
        }
        return changed;
    }

    /** Other devices learn of every change; of another name, also those who see it. */
    private void tell(Account account, boolean isRenamed, Instant now) {
        Stream<Told> partners =
                isRenamed ? shownTo.stream().flatMap(shown -> shown.toldOfName(account.id).stream()) : Stream.empty();
        var self = new Told(account.id, Thing.me(account.id), false);
        Feed.tell(Stream.concat(Stream.of(self), partners).toList(), now);
    }

    @PUT
    @Path("/password")
    @Operation(
            operationId = "changePassword",
            summary = "Change your password",
            description = "Any signed-in person may call this who knows the present password. Every other device is"
                    + " signed out.")
    @APIResponse(responseCode = "204", description = "The new password counts.")
    @Refuses(status = 403, code = "wrong_password", when = "The present password is wrong.")
    @Refuses(status = 409, code = "changed_meanwhile", when = "It was changed on another device at the same time.")
    public void changePassword(@Valid @NotNull NewPassword change) {
        MeView me = MeView.of(caller, clock.instant());
        changePassword.of(caller, change.currentPassword(), change.newPassword(), me.email(), me.displayName());
    }
}
