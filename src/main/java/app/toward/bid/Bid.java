package app.toward.bid;

import app.toward.feed.Thing;
import app.toward.partnership.Membership;
import app.toward.partnership.Membership.With;
import app.toward.partnership.PartnershipState;
import app.toward.session.Caller;
import app.toward.shared.EventLoopRows;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.vertx.core.Future;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.LockModeType;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.jspecify.annotations.Nullable;

/** An attempt by one member to connect with the other, and what each of the two says of it. */
@Entity
@IdClass(Bid.Key.class)
class Bid extends PanacheEntityBase {
    /** Ids are chosen by clients, so that one is unique within its partnership only. */
    record Key(UUID partnershipId, UUID id) implements Serializable {}

    static final String FEED_KIND = "bid";
    private static final Membership.Part<Bid> PART = new Membership.Part<>("bid", BidRow.COLUMNS, BidRow::read);
    private static final String FIND =
            "select " + BidRow.COLUMNS + " from bid part where partnership_id = :partnership and id = :id";
    static final Duration FURTHEST_BACK = Duration.ofDays(30);

    /** How far ahead of ours a client's clock may be. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    @Id
    UUID id;

    @Id
    UUID partnershipId;

    /** Absent once they have erased their account; so is {@code receiverId}. */
    @Nullable
    UUID bidderId;

    @Nullable
    UUID receiverId;

    @Enumerated(EnumType.STRING)
    Side recordedBy;

    @Enumerated(EnumType.STRING)
    BidKind kind;

    @Enumerated(EnumType.STRING)
    Channel channel;

    @Nullable
    String cue;

    Instant occurredAt;

    /** In seconds east of UTC, as the client gave it. */
    int occurredOffset;

    Instant recordedAt;

    byte[] requestDigest;

    @Nullable
    Instant withdrawnAt;

    /** Whether it was logged during a pause: it is its recorder's alone, for ever. */
    boolean isPrivate;

    /** Whether the bidder could ever see what the receiver says. */
    boolean bidderCouldSee;

    /** Whether steps of this side were ever kept: those of all others need not be looked for. */
    boolean bidderMayHaveSteps;

    boolean receiverMayHaveSteps;

    @Enumerated(EnumType.STRING)
    @Nullable
    RepairReaction repairReaction;

    /** When the repair was made that the reaction is to. */
    @Nullable
    Instant repairReactionTo;

    @Embedded
    @EmbeddedColumnNaming("bidder_%s")
    @Nullable
    Perspective biddersPerspective;

    @Embedded
    @EmbeddedColumnNaming("receiver_%s")
    @Nullable
    Perspective receiversPerspective;

    protected Bid() {}

    /**
     * Makes a bid as one of the two records it; persisting is left to the caller, who may log many.
     *
     * @throws Problem 422 for a bid of the future or of long ago, or a perspective that makes no sense
     */
    static Bid recorded(Membership membership, UUID id, NewBid given, byte[] digest, Instant now) {
        var bid = new Bid();
        boolean isBidder = given.bidder() == Who.ME;
        bid.id = id;
        bid.partnershipId = membership.partnershipId();
        bid.bidderId = isBidder ? membership.accountId() : membership.partnerId();
        bid.receiverId = isBidder ? membership.partnerId() : membership.accountId();
        bid.recordedBy = isBidder ? Side.BIDDER : Side.RECEIVER;
        bid.recordedAt = now;
        bid.requestDigest = digest;
        bid.isPrivate = membership.isPaused();
        bid.kind = given.kind();
        bid.channel = given.channel();
        bid.cue = given.cue();
        bid.occur(given.occurredAt(), now);
        if (given.perspective() != null) {
            new Saying(bid, bid.recordedBy).give(given.perspective(), membership.state(), now);
        }
        return bid;
    }

    /**
     * A bid of a partnership, seen or not, its row locked until the transaction ends, and the membership that it is found
     * through. It is not managed.
     */
    static Optional<With<Bid>> locked(Caller caller, UUID partnership, UUID id, Instant now) {
        return Membership.holding(PART, caller, partnership, id, now);
    }

    /** A bid of a partnership, seen or not, to be read only. */
    static Future<Optional<Bid>> find(EventLoopRows rows, Membership membership, UUID id) {
        return rows.find(FIND, Map.of("partnership", membership.partnershipId(), "id", id), BidRow::read)
                .map(found -> found.stream().findFirst());
    }

    static Map<UUID, Bid> withIds(Membership membership, Set<UUID> ids) {
        return Bid.<Bid>stream("partnershipId = ?1 and id in ?2", membership.partnershipId(), ids)
                .collect(Collectors.toMap(bid -> bid.id, Function.identity()));
    }

    /** As the feed calls it. */
    Thing told() {
        return new Thing(FEED_KIND, partnershipId, id);
    }

    Side sideOf(UUID account) {
        return account.equals(bidderId) ? Side.BIDDER : Side.RECEIVER;
    }

    @Nullable
    Perspective perspectiveOf(Side side) {
        return side == Side.BIDDER ? biddersPerspective : receiversPerspective;
    }

