package app.toward.bid;

import app.toward.partnership.Membership;
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
        void apply(Bid bid, Side side, Instant now);
    }

    /**
     * Changes a bid that the caller sees.
     *
     * @return what the caller sees of it afterwards
     */
    Optional<BidView> by(UUID partnership, UUID id, Change change) {
        Membership membership = Membership.of(caller, partnership, clock.instant());
        Bid bid = Bid.locked(membership, id)
                .filter(found -> found.isSeenFrom(found.sideOf(membership.accountId())))
                .orElseThrow(Problem::notFound);
        return change(bid, membership, change);
    }

    /** Withdraws a bid; whoever has withdrawn it may repeat that. */
    void withdraw(UUID partnership, UUID id) {
        Membership membership = Membership.of(caller, partnership, clock.instant());
        Bid bid = Bid.locked(membership, id).orElseThrow(Problem::notFound);
        Side side = bid.sideOf(membership.accountId());
        if (bid.isSeenFrom(side)) {
            bid.requireRecordedBy(side);
            change(bid, membership, (found, recorder, at) -> found.withdraw(at));
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
        change.apply(bid, bid.sideOf(member), now);
        before.tell(bid, now);
        return BidView.of(bid, member);
    }
}
