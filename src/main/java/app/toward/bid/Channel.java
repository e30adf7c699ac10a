package app.toward.bid;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a bid was made. */
@Schema(description = Channel.VALUES)
enum Channel {
    IN_PERSON,
    CALL,
    MESSAGE,
    OTHER;

    static final String VALUES =
            "`in_person`, `call` (voice or video), `message` (anything written or recorded), `other`.";
}
