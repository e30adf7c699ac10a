package app.toward.bid;

import app.toward.feed.Feed;
import app.toward.partnership.Membership;
import app.toward.session.Caller;
import app.toward.shared.Keys;
import app.toward.shared.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Logs bids, each id once: whoever sends the same again, from whichever device, gets what is there. */
@Singleton
class LogBids {
    private final Caller caller;
    private final Clock clock;
    private final Keys keys;
    private final ObjectMapper json;

    LogBids(Caller caller, Clock clock, Keys keys, ObjectMapper json) {
        this.caller = caller;
        this.clock = clock;
        this.keys = keys;
        this.json = json;
    }

    /** A bid that is there now. */
    record Logged(BidView bid, boolean isNew) {}

    /**
     * Logs a bid, in a transaction of its own.
     *
     * @throws Problem 409 if the id belongs to another bid, or to this one and it was withdrawn; 422 against a rule
     */
    Logged log(UUID partnership, UUID id, NewBid given) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> attempt(partnership, id, given));
        } catch (ConstraintViolationException e) {
            // Another request took the id in this instant: now it is found.
            return QuarkusTransaction.requiringNew().call(() -> attempt(partnership, id, given));
        }
    }

    private Logged attempt(UUID partnership, UUID id, NewBid given) {
        Instant now = clock.instant();
        Membership membership = Membership.of(caller, partnership, now);
        byte[] digest = digest(membership, given);
        Bid present = Bid.findById(id);
        if (present != null) {
            return new Logged(repeated(present, membership, digest), false);
        }
        Bid bid = Bid.recorded(membership, id, given, digest, now);
        bid.persistAndFlush();
        Feed.upsert(Bid.FEED_KIND, id, membership.members(), now);
        return new Logged(BidView.of(bid, membership.accountId()).orElseThrow(), true);
    }

    private static BidView repeated(Bid present, Membership membership, byte[] digest) {
        if (!present.isOf(digest)) {
            throw Problem.conflict("id_taken", "Another bid has this id.");
        }
        return BidView.of(present, membership.accountId())
                .orElseThrow(() -> Problem.conflict("bid_withdrawn", "You have withdrawn this bid."));
    }

    /** Keyed, so that a note that was taken back cannot be guessed from what is left of its request. */
    private byte[] digest(Membership membership, NewBid given) {
        try {
            byte[] body = json.writeValueAsBytes(given.withId(null));
            return keys.mac(
                    "bid request",
                    ByteBuffer.allocate(32 + body.length)
                            .putLong(membership.partnershipId().getMostSignificantBits())
                            .putLong(membership.partnershipId().getLeastSignificantBits())
                            .putLong(membership.accountId().getMostSignificantBits())
                            .putLong(membership.accountId().getLeastSignificantBits())
                            .put(body)
                            .array());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
