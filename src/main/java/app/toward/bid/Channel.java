package app.toward.bid;

/** How a bid was made. */
enum Channel {
    IN_PERSON,
    CALL,
    MESSAGE,
    OTHER;

    static final String VALUES =
            "`in_person`, `call` (voice or video), `message` (anything written or recorded), `other`.";
}
