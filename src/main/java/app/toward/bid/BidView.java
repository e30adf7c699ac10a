package app.toward.bid;

import app.toward.partnership.PartnershipState;
import app.toward.shared.Position;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A bid as one of the two sees it. Nothing in it depends on a perspective that its reader does not see. */
@Schema(name = "Bid", description = "A bid, as you see it.")
record BidView(
        @Schema(description = "The id of the bid.") UUID id,

        @Schema(description = "Who made it: `me` or `partner`.", examples = "partner")
        Who bidder,

        @Schema(description = "Who recorded it, and may change or withdraw it: `me` or `partner`.", examples = "me")
        Who recordedBy,

        @Schema(description = "What it was for: " + BidKind.VALUES, examples = "attention")
        BidKind kind,

        @Schema(description = "How it was made: " + Channel.VALUES, examples = "in_person")
        Channel channel,

        @Schema(description = "One line by which both know it again.", examples = "Look, the moon!") @Nullable
        String cue,

        @Schema(
                description = "When it was made, as who recorded it says, with the offset they gave.",
                examples = "2026-11-22T19:00:00.000+01:00")
        OffsetDateTime occurredAt,

        @Schema(description = "When it was recorded here.") Instant recordedAt,

        @Schema(
                description = "`true` of what you logged while the partnership was paused: it is for you alone, for"
                        + " ever. Absent otherwise.",
                examples = "true")
        @Nullable
        Boolean onlyMine,

        @Schema(description = "When your partner withdrew it, of which what you said is left; absent otherwise.")
        @Nullable
        Instant withdrawnAt,

        @Schema(description = "Your perspective, if you gave one.") @Nullable
        PerspectiveView myPerspective,

        @Schema(
                description = "Your partner's perspective, if they gave one and you may see it: the receiver's shows"
                        + " when given, the bidder's only when the receiver has given theirs.")
        @Nullable
        PerspectiveView partnerPerspective,

        @Schema(
                description = "How the bidder says a repair was received: " + RepairReaction.VALUES,
                examples = "landed")
        @Nullable
        RepairReaction repairReaction) {

    /**
     * What an account sees of a bid; nothing if it is withdrawn for them.
     *
     * @param state where the partnership stands: after its end each sees what they wrote themselves
     */
    static Optional<BidView> of(Bid bid, UUID account, PartnershipState state) {
        Side side = bid.sideOf(account);
        if (state == PartnershipState.ENDED) {
            boolean isOwn = bid.recordedBy == side && bid.withdrawnAt == null;
            return isOwn || bid.saysAnything(side) ? Optional.of(afterTheEnd(bid, side)) : Optional.empty();
        }
        return bid.isSeenFrom(side) ? Optional.of(of(bid, side)) : Optional.empty();
    }

    private static BidView of(Bid bid, Side side) {
        return new BidView(
                bid.id,
                Side.BIDDER.to(side),
                bid.recordedBy.to(side),
                bid.kind,
                bid.channel,
                bid.cue,
                bid.occurredAt(),
                bid.recordedAt,
                bid.isPrivate ? true : null,
                bid.withdrawnAt,
                PerspectiveView.ofOwn(bid.perspectiveOf(side)),
                PerspectiveView.ofOther(bid.othersPerspectiveSeenFrom(side)),
                new Repair(bid).reactionSeenFrom(side));
    }

    /**
     * What one wrote, and by which they know what it was about. Nothing in it depends on what the other does from now on,
     * not even on their withdrawing it.
     */
    private static BidView afterTheEnd(Bid bid, Side side) {
        return new BidView(
                bid.id,
                Side.BIDDER.to(side),
                bid.recordedBy.to(side),
                bid.kind,
                bid.channel,
                bid.recordedBy == side ? bid.cue : null,
                bid.occurredAt(),
                bid.recordedAt,
                bid.isPrivate ? true : null,
                null,
                PerspectiveView.ofOwn(bid.perspectiveOf(side)),
                null,
                side == Side.BIDDER ? bid.repairReaction : null);
    }

    Position position() {
        return new Position(occurredAt.toInstant(), id);
    }
}