    /** What one side says to the other, or will say once that has spoken. */
    @Nullable
    Perspective sharedBy(Side side) {
        Perspective perspective = perspectiveOf(side);
        return perspective == null || perspective.isPrivate() ? null : perspective;
    }

    /** The other's perspective as far as it shows: to respond is to speak, but the bidder's waits for the response. */
    @Nullable
    Perspective othersPerspectiveSeenFrom(Side side) {
        boolean isShown = side == Side.BIDDER || sharedBy(Side.RECEIVER) != null;
        return isShown ? sharedBy(side.other()) : null;
    }

    /** A bid that was withdrawn is still there for who has said something of it; who withdrew it has not. */
    boolean isSeenFrom(Side side) {
        boolean isTheirs = !isPrivate || recordedBy == side;
        return isTheirs && (withdrawnAt == null || saysAnything(side));
    }

    boolean saysAnything(Side side) {
        return perspectiveOf(side) != null || (side == Side.BIDDER && repairReaction != null);
    }

    /** During a pause nothing new is shown to the other of a bid that both see. */
    boolean isHeldBack(PartnershipState state) {
        return state == PartnershipState.PAUSED && !isPrivate;
    }

    /** Whether the request that recorded this bid was the one with this digest. */
    boolean isOf(byte[] digest) {
        return Arrays.equals(requestDigest, digest);
    }

    /**
     * Changes what is said of the bid as such.
     *
     * @throws Problem 422 if it would be of the future or of long ago; 409 if it would show something new during a pause
     */
    void change(BidChange changed, PartnershipState state, Instant now) {
        BidChange withoutCue = new BidChange(kind, channel, null, occurredAt());
        if (isHeldBack(state) && !changed.equals(BidChange.of(this)) && !changed.equals(withoutCue)) {
            throw Membership.paused();
        }
        kind = changed.kind();
        channel = changed.channel();
        cue = changed.cue();
        if (!changed.occurredAt().equals(occurredAt())) {
            occur(changed.occurredAt(), now);
        }
    }

    OffsetDateTime occurredAt() {
        return occurredAt.atOffset(ZoneOffset.ofTotalSeconds(occurredOffset));
    }

    /** Takes it back with all that its recorder wrote. What the other has said of it stays theirs. */
    void withdraw(PartnershipState state, Instant now) {
        boolean isReactionSeen =
                state == PartnershipState.ENDED || new Repair(this).reactionSeenFrom(Side.BIDDER) != null;
        if (recordedBy == Side.BIDDER || !isReactionSeen) {
            repairReaction = null;
            repairReactionTo = null;
        }
        withdrawnAt = now;
        setPerspective(recordedBy, null);
        PerspectiveStep.forget(this, recordedBy);
        cue = null;
    }

    /**
     * Forgets one of the two for good, with all that they said: of a bid that they recorded it is left that the other has
     * said something of it.
     *
     * @return whether the other still sees it
     */
    boolean forget(Side side, Instant now) {
        if (recordedBy == side) {
            Instant withdrawn = Objects.requireNonNullElse(withdrawnAt, now);
            withdraw(PartnershipState.ENDED, withdrawn);
            requestDigest = new byte[0];
        } else {
            repairReaction = new Repair(this).reactionSeenFrom(side.other());
            setPerspective(side, null);
            PerspectiveStep.forget(this, side);
        }
        if (side == Side.BIDDER) {
            bidderId = null;
            repairReaction = null;
            repairReactionTo = null;
        } else {
            receiverId = null;
        }
        return isSeenFrom(side.other());
    }

    /** Bids of a partnership that name one of its members, locked. */
    static List<Bid> naming(Membership membership, int limit) {
        return Bid.<Bid>find(
                        "partnershipId = ?1 and (bidderId = ?2 or receiverId = ?2) order by id",
                        membership.partnershipId(),
                        membership.accountId())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, limit)
                .list();
    }

    /**
     * Refuses what only who recorded the bid may do.
     *
     * @throws Problem 403
     */
    void requireRecordedBy(Side side) {
        if (recordedBy != side) {
            throw Problem.forbidden("recorded_by_partner", "Your partner recorded this bid.");
        }
    }

    boolean mayHaveSteps(Side side) {
        return side == Side.BIDDER ? bidderMayHaveSteps : receiverMayHaveSteps;
    }

    void expectSteps(Side side) {
        if (side == Side.BIDDER) {
            bidderMayHaveSteps = true;
        } else {
            receiverMayHaveSteps = true;
        }
    }

    void setPerspective(Side side, @Nullable Perspective perspective) {
        if (side == Side.BIDDER) {
            biddersPerspective = perspective;
        } else {
            receiversPerspective = perspective;
        }
    }

    private void occur(OffsetDateTime at, Instant now) {
        Instant instant = at.toInstant().truncatedTo(ChronoUnit.MILLIS);
        if (instant.isBefore(recordedAt.minus(FURTHEST_BACK))) {
            throw Problem.rule("occurred_too_long_ago", "A bid is recorded within 30 days.");
        }
        if (instant.isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw Problem.rule("occurred_in_future", "A bid is recorded when it has been made.");
        }
        occurredAt = instant;
        occurredOffset = at.getOffset().getTotalSeconds();
    }
}
