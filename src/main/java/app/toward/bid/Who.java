package app.toward.bid;

/** One of the two, as the caller calls them. */
enum Who {
    ME,
    PARTNER
}
