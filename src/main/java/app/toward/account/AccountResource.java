package app.toward.account;

import app.toward.shared.ClientAddress;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/accounts")
@Tag(name = "Accounts", description = "Registering, and your own profile.")
@Produces(MediaType.APPLICATION_JSON)
class AccountResource {
    private final SignUp signUp;
    private final Throttle throttle;
    private final ClientAddress clientAddress;

    AccountResource(SignUp signUp, Throttle throttle, ClientAddress clientAddress) {
        this.signUp = signUp;
        this.throttle = throttle;
        this.clientAddress = clientAddress;
    }

    @POST
    @PermitAll
    @ResponseStatus(202)
    @Operation(
            operationId = "register",
            summary = "Register",
            description = "Anybody may call this. The answer is the same whether or not the address has an account"
                    + " already; an account that exists is never changed by it, and its owner is told by mail. Who was not"
                    + " registered gets a token by mail that verifies the address (`confirmEmail`). Sign in next.")
    @APIResponseSchema(
            value = RegistrationView.class,
            responseCode = "202",
            responseDescription = "Accepted: who was not registered is now.")
    public RegistrationView register(@Valid @NotNull NewAccount person, @Context HttpServerRequest request) {
        throttle.spend(List.of(new Counted("registration-address", clientAddress.of(request))));
        signUp.register(person);
        return new RegistrationView(person.email());
    }
}
