package app.toward.bid;

import app.toward.partnership.Membership;
import app.toward.partnership.PartnershipState;
import app.toward.session.Caller;
import app.toward.shared.IfMatch;
import app.toward.shared.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Changes a bid under its lock, and tells those who see a difference. To be called in a transaction. */
@Singleton
class ChangeBid {
    private final Caller caller;
    private final Clock clock;
    private final IfMatch ifMatch;

    ChangeBid(Caller caller, Clock clock, IfMatch ifMatch) {
        this.caller = caller;
        this.clock = clock;
        this.ifMatch = ifMatch;
    }

    /** What happens to a bid when somebody on one side of it does something. */
    interface Change {
        void apply(Bid bid, Side side, PartnershipState state, Instant now);
    }

    /**
     * Changes a bid that the caller sees.
     *
     * @return what the caller sees of it afterwards
     */
    Optional<BidView> by(UUID partnership, UUID id, Change change) {
        return Optional.of(of(id, Membership.toWrite(caller, partnership, clock.instant()), change)
                .orElseThrow(Problem::notFound));
    }

    /**
     * Takes back something that the caller has said of a bid, which stays possible after the end. What they do not see they
     * say nothing of, perhaps because they have taken it back before, and perhaps because it never was.
     */
    void takeBack(UUID partnership, UUID id, Change change) {
        of(id, Membership.toTakeBack(caller, partnership, clock.instant()), change);
    }

    private Optional<BidView> of(UUID id, Membership membership, Change change) {
        return Bid.locked(membership, id)
                .filter(found -> isSeen(found, membership))
                .flatMap(bid -> change(bid, membership, change));
    }

    private static boolean isSeen(Bid bid, Membership membership) {
        return BidView.of(bid, membership.accountId(), membership.state()).isPresent();
    }

    /** Withdraws a bid; whoever has withdrawn it may repeat that. */
    void withdraw(UUID partnership, UUID id) {
        Membership membership = Membership.toTakeBack(caller, partnership, clock.instant());
        Bid bid = Bid.locked(membership, id).orElseThrow(Problem::notFound);
        Side side = bid.sideOf(membership.accountId());
        if (isSeen(bid, membership)) {
            bid.requireRecordedBy(side);
            change(bid, membership, (found, recorder, state, at) -> found.withdraw(state, at));
        } else if (bid.recordedBy != side) {
            throw Problem.notFound();
        }
    }

    private Optional<BidView> change(Bid bid, Membership membership, Change change) {
        // Read under the lock: while it was waited for, what was still correctable may have become a step.
        Instant now = clock.instant();
        UUID member = membership.accountId();
        var before = SeenBefore.of(bid, membership);
        before.by(member).ifPresent(ifMatch::requireMatch);
        change.apply(bid, bid.sideOf(member), membership.state(), now);
        before.tell(bid, now);
        return BidView.of(bid, member, membership.state());
    }
}
