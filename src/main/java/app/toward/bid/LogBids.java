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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Logs bids, each id once: whoever sends the same again, from whichever device, gets what is there. */
@Singleton
class LogBids {
    private static final int MOST_ATTEMPTS = 10;

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

    /** What came of one bid: it is there now, or it was refused. */
    record Outcome(
            @Nullable BidView bid, boolean isNew, @Nullable Problem refusal) {
        /** As if it had been the only one. */
        Outcome orThrow() {
            if (refusal != null) {
                throw refusal;
            }
            return this;
        }
    }

    /**
     * Logs bids in one transaction of its own; what is refused does not hold up the others.
     *
     * @param given bids that all have an id
     * @return an outcome for each, in their order
     */
    List<Outcome> log(UUID partnership, List<NewBid> given) {
        for (int attempts = 1; ; attempts++) {
            // Nearly always all are new: what is there already is looked for once that has turned out wrong.
            boolean isRepeated = attempts > 1;
            try {
                return QuarkusTransaction.requiringNew().call(() -> attempt(partnership, given, isRepeated));
            } catch (ConstraintViolationException e) {
                // It was there, or another device took one of the ids in this instant: next time it is found.
                if (attempts == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private List<Outcome> attempt(UUID partnership, List<NewBid> given, boolean isRepeated) {
        Instant now = clock.instant();
        Membership membership = Membership.toWrite(caller, partnership, now);
        // In the order of ids, so that two devices with the same bids never wait for each other in a circle.
        Map<UUID, Bid> made = new TreeMap<>();
        Map<UUID, Bid> present = isRepeated ? present(membership, given) : new HashMap<>();
        List<Outcome> outcomes = outcomes(given, membership, present, made, now);
        boolean isAnyRefused = outcomes.stream().anyMatch(outcome -> outcome.refusal != null);
        if (isAnyRefused && !isRepeated) {
            // What is refused today may be what was logged long ago.
            made.clear();
            outcomes = outcomes(given, membership, present(membership, given), made, now);
        }
        if (!made.isEmpty()) {
            Bid.persist(made.values());
            Bid.flush();
            List<UUID> readers = membership.isPaused() ? List.of(membership.accountId()) : membership.members();
            Feed.upsertAll(made.values().stream().map(Bid::told).toList(), readers, now);
        }
        return outcomes;
    }

    private static Map<UUID, Bid> present(Membership membership, List<NewBid> given) {
        return Bid.withIds(membership, given.stream().map(NewBid::id).collect(Collectors.toSet()));
    }

    private List<Outcome> outcomes(
            List<NewBid> given, Membership membership, Map<UUID, Bid> present, Map<UUID, Bid> made, Instant now) {
        return given.stream()
                .map(bid -> outcome(bid, membership, present, made, now))
                .toList();
    }

    private Outcome outcome(
            NewBid given, Membership membership, Map<UUID, Bid> present, Map<UUID, Bid> made, Instant now) {
        try {
            UUID id = Objects.requireNonNull(given.id());
            byte[] digest = digest(membership, given);
            Bid known = present.get(id);
            if (known != null) {
                return new Outcome(repeated(known, membership, digest), false, null);
            }
            Bid bid = Bid.recorded(membership, id, given, digest, now);
            made.put(id, bid);
            present.put(id, bid);
            return new Outcome(
                    BidView.of(bid, membership.accountId(), membership.state()).orElseThrow(), true, null);
        } catch (Problem refusal) {
            return new Outcome(null, false, refusal);
        }
    }

    private static BidView repeated(Bid present, Membership membership, byte[] digest) {
        if (!present.isOf(digest)) {
            throw Problem.conflict("id_taken", "Another bid has this id.");
        }
        return BidView.of(present, membership.accountId(), membership.state())
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
