package app.toward.bid;

import app.toward.partnership.Membership;
import app.toward.partnership.Membership.With;
import app.toward.partnership.PartnershipState;
import app.toward.session.Caller;
import app.toward.shared.IfMatch;
import app.toward.shared.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Changes a bid under its lock, and tells those who see a difference. To be called in a transaction. */
@Singleton
class ChangeBid {
    private final Caller caller;
    private final Clock clock;
    private final IfMatch ifMatch;
    private final StatelessSession unmanaged;

    ChangeBid(Caller caller, Clock clock, IfMatch ifMatch, StatelessSession unmanaged) {
        this.unmanaged = unmanaged;
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
    BidView by(UUID partnership, UUID id, Change change) {
        Instant now = clock.instant();
        With<Bid> held = seen(partnership, id, now).orElseThrow(() -> {
            Membership.toWrite(caller, partnership, now);
            return Problem.notFound();
        });
        held.membership().requireNotEnded();
        return change(held, change).orElseThrow(Problem::notFound);
    }

    /**
     * Takes back something that the caller has said of a bid, which stays possible after the end. What they do not see they
     * say nothing of, perhaps because they have taken it back before, and perhaps because it never was.
     */
    void takeBack(UUID partnership, UUID id, Change change) {
        Instant now = clock.instant();
        seen(partnership, id, now)
                .ifPresentOrElse(held -> change(held, change), () -> Membership.toTakeBack(caller, partnership, now));
    }

    /** One that is not seen is treated like one that is not there, also in what is asked of the database. */
    private Optional<With<Bid>> seen(UUID partnership, UUID id, Instant now) {
        return Bid.locked(caller, partnership, id, now).filter(ChangeBid::isSeen);
    }

    private static boolean isSeen(With<Bid> held) {
        Membership membership = held.membership();
        return BidView.of(held.along(), membership.accountId(), membership.state())
                .isPresent();
    }

    /** Withdraws a bid; whoever has withdrawn it may repeat that. */
    void withdraw(UUID partnership, UUID id) {
        Instant now = clock.instant();
        With<Bid> held = Bid.locked(caller, partnership, id, now).orElseThrow(() -> {
            Membership.toTakeBack(caller, partnership, now);
            return Problem.notFound();
        });
        Side side = held.along().sideOf(held.membership().accountId());
        if (isSeen(held)) {
            held.along().requireRecordedBy(side);
            change(held, (found, recorder, state, at) -> found.withdraw(state, at));
        } else if (held.along().recordedBy != side) {
            throw Problem.notFound();
        }
    }

    private Optional<BidView> change(With<Bid> held, Change change) {
        Bid bid = held.along();
        Membership membership = held.membership();
        // Read under the lock: while it was waited for, what was still correctable may have become a step.
        Instant now = clock.instant();
        UUID member = membership.accountId();
        var before = SeenBefore.of(bid, membership);
        before.by(member).ifPresent(ifMatch::requireMatch);
        change.apply(bid, bid.sideOf(member), membership.state(), now);
        unmanaged.update(bid);
        before.tell(bid, now);
        return BidView.of(bid, member, membership.state());
    }
}
