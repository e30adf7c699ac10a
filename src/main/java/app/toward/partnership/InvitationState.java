package app.toward.partnership;

/** Where an invitation stands. */
enum InvitationState {
    PENDING,
    AWAITING_CONFIRMATION,
    ACCEPTED,
    DECLINED,
    REVOKED,
    EXPIRED
}
