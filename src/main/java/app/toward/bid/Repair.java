package app.toward.bid;

import app.toward.partnership.Membership;
import app.toward.partnership.PartnershipState;
import app.toward.shared.Problem;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** That a bid was missed and then met after all, and how the bidder says that was received. */
record Repair(Bid bid) {
    /**
     * Says how a repair was received, or takes that back.
     *
     * @throws Problem 403 for the one who repaired; 409 if there is no repair, or if it would be new during a pause
     */
    void react(Side side, @Nullable RepairReaction reaction, PartnershipState state) {
        if (side != Side.BIDDER) {
            throw Problem.forbidden("bidder_reacts", "Who made the bid says how the repair was received.");
        }
        if (reaction != null && reaction == reactionSeenFrom(side)) {
            return;
        }
        if (reaction != null && bid.isHeldBack(state)) {
            throw Membership.paused();
        }
        Instant repair = repairs().findFirst().orElse(null);
        if (repair == null && reaction != null) {
            throw Problem.conflict("no_repair", "Nobody says that this bid was missed and then met.");
        }
        bid.repairReaction = reaction;
        bid.repairReactionTo = reaction == null ? null : repair;
    }

    /**
     * How the repair was received, for who sees that there was one; never before the receiver has responded. What the
     * bidder has said stays theirs when the receiver withdraws the bid or erases their account, and the repair with it.
     */
    @Nullable
    RepairReaction reactionSeenFrom(Side side) {
        if ((bid.withdrawnAt != null || bid.receiverId == null) && side == Side.BIDDER) {
            return bid.repairReaction;
        }
        boolean isShown = side == Side.BIDDER || bid.sharedBy(Side.RECEIVER) != null;
        // Asked first, since nearly no bid has one.
        return bid.repairReaction != null
                        && isShown
                        && repairs().anyMatch(repair -> repair.equals(bid.repairReactionTo))
                ? bid.repairReaction
                : null;
    }

    /** When it was repaired: as the receiver says, and as the bidder does. */
    private Stream<Instant> repairs() {
        return Stream.of(Side.RECEIVER, Side.BIDDER)
                .map(bid::sharedBy)
                .flatMap(Stream::ofNullable)
                .map(perspective -> perspective.repairedAt)
                .flatMap(Stream::ofNullable);
    }
}
