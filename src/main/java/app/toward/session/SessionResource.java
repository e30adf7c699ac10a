package app.toward.session;

import app.toward.shared.ClientAddress;
import app.toward.shared.Page;
import app.toward.shared.PageRequest;
import app.toward.shared.Pages;
import app.toward.shared.Problem;
import app.toward.shared.Refuses;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/sessions")
@Tag(name = "Sessions", description = "Signing in and staying signed in. A session is one signed-in device.")
class SessionResource {
    private final Caller caller;
    private final CheckPassword checkPassword;
    private final IssueTokens issueTokens;
    private final ClientAddress clientAddress;
    private final Pages pages;
    private final Clock clock;

    SessionResource(
            Caller caller,
            CheckPassword checkPassword,
            IssueTokens issueTokens,
            ClientAddress clientAddress,
            Pages pages,
            Clock clock) {
        this.caller = caller;
        this.checkPassword = checkPassword;
        this.issueTokens = issueTokens;
        this.clientAddress = clientAddress;
        this.pages = pages;
        this.clock = clock;
    }

    @POST
    @PermitAll
    @ResponseStatus(201)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "signIn",
            summary = "Sign a device in",
            description =
                    "Anybody may call this. Answers 401 `invalid_credentials` for a wrong password, for an address"
                            + " without an account and for one that still has to be confirmed alike. An account has a hundred"
                            + " devices at most: another one signs out the one that was not used for longest.")
    @APIResponseSchema(value = TokensView.class, responseCode = "201", responseDescription = "The device is signed in.")
    @Refuses(
            status = 401,
            code = "invalid_credentials",
            when = "The address or the password is wrong, or the address is not confirmed yet.")
    public TokensView signIn(@Valid @NotNull NewSession device, @Context HttpServerRequest request) {
        // Outside a transaction: no database connection waits while the password is hashed.
        var proof = checkPassword.ofEmail(device.email(), device.password(), clientAddress.of(request));
        String client = ClientName.of(request.getHeader(HttpHeaders.USER_AGENT));
        return issueTokens.forNewSession(proof, device.label(), client);
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @Operation(
            operationId = "refreshSession",
            summary = "Get the next tokens",
            description = "Whoever holds the refresh token may call this. Each refresh token counts once; the one"
                    + " before gives the same answer again for 10 seconds, so that a lost response can be repeated. A"
                    + " token that is older than that is in two hands: it signs the device out.")
    @APIResponse(responseCode = "200", description = "The next tokens of the same session.")
    @Refuses(status = 401, code = "invalid_refresh_token", when = "The token is unknown, spent or too old.")
    public TokensView refresh(@Valid @NotNull Refresh refresh) {
        return issueTokens.forRefresh(new RefreshToken(refresh.refreshToken()));
    }

    @GET
    @Authenticated
    @Operation(
            operationId = "listSessions",
            summary = "List your signed-in devices",
            description = "Any signed-in person may call this, for themselves; the newest sign-in comes first.")
    @APIResponse(responseCode = "200", description = "A page of devices.")
    public Page<SessionView> list(@BeanParam PageRequest request) {
        UUID account = caller.accountId();
        return pages.page(
                "sessions/" + account,
                request,
                (after, limit) -> SessionView.list(account, caller.claimedSessionId(), after, limit, clock.instant()),
                SessionView::position);
    }

    @GET
    @Path("/{session}")
    @Authenticated
    @Operation(
            operationId = "getSession",
            summary = "Read what is known of a signed-in device",
            description = "Any signed-in person may call this for their own devices, within five minutes after giving"
                    + " their password on this one.")
    @APIResponse(responseCode = "200", description = "The device.")
    @Refuses(status = 403, code = "confirmation_needed", when = "Your password was not given in the last five minutes.")
    public SessionDetailsView get(@RestPath UUID session) {
        UUID account = caller.requireFreshPassword();
        return Session.of(account, session, clock.instant())
                .map(found -> SessionDetailsView.of(found, caller.claimedSessionId()))
                .orElseThrow(Problem::notFound);
    }

    @POST
    @Path("/current/confirmation")
    @Authenticated
    @Operation(
            operationId = "confirmPassword",
            summary = "Give your password again",
            description = "The signed-in device may call this. For five minutes it may then do what somebody who merely"
                    + " holds the device must not.")
    @APIResponse(responseCode = "204", description = "The password counts as fresh for five minutes.")
    @Refuses(status = 403, code = "wrong_password", when = "It is not the password of the account.")
    public void confirm(@Valid @NotNull Confirmation confirmation) {
        UUID account = caller.accountId();
        checkPassword.ofSession(account, caller.claimedSessionId(), confirmation.password());
        // Only now a transaction: no database connection waits while the password is hashed.
        QuarkusTransaction.requiringNew().run(() -> Session.confirm(caller.claimedSessionId(), clock.instant()));
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

    @DELETE
    @Path("/{session}")
    @Authenticated
    @Transactional
    @Operation(
            operationId = "endSession",
            summary = "Sign a device out",
            description = "Any signed-in person may call this for their own devices, without their password: it must be"
                    + " quick. The device is refused from its next request on.")
    @APIResponse(responseCode = "204", description = "The device is signed out.")
    public void end(@RestPath UUID session) {
        if (!Session.end(caller.accountId(), session, clock.instant())) {
            throw Problem.notFound();
        }
    }

    @DELETE
    @Authenticated
    @Transactional
    @Operation(
            operationId = "endOtherSessions",
            summary = "Sign all other devices out",
            description = "Any signed-in person may call this. This device stays signed in.")
    @APIResponse(responseCode = "204", description = "No other device is signed in.")
    public void endOthers() {
        Session.endOthers(caller.accountId(), caller.claimedSessionId());
    }
}
