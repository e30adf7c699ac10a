package app.toward.bid;

import app.toward.partnership.Membership;
import app.toward.partnership.PartnershipState;
import app.toward.shared.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one of the two says of a bid, and how it moves on. */
record Saying(Bid bid, Side side) {
    /**
     * Says, or says anew, what this side has to say. During a pause that stays with its author until they say it again.
     *
     * @throws Problem 422 if it makes no sense; 409 if the response can no longer become this one, or if it would show
     *     something new during a pause
     */
    void give(NewPerspective given, PartnershipState state, Instant now) {
        given.requireSense(bid, side, now);
        Perspective present = bid.sharedBy(side);
        if (bid.isHeldBack(state)) {
            keep(present, given, now);
        } else {
            share(present, given, now);
        }
    }

    private void keep(@Nullable Perspective shared, NewPerspective given, Instant now) {
        if (shared == null) {
            bid.setPerspective(side, Perspective.kept(given, isBlind(), now));
        } else if (shared.showsNoMoreBy(given)) {
            shared.annotate(given);
        } else {
            throw Membership.paused();
        }
    }

    private void share(@Nullable Perspective present, NewPerspective given, Instant now) {
        if (present == null) {
            bid.setPerspective(side, begun(given, now));
        } else {
            if (!present.says(given.response(), given.manner())) {
                respondAnew(present, given, now);
            }
            present.annotate(given);
        }
        bid.bidderCouldSee |= bid.sharedBy(Side.RECEIVER) != null;
    }

    /** The bidder's waits for the receiver's, so that the receiver is always blind. */
    private boolean isBlind() {
        return side == Side.RECEIVER || !bid.bidderCouldSee;
    }

    private Perspective begun(NewPerspective given, Instant now) {
        boolean isBlind = isBlind();
        List<PerspectiveStep> takenBack = bid.mayHaveSteps(side) ? PerspectiveStep.of(bid, side) : List.of();
        if (takenBack.isEmpty()) {
            return Perspective.first(given, isBlind, now);
        }
        var resumed = Perspective.resumed(given, isBlind, takenBack, now);
        if (resumed.respondedAt.equals(takenBack.get(0).respondedAt)) {
            takenBack.get(0).delete();
        }
        return resumed;
    }

    private void respondAnew(Perspective present, NewPerspective given, Instant now) {
        if (!present.isCorrectableAt(now)) {
            var former = new PerspectiveStep(bid, side, present);
            present.step(given, now);
            keep(former);
        } else if (present.isFirst()) {
            present.correctFirst(given);
        } else {
            PerspectiveStep from = PerspectiveStep.of(bid, side).get(0);
            present.correct(given, from);
            if (present.respondedAt.equals(from.respondedAt)) {
                from.delete();
            }
        }
    }

    /**
     * Takes back what this side says of the bid. What can no longer be corrected stays as a step, out of sight until
     * they respond again, which goes on from there: or taking back would be a way round the steps. What nobody else has
     * seen leaves no step, and after the end nobody responds again.
     */
    void unsay(PartnershipState state, Instant now) {
        Perspective present = bid.perspectiveOf(side);
        if (present == null) {
            return;
        }
        bid.setPerspective(side, null);
        if (bid.withdrawnAt != null || state == PartnershipState.ENDED) {
            PerspectiveStep.forget(bid, side);
        } else if (!present.isPrivate() && !present.isCorrectableAt(now)) {
            keep(new PerspectiveStep(bid, side, present));
        }
    }

    private void keep(PerspectiveStep former) {
        former.persist();
        bid.expectSteps(side);
    }
}
