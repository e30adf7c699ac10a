package app.toward.partnership;

/** What two people are to each other. */
public enum PartnershipKind {
    ROMANTIC,
    FAMILY,
    FRIENDSHIP,
    OTHER
}
