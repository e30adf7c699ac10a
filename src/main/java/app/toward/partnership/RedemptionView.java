package app.toward.partnership;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An invitation as its redeemer sees it. */
@Schema(name = "Redemption", description = "An invitation, as the one who redeemed its code sees it.")
record RedemptionView(
        @Schema(description = "Who invites you; only while `awaiting_confirmation`.") @Nullable
        PersonView inviter,

        @Schema(description = "What the two of you will be to each other.", examples = "romantic")
        PartnershipKind kind,

        @Schema(
                description = "Where it stands: `awaiting_confirmation` until the inviter confirms.",
                examples = "awaiting_confirmation")
        InvitationState state,

        @Schema(description = "The partnership, once `accepted`.") @Nullable
        UUID partnershipId) {
    static RedemptionView of(Invitation invitation, Instant now) {
        InvitationState state = invitation.stateAt(now);
        PersonView inviter =
                state == InvitationState.AWAITING_CONFIRMATION ? PersonView.of(invitation.inviterId) : null;
        return new RedemptionView(inviter, invitation.kind, state, invitation.partnershipId);
    }
}
