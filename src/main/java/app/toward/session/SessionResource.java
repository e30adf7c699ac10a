package app.toward.session;

import app.toward.shared.Problem;
import app.toward.shared.Refuses;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/sessions")
@Tag(name = "Sessions", description = "Signing in and staying signed in. A session is one signed-in device.")
@Produces(MediaType.APPLICATION_JSON)
class SessionResource {
    private final Caller caller;
    private final Passwords passwords;
    private final IssueTokens issueTokens;

    SessionResource(Caller caller, Passwords passwords, IssueTokens issueTokens) {
        this.caller = caller;
        this.passwords = passwords;
        this.issueTokens = issueTokens;
    }

    @POST
    @PermitAll
    @ResponseStatus(201)
    @Operation(
            operationId = "signIn",
            summary = "Sign a device in",
            description = "Anybody may call this. Answers 401 `invalid_credentials` for a wrong password and for an"
                    + " address without an account alike.")
    @APIResponseSchema(value = TokensView.class, responseCode = "201", responseDescription = "The device is signed in.")
    @Refuses(status = 401, code = "invalid_credentials", when = "The e-mail address or the password is wrong.")
    public TokensView signIn(@Valid @NotNull NewSession device) {
        // Outside a transaction: no database connection waits while the password is hashed.
        var credential = Credential.withEmail(device.email());
        String hash = credential.map(known -> known.passwordHash).orElse(null);
        if (!passwords.matches(device.password(), hash)) {
            throw Problem.unauthenticated("invalid_credentials", "The e-mail address or the password is wrong.");
        }
        return issueTokens.forNewSession(credential.orElseThrow().accountId, device.label());
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @Operation(
            operationId = "refreshSession",
            summary = "Get the next tokens",
            description = "Whoever holds the refresh token may call this. Each refresh token counts once; the one"
                    + " before gives the same answer again for 10 seconds, so that a lost response can be repeated.")
    @APIResponse(responseCode = "200", description = "The next tokens of the same session.")
    @Refuses(status = 401, code = "invalid_refresh_token", when = "The token is unknown, spent or too old.")
    public TokensView refresh(@Valid @NotNull Refresh refresh) {
        return issueTokens.forRefresh(new RefreshToken(refresh.refreshToken()));
    }

    @DELETE
    @Path("/current")
    @Authenticated
    @Transactional
    @Operation(
            operationId = "signOut",
            summary = "Sign this device out",
            description = "The signed-in device may call this. Its access token is refused from the next request on.")
    @APIResponse(responseCode = "204", description = "The device is signed out.")
    public void signOut() {
        caller.accountId();
        Session.end(caller.claimedSessionId());
    }
}
