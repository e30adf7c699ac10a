package app.toward.bench.plain;

import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A bid, as one of the two sees it. */
final class BidText {
    static final String COLUMNS =
            "id, bidder_id, receiver_id, recorded_by, kind, channel, cue, occurred_at, occurred_offset, recorded_at,"
                    + " is_private, withdrawn_at, repair_reaction, repair_reaction_to, bidder_response, bidder_manner,"
                    + " bidder_noticed_at, bidder_note, bidder_note_shared, bidder_blind, bidder_given_at,"
                    + " bidder_responded_at, bidder_repaired_at, bidder_private_since, receiver_response, receiver_manner,"
                    + " receiver_noticed_at, receiver_note, receiver_note_shared, receiver_blind, receiver_given_at,"
                    + " receiver_responded_at, receiver_repaired_at, receiver_private_since";
    private static final int BIDDER = 14;
    private static final int RECEIVER = 24;
    private static final int PRIVATE_SINCE = 9;

    private BidText() {}

    static void write(JsonText json, Row bid, UUID me) {
        boolean isBidder = me.equals(bid.getUUID(1));
        boolean recordedByMe = bid.getString(3).equals("BIDDER") == isBidder;
        json.open('{')
                .plain("id", bid.getUUID(0))
                .plain("bidder", isBidder ? "me" : "partner")
                .plain("recordedBy", recordedByMe ? "me" : "partner")
                .constant("kind", bid.getString(4))
                .constant("channel", bid.getString(5))
                .text("cue", bid.getString(6))
                .instant("occurredAt", bid.getOffsetDateTime(7), bid.getInteger(8))
                .instant("recordedAt", bid.getOffsetDateTime(9))
                .raw("onlyMine", bid.getBoolean(10) ? "true" : null)
                .instant("withdrawnAt", bid.getOffsetDateTime(11));
        if (bid.getString(isBidder ? BIDDER : RECEIVER) != null) {
            perspective(json.name("myPerspective"), bid, isBidder ? BIDDER : RECEIVER, true);
        }
        boolean isTold = bid.getString(RECEIVER) != null && bid.getValue(RECEIVER + PRIVATE_SINCE) == null;
        int other = isBidder ? RECEIVER : BIDDER;
        if (isTold && bid.getString(other) != null && bid.getValue(other + PRIVATE_SINCE) == null) {
            perspective(json.name("partnerPerspective"), bid, other, false);
        }
        boolean isRepaired = isOf(bid, RECEIVER) || isOf(bid, BIDDER);
        json.constant("repairReaction", (isBidder || isTold) && isRepaired ? bid.getString(12) : null)
                .close('}');
    }

    private static boolean isOf(Row bid, int side) {
        OffsetDateTime repaired = bid.getOffsetDateTime(side + 8);
        return repaired != null && repaired.equals(bid.getOffsetDateTime(13));
    }

    private static void perspective(JsonText json, Row bid, int from, boolean isOwn) {
        boolean isShared = bid.getBoolean(from + 4);
        json.open('{')
                .constant("response", bid.getString(from))
                .constant("manner", bid.getString(from + 1))
                .instant("noticedAt", bid.getOffsetDateTime(from + 2))
                .text("note", isOwn || isShared ? bid.getString(from + 3) : null)
                .raw("noteShared", isOwn ? isShared : null)
                .raw("blind", bid.getBoolean(from + 5))
                .instant("givenAt", bid.getOffsetDateTime(from + 6))
                .instant("respondedAt", bid.getOffsetDateTime(from + 7))
                .instant("repairedAt", bid.getOffsetDateTime(from + 8))
                .raw("onlyMine", bid.getValue(from + PRIVATE_SINCE) == null ? null : "true")
                .close('}');
    }
}
