package app.toward.partnership;

/** Where a partnership stands. */
enum PartnershipState {
    ACTIVE,
    PAUSED,
    ENDED
}
