package app.toward.bid;

import app.toward.shared.Row;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bid as it is read from its row past the entity manager, without the columns that only searches need. It is not managed:
 * who changes it has to write it back.
 */
final class BidRow {
    private static final List<String> PERSPECTIVE = List.of(
            "response",
            "manner",
            "noticed_at",
            "note",
            "note_shared",
            "blind",
            "given_at",
            "responded_at",
            "repaired_at",
            "private_since");

    /** Of the table {@code bid part}, in the order in which they are read. */
    static final String COLUMNS =
            """
            part.id, part.partnership_id, part.bidder_id, part.receiver_id, part.recorded_by, part.kind, part.channel, part.cue,
            part.occurred_at, part.occurred_offset, part.recorded_at, part.request_digest, part.withdrawn_at, part.is_private,
            part.bidder_could_see, part.bidder_may_have_steps, part.receiver_may_have_steps,
            part.repair_reaction, part.repair_reaction_to,
            """ + Stream.of("bidder", "receiver").map(BidRow::perspectiveOf).collect(Collectors.joining(", "));

    private BidRow() {}

    private static String perspectiveOf(String side) {
        return PERSPECTIVE.stream().map(column -> "part." + side + "_" + column).collect(Collectors.joining(", "));
    }

    static Bid read(Row row) throws SQLException {
        var bid = new Bid();
        bid.id = row.id();
        bid.partnershipId = row.id();
        bid.bidderId = row.idOrNull();
        bid.receiverId = row.idOrNull();
        bid.recordedBy = row.constant(Side.class);
        bid.kind = row.constant(BidKind.class);
        bid.channel = row.constant(Channel.class);
        bid.cue = row.textOrNull();
        bid.occurredAt = row.instant();
        bid.occurredOffset = row.number();
        bid.recordedAt = row.instant();
        bid.requestDigest = row.bytes();
        bid.withdrawnAt = row.instantOrNull();
        bid.isPrivate = row.isTrue();
        bid.bidderCouldSee = row.isTrue();
        bid.bidderMayHaveSteps = row.isTrue();
        bid.receiverMayHaveSteps = row.isTrue();
        bid.repairReaction = row.constantOrNull(RepairReaction.class);
        bid.repairReactionTo = row.instantOrNull();
        bid.biddersPerspective = perspective(row);
        bid.receiversPerspective = perspective(row);
        return bid;
    }

    private static @Nullable Perspective perspective(Row row) throws SQLException {
        Response response = row.constantOrNull(Response.class);
        if (response == null) {
            row.skip(PERSPECTIVE.size() - 1);
            return null;
        }
        var perspective = new Perspective();
        perspective.response = response;
        perspective.manner = row.constantOrNull(Manner.class);
        perspective.noticedAt = row.instantOrNull();
        perspective.note = row.textOrNull();
        perspective.noteShared = row.isTrue();
        perspective.blind = row.isTrue();
        perspective.givenAt = row.instant();
        perspective.respondedAt = row.instant();
        perspective.repairedAt = row.instantOrNull();
        perspective.privateSince = row.instantOrNull();
        return perspective;
    }
}
