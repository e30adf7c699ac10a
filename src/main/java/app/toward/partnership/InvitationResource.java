package app.toward.partnership;

import app.toward.feed.Feed;
import app.toward.session.Caller;
import app.toward.shared.ChosenId;
import app.toward.shared.ClientAddress;
import app.toward.shared.Form;
import app.toward.shared.IfMatch;
import app.toward.shared.Keys;
import app.toward.shared.Page;
import app.toward.shared.PageRequest;
import app.toward.shared.Pages;
import app.toward.shared.Problem;
import app.toward.shared.Refuses;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerRequest;
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
import jakarta.ws.rs.core.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.validator.constraints.CodePointLength;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/invitations")
@Authenticated
@Tag(
        name = "Invitations",
        description = "How two people come together: one invites, the other redeems the code, the first confirms."
                + " Until then nothing but display names is shown.")
class InvitationResource {
    private final Caller caller;
    private final Clock clock;
    private final Keys keys;
    private final TellCode tellCode;
    private final Pages pages;
    private final ChosenId chosenId;
    private final RedeemCode redeemCode;
    private final TakeBackRedemption takeBackRedemption;
    private final ClientAddress clientAddress;
    private final IfMatch ifMatch;

    InvitationResource(
            Caller caller,
            Clock clock,
            Keys keys,
            TellCode tellCode,
            Pages pages,
            ChosenId chosenId,
            RedeemCode redeemCode,
            TakeBackRedemption takeBackRedemption,
            ClientAddress clientAddress,
            IfMatch ifMatch) {
        this.caller = caller;
        this.clock = clock;
        this.keys = keys;
        this.tellCode = tellCode;
        this.pages = pages;
        this.chosenId = chosenId;
        this.redeemCode = redeemCode;
        this.takeBackRedemption = takeBackRedemption;
        this.clientAddress = clientAddress;
        this.ifMatch = ifMatch;
    }

    @POST
    @Transactional
    @Operation(
            operationId = "invite",
            summary = "Invite somebody",
            description = "Any signed-in person may call this. The code in the answer is told to the other person;"
                    + " it works once, for 72 hours. Five invitations can be open at a time.")
    @APIResponse(responseCode = "201", description = "The invitation was made.")
    @APIResponse(responseCode = "200", description = "The same request had made it before.")
    @Refuses(status = 409, code = "id_taken", when = "Another invitation has this id.")
    @Refuses(status = 409, code = "too_many_invitations", when = "You have five open invitations.")
    public RestResponse<InvitationView> invite(@Valid @NotNull NewInvitation invitation) {
        Instant now = clock.instant();
        UUID inviter = caller.accountId();
        UUID id = chosenId.or(invitation.id());
        Invitation.queueOffersOf(inviter);
        var before = InvitationView.find(inviter, id, tellCode, now);
        if (before.isPresent()) {
            return RestResponse.ok(before.filter(made -> made.kind() == invitation.kind())
                    .orElseThrow(() -> Problem.conflict("id_taken", "Another invitation has this id.")));
        }
        Invitation made = Invitation.offer(id, inviter, invitation.kind(), tellCode.of(id), keys, now);
        Feed.upsert(made.told(), List.of(inviter), now);
        return RestResponse.status(RestResponse.Status.CREATED, InvitationView.of(made, null, tellCode, now));
    }

    @GET
    @Operation(
            operationId = "listInvitations",
            summary = "List your invitations",
            description = "Any signed-in person may call this, for the invitations they made, newest first.")
    @APIResponse(responseCode = "200", description = "A page of invitations.")
    public Page<InvitationView> list(@BeanParam PageRequest request) {
        UUID inviter = caller.accountId();
        return pages.page(
                "invitations/" + inviter,
                request,
                (after, limit) -> InvitationView.list(inviter, after, limit, tellCode, clock.instant()),
                InvitationView::position);
    }

    @GET
    @Path("/{invitation}")
    @Operation(
            operationId = "getInvitation",
            summary = "Read one of your invitations",
            description = "Its inviter may call this, and sees who redeemed the code.")
    @APIResponse(responseCode = "200", description = "The invitation.")
    public InvitationView get(@RestPath UUID invitation) {
        return InvitationView.find(caller.accountId(), invitation, tellCode, clock.instant())
                .orElseThrow(Problem::notFound);
    }

