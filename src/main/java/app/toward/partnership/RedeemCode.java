package app.toward.partnership;

import app.toward.feed.Feed;
import app.toward.shared.Keys;
import app.toward.shared.Problem;
import app.toward.shared.Throttle;
import app.toward.shared.Throttle.Counted;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Redeems a code, and lets nobody try one after the other. Never to be called in a transaction. */
@Singleton
class RedeemCode {
    private final Throttle throttle;
    private final Keys keys;
    private final Clock clock;

    RedeemCode(Throttle throttle, Keys keys, Clock clock) {
        this.throttle = throttle;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Redeems a code; the same person may repeat it.
     *
     * @param address where the attempt comes from
     * @throws Problem 422 for a code that cannot be redeemed; 429 after too many of these
     */
    RedemptionView by(UUID redeemer, String code, String address) {
        var attempt = List.of(new Counted("code-account", redeemer.toString()), new Counted("code-address", address));
        throttle.spend(attempt);
        Instant now = clock.instant();
        RedemptionView redeemed = QuarkusTransaction.requiringNew().call(() -> redeem(redeemer, code, now));
        throttle.giveBack(attempt);
        return redeemed;
    }

    private RedemptionView redeem(UUID redeemer, String code, Instant now) {
        Optional<Invitation> redeemed = Invitation.redeem(code, redeemer, keys, now);
        // Only of the first time: by repeating it nobody rings at the inviter's door.
        redeemed.ifPresent(invitation -> Feed.upsert(invitation.told(), List.of(invitation.inviterId), now));
        return RedemptionView.of(redeemed.orElseGet(() -> Invitation.redeemedBefore(code, redeemer, keys, now)), now);
    }
}
