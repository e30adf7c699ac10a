package app.toward.partnership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an invitation stands. */
@Schema(
        description = "Where an invitation stands. `pending`: nobody has redeemed the code."
                + " `awaiting_confirmation`: somebody has, and the inviter confirms next. `accepted`: the"
                + " partnership has begun. `declined`: the inviter did not confirm. `revoked`: the inviter"
                + " took it back. `expired`: its time ran out.")
enum InvitationState {
    PENDING,
    AWAITING_CONFIRMATION,
    ACCEPTED,
    DECLINED,
    REVOKED,
    EXPIRED
}
