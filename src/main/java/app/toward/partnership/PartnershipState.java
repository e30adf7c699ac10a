package app.toward.partnership;

/** Where a partnership stands. */
public enum PartnershipState {
    ACTIVE,
    PAUSED,
    ENDED
}
