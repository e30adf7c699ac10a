package app.toward.partnership;

import app.toward.feed.Feed;
import app.toward.feed.Told;
import app.toward.shared.Keys;
import app.toward.shared.Problem;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes back that somebody has redeemed codes, and tells those who were to confirm it. To be called in a transaction. */
@Singleton
class TakeBackRedemption {
    private final Keys keys;

    TakeBackRedemption(Keys keys) {
        this.keys = keys;
    }

    /**
     * Takes back what awaits confirmation; may be repeated.
     *
     * @param code which one; null for all
     * @throws Problem 409 {@code already_accepted} if that one has been confirmed
     */
    void by(UUID redeemer, @Nullable String code, Instant now) {
        if (!takeBack(redeemer, code, now) && code != null && Invitation.isAccepted(code, redeemer, keys)) {
            throw Problem.conflict("already_accepted", "It was confirmed: the partnership has begun.");
        }
    }

    /**
     * The same, whatever has been confirmed.
     *
     * @param code which one; null for all
     * @return whether there was any
     */
    boolean takeBack(UUID redeemer, @Nullable String code, Instant now) {
        List<Invitation> taken = Invitation.takeBack(code, redeemer, keys);
        if (!taken.isEmpty()) {
            Feed.tell(
                    taken.stream()
                            .map(invitation -> new Told(invitation.inviterId, invitation.told(), false))
                            .toList(),
                    now);
        }
        return !taken.isEmpty();
    }
}
