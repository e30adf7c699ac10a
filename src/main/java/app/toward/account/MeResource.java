package app.toward.account;

import app.toward.session.Caller;
import app.toward.session.Credential;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me")
@Authenticated
@Tag(name = "Accounts")
class MeResource {
    private final Caller caller;

    MeResource(Caller caller) {
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "getMe",
            summary = "Read your profile",
            description = "Any signed-in person may call this, for themselves.")
    @APIResponse(responseCode = "200", description = "Your profile.")
    public MeView me() {
        Account account = Account.findById(caller.accountId());
        return MeView.of(account, Credential.emailOf(account.id));
    }
}
