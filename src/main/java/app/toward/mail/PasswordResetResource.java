package app.toward.mail;

import app.toward.shared.ClientAddress;
import app.toward.shared.Refuses;
import app.toward.shared.Throttle;
import app.toward.shared.Throttle.Counted;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/password-resets")
@PermitAll
@Tag(name = "E-mail")
class PasswordResetResource {
    private final WriteLetter writeLetter;
    private final RedeemToken redeemToken;
    private final Throttle throttle;
    private final ClientAddress clientAddress;

    PasswordResetResource(
            WriteLetter writeLetter, RedeemToken redeemToken, Throttle throttle, ClientAddress clientAddress) {
        this.writeLetter = writeLetter;
        this.redeemToken = redeemToken;
        this.throttle = throttle;
        this.clientAddress = clientAddress;
    }

    @POST
    @ResponseStatus(202)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "askForPasswordReset",
            summary = "Ask for a new password",
            description = "Anybody may call this. If the address has an account, a token for a new password is mailed"
                    + " there; the answer is the same if not, and after"
                    + " five such letters in an hour, when none is mailed.")
    @APIResponseSchema(
            value = MailedView.class,
            responseCode = "202",
            responseDescription = "Accepted: redeem what is mailed, if anything is, with `resetPassword`.")
    public MailedView ask(@Valid @NotNull NewEmail known, @Context HttpServerRequest request) {
        throttle.spend(List.of(new Counted("password-reset-address", clientAddress.of(request))));
        QuarkusTransaction.requiringNew().run(() -> writeLetter.toResetPassword(known.email()));
        return new MailedView(known.email());
    }

    @POST
    @Path("/redemptions")
    @Operation(
            operationId = "resetPassword",
            summary = "Choose a new password",
            description = "Whoever got the token by mail may call this, within an hour. Every device is signed out, and"
                    + " the address is verified by it. A password that is refused does not use the token up.")
    @APIResponse(responseCode = "204", description = "The new password counts: sign in next.")
    @Refuses(status = 422, code = "token_not_valid", when = "The token cannot be redeemed; why is not said.")
    public void redeem(@Valid @NotNull PasswordReset reset) {
        redeemToken.resetPassword(reset.token(), reset.newPassword());
    }
}
