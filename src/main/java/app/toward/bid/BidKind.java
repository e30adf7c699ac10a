package app.toward.bid;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a bid is for. */
@Schema(description = BidKind.VALUES)
enum BidKind {
    ATTENTION,
    CONVERSATION,
    AFFECTION,
    AFFIRMATION,
    PLAY,
    HELP,
    COMFORT,
    SHARED_ACTIVITY,
    OTHER;

    static final String VALUES = "`attention` (look at this), `conversation` (talk with me), `affection`"
            + " (closeness, touch), `affirmation` (tell me I am seen), `play` (be silly with me), `help` (a hand with"
            + " something), `comfort` (be there), `shared_activity` (do this with me), `other`.";
}
