package app.toward.mail;

import app.toward.shared.Refuses;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1")
@PermitAll
@Tag(name = "E-mail")
class EmailConfirmationResource {
    private final RedeemToken redeemToken;

    EmailConfirmationResource(RedeemToken redeemToken) {
        this.redeemToken = redeemToken;
    }

    @POST
    @Path("/email-confirmations")
    @Operation(
            operationId = "confirmEmail",
            summary = "Confirm an address",
            description = "Whoever got the token by mail may call this, signed in or not: it verifies the address that"
                    + " somebody registered with, or makes the new address count that they asked for.")
    @APIResponse(responseCode = "204", description = "The address is the account's, and verified.")
    @Refuses(status = 422, code = "token_not_valid", when = "The token cannot be redeemed; why is not said.")
    public void confirm(@Valid @NotNull MailedToken mailed) {
        redeemToken.confirm(mailed.token());
    }

    @POST
    @Path("/email-restorations")
    @Operation(
            operationId = "restoreEmail",
            summary = "Take a change of the address back",
            description =
                    "Whoever got the token by mail at the address before may call this for seven days, signed in or"
                            + " not. The account has that address again; whatever was changed since, also another address, is"
                            + " void; every device is signed out, no password counts, and a token for a new one is mailed.")
    @APIResponse(responseCode = "204", description = "The address before is the account's again.")
    @Refuses(status = 422, code = "token_not_valid", when = "The token cannot be redeemed; why is not said.")
    public void restore(@Valid @NotNull MailedToken mailed) {
        redeemToken.restore(mailed.token());
    }
}