    @GET
    @Path("/{invitation}/qr-code")
    @Produces({Form.SVG_TYPE, Form.PNG_TYPE})
    @Operation(
            operationId = "getInvitationQrCode",
            summary = "Show the code to be scanned",
            description = "Its inviter may call this while the invitation is `pending`; after that it is not there. The"
                    + " picture holds the link, or the code where there is no link, and says the code in its title (SVG)"
                    + " or description (PNG). Keep it nowhere: whoever has it has the code.")
    @APIResponse(
            responseCode = "200",
            description = "The QR code, as `Accept` asks; SVG for whoever takes both.",
            content = {@Content(mediaType = Form.SVG_TYPE), @Content(mediaType = Form.PNG_TYPE)})
    public RestResponse<byte[]> qrCode(@RestPath UUID invitation, @Context Request request) {
        QrCode code = InvitationView.find(caller.accountId(), invitation, tellCode, clock.instant())
                .filter(found -> found.state() == InvitationState.PENDING)
                .map(found -> tellCode.qrCode(tellCode.of(invitation)))
                .orElseThrow(Problem::notFound);
        Form form = Form.preferred(request, Form.SVG, Form.PNG);
        return RestResponse.ResponseBuilder.ok(form == Form.PNG ? code.png() : code.svg())
                .type(form.type)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    @DELETE
    @Path("/{invitation}")
    @Transactional
    @Operation(
            operationId = "withdrawInvitation",
            summary = "Revoke an invitation, or decline who redeemed it",
            description = "Its inviter may call this until they have confirmed, and may repeat it. A `pending` one is"
                    + " then `revoked`, one that awaits your confirmation `declined`; whoever tries its code is not told"
                    + " which. With `If-Match` it fails if somebody has redeemed the code meanwhile.")
    @APIResponse(responseCode = "204", description = "The invitation leads to no partnership.")
    @Refuses(status = 409, code = "already_accepted", when = "You have confirmed it: end the partnership instead.")
    @Refuses(status = 412, code = "precondition_failed", when = "It has changed since the read that `If-Match` names.")
    public void withdraw(@RestPath UUID invitation) {
        UUID inviter = caller.accountId();
        Invitation found = Invitation.lockedBy(inviter, invitation).orElseThrow(Problem::notFound);
        Instant now = clock.instant();
        InvitationView.find(inviter, invitation, tellCode, now).ifPresent(ifMatch::requireMatch);
        if (found.withdraw(now)) {
            Feed.upsert(found.told(), List.of(inviter), now);
        }
    }

    @POST
    @Path("/redemptions")
    @Operation(
            operationId = "redeemCode",
            summary = "Redeem a code",
            description =
                    "Any signed-in person may call this. A code that is wrong, used, expired, revoked, declined"
                            + " or your own gets one and the same answer, 422 `code_not_valid`; few of these are answered an hour.")
    @APIResponse(responseCode = "200", description = "The code is redeemed by you; the inviter confirms next.")
    @Refuses(status = 422, code = "code_not_valid", when = "The code cannot be redeemed; why is not said.")
    public RedemptionView redeem(@Valid @NotNull NewRedemption redemption, @Context HttpServerRequest request) {
        UUID redeemer = caller.accountId();
        return redeemCode.by(redeemer, redemption.code(), clientAddress.of(request));
    }

    @DELETE
    @Path("/redemptions")
    @Transactional
    @Operation(
            operationId = "withdrawRedemptions",
            summary = "Take back that you redeemed a code",
            description = "Any signed-in person may call this, for themselves, until the inviter has confirmed, and may"
                    + " repeat it. The answer is the same whether or not anything awaited confirmation. The inviter sees"
                    + " the invitation as `expired`, and no longer your name; its code is used up.")
    @Refuses(status = 409, code = "already_accepted", when = "The inviter has confirmed: end the partnership instead.")
    @APIResponse(responseCode = "204", description = "What you have redeemed awaits no confirmation any more.")
    public void takeBack(
            @RestQuery
                    @Parameter(
                            description = "The code that you redeemed; without it, all are taken back.",
                            example = "7K3MQ9XR")
                    @CodePointLength(max = 64)
                    @Nullable
                    String code) {
        takeBackRedemption.by(caller.accountId(), code, clock.instant());
    }

    @POST
    @Path("/{invitation}/confirmation")
    @Transactional
    @Operation(
            operationId = "confirmInvitation",
            summary = "Confirm who redeemed your code",
            description = "Its inviter may call this, once somebody has redeemed the code: the partnership begins.")
    @APIResponse(responseCode = "200", description = "The partnership.")
    @Refuses(status = 409, code = "nobody_to_confirm", when = "Nobody has redeemed the code, or it is too late.")
    @Refuses(status = 409, code = "already_together", when = "The two of you share a partnership that has not ended.")
    public PartnershipView confirm(@RestPath UUID invitation) {
        UUID inviter = caller.accountId();
        Invitation.queuePartiesOf(invitation);
        Instant now = clock.instant();
        Invitation confirmed = Invitation.lockedBy(inviter, invitation).orElseThrow(Problem::notFound);
        boolean isRepeated = confirmed.partnershipId != null;
        UUID partnership = confirmed.confirm(now);
        if (!isRepeated) {
            // Both first, for the order of ids.
            Feed.upsert(ShowPartnerships.told(partnership), confirmed.parties(), now);
            Feed.upsert(confirmed.told(), List.of(inviter), now);
        }
        return PartnershipView.find(inviter, partnership).orElseThrow();
    }
}
