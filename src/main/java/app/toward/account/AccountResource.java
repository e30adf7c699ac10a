package app.toward.account;

import app.toward.shared.ClientAddress;
import app.toward.shared.Refuses;
import app.toward.shared.Throttle;
import app.toward.shared.Throttle.Counted;
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

@Path("/v1/accounts")
@Tag(name = "Accounts", description = "Registering, and your own profile.")
class AccountResource {
    private final SignUp signUp;
    private final ConfirmRegistration confirmRegistration;
    private final Throttle throttle;
    private final ClientAddress clientAddress;

    AccountResource(
            SignUp signUp, ConfirmRegistration confirmRegistration, Throttle throttle, ClientAddress clientAddress) {
        this.signUp = signUp;
        this.confirmRegistration = confirmRegistration;
        this.throttle = throttle;
        this.clientAddress = clientAddress;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    @ResponseStatus(202)
    @Operation(
            operationId = "register",
            summary = "Register",
            description = "Anybody may call this. The answer is the same whether or not the address has an account"
                    + " already; an account that exists is never changed by it, and its owner is told by mail. It is the same, too,"
                    + " after five such letters to the address in an hour, when none is mailed. On a server that"
                    + " sends mail, who was not registered gets a token by mail, and is registered once they have given it"
                    + " with their password (`confirmRegistration`). On one that does not, they can sign in next, and"
                    + " can verify the address later (`confirmEmail`): there, whether that sign-in works tells whether"
                    + " the address had an account.")
    @APIResponseSchema(
            value = RegistrationView.class,
            responseCode = "202",
            responseDescription = "Accepted: what comes of it goes by mail.")
    public RegistrationView register(@Valid @NotNull NewAccount person, @Context HttpServerRequest request) {
        throttle.spend(List.of(new Counted("registration-address", clientAddress.of(request))));
        signUp.register(person);
        return new RegistrationView(person.email());
    }

    @POST
    @Path("/confirmations")
    @PermitAll
    @Operation(
            operationId = "confirmRegistration",
            summary = "Confirm a registration",
            description = "Whoever got the token by mail may call this within three days, with the password that they"
                    + " registered with: that, and the profile given with it, is what counts, whatever else was"
                    + " registered for the address by others. The account is there then: sign in next, also if the"
                    + " answer was lost, for a token counts once.")
    @APIResponse(responseCode = "204", description = "You are registered, and the address is verified.")
    @Refuses(status = 403, code = "wrong_password", when = "Nobody registered the address with this password.")
    @Refuses(status = 422, code = "token_not_valid", when = "The token cannot be redeemed; why is not said.")
    public void confirm(@Valid @NotNull RegistrationConfirmation confirmation) {
        confirmRegistration.by(confirmation.token(), confirmation.password());
    }
}
