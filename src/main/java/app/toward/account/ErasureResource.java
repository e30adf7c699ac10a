package app.toward.account;

import app.toward.feed.Feed;
import app.toward.mail.WriteLetter;
import app.toward.session.Caller;
import app.toward.session.Credential;
import app.toward.shared.Refuses;
import io.quarkus.security.Authenticated;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/me")
@Authenticated
@Tag(name = "Accounts")
class ErasureResource {
    private final Caller caller;
    private final WriteLetter writeLetter;
    private final Clock clock;

    ErasureResource(Caller caller, WriteLetter writeLetter, Clock clock) {
        this.caller = caller;
        this.writeLetter = writeLetter;
        this.clock = clock;
    }

    @DELETE
    @Transactional
    @ResponseStatus(202)
    @Operation(
            operationId = "eraseMe",
            summary = "Have your account erased",
            description = "Any signed-in person may call this, within five minutes after giving their password. All"
                    + " devices are signed out at once, and you are mailed that it was asked for. Nothing else changes"
                    + " for 7 days, and nobody else is told; until then you can sign in and undo it. After that what you"
                    + " wrote, your address and your name are gone for good, your partnerships end, and what your"
                    + " partners wrote stays theirs.")
    @APIResponse(
            responseCode = "202",
            description = "It will be erased.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ErasureView.class)))
    @Refuses(status = 403, code = "confirmation_needed", when = "Your password was not given in the last five minutes.")
    public ErasureView erase() {
        caller.requireFreshPassword();
        Instant now = clock.instant();
        Account account = Account.locked(caller, now);
        Credential.signOutEverywhere(account.id);
        if (account.erasureAt == null) {
            writeLetter.ofErasure(account.id);
        }
        Feed.upsertMe(account.id, now);
        return new ErasureView(account.leave(now));
    }

    @DELETE
    @Path("/erasure")
    @Transactional
    @Operation(
            operationId = "undoErasure",
            summary = "Keep your account after all",
            description = "Any signed-in person may call this, and may repeat it. Everything is as it was before,"
                    + " and you are mailed that it was undone.")
    @APIResponse(responseCode = "204", description = "Your account will not be erased.")
    @Refuses(status = 409, code = "erasing", when = "The erasing has begun.")
    public void undo() {
        Instant now = clock.instant();
        Account account = Account.locked(caller, now);
        boolean isUndone = account.erasureAt != null;
        account.stay();
        if (isUndone) {
            writeLetter.ofErasureUndone(account.id);
            Feed.upsertMe(account.id, now);
        }
    }
}
