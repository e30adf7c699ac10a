package app.toward.mail;

import app.toward.session.Caller;
import app.toward.shared.Refuses;
import app.toward.shared.Throttle;
import app.toward.shared.Throttle.Counted;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/me/email")
@Authenticated
@Tag(name = "E-mail", description = "The address that you sign in with, and what is mailed there.")
@Produces(MediaType.APPLICATION_JSON)
class MyEmailResource {
    private final Caller caller;
    private final WriteLetter writeLetter;
    private final Throttle throttle;

    MyEmailResource(Caller caller, WriteLetter writeLetter, Throttle throttle) {
        this.caller = caller;
        this.writeLetter = writeLetter;
        this.throttle = throttle;
    }

    @PUT
    @ResponseStatus(202)
    @Operation(
            operationId = "changeEmail",
            summary = "Change your address",
            description = "Any signed-in person may call this, within five minutes after giving their password on this"
                    + " device. A token is mailed to the new address; the change counts once that is redeemed"
                    + " (`confirmEmail`). The address before is then told, and can take the change back for seven days"
                    + " (`restoreEmail`). The answer is the same whether or not the address has an account already, and after"
                    + " five such letters to it in an hour, when none is mailed.")
    @APIResponseSchema(
            value = MailedView.class,
            responseCode = "202",
            responseDescription = "Accepted: until the new address is confirmed, the present one counts.")
    @Refuses(status = 403, code = "confirmation_needed", when = "Your password was not given in the last five minutes.")
    public MailedView change(@Valid @NotNull NewEmail change) {
        UUID account = caller.requireFreshPassword();
        throttle.spend(List.of(new Counted("email-change", account.toString())));
        QuarkusTransaction.requiringNew()
                .run(() -> writeLetter.toConfirmChange(account, change.email().strip()));
        return new MailedView(change.email());
    }

    @POST
    @Path("/verification")
    @ResponseStatus(202)
    @Operation(
            operationId = "verifyEmail",
            summary = "Ask for another token that verifies your address",
            description =
                    "Any signed-in person may call this. The first one is mailed on registration. Nothing is mailed"
                            + " if your address is verified already, and after five such letters to it in an hour; the answer"
                            + " is the same.")
    @APIResponseSchema(
            value = MailedView.class,
            responseCode = "202",
            responseDescription = "Accepted: redeem what is mailed with `confirmEmail`.")
    public MailedView verify() {
        AddressHolder me = AddressHolder.ofAccount(caller.accountId()).orElseThrow(Caller::sessionEnded);
        throttle.spend(List.of(new Counted("email-change", me.accountId().toString())));
        QuarkusTransaction.requiringNew().run(() -> writeLetter.toVerify(me.accountId()));
        return new MailedView(me.email());
    }
}
