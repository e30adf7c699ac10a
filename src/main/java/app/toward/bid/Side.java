package app.toward.bid;

/** Where one of the two stands in a bid. */
enum Side {
    /** Who made it. */
    BIDDER,
    /** Whom it was made to. */
    RECEIVER;

    Side other() {
        return this == BIDDER ? RECEIVER : BIDDER;
    }

    /** Who this is to somebody on another side, or the same. */
    Who to(Side reader) {
        return this == reader ? Who.ME : Who.PARTNER;
    }
}
