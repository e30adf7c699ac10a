package app.toward.partnership;

/** What two people are to each other. */
enum PartnershipKind {
    ROMANTIC,
    FAMILY,
    FRIENDSHIP,
    OTHER
}
