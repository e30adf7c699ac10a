package app.toward.bid;

import app.toward.feed.Thing;
import app.toward.partnership.Membership;
import app.toward.partnership.PartnershipState;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
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
import java.util.stream.Stream;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.jspecify.annotations.Nullable;

/** An attempt by one member to connect with the other, and what each of the two says of it. */
@Entity
@IdClass(Bid.Key.class)
class Bid extends PanacheEntityBase {
    /** Ids are chosen by clients, so that one is unique within its partnership only. */
    record Key(UUID partnershipId, UUID id) implements Serializable {}

    static final String FEED_KIND = "bid";
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
            bid.give(bid.recordedBy, given.perspective(), membership.state(), now);
        }
        return bid;
    }

    /** A bid of a partnership, seen or not, its row locked until the transaction ends. */
    static Optional<Bid> locked(Membership membership, UUID id) {
        return Bid.<Bid>find("partnershipId = ?1 and id = ?2", membership.partnershipId(), id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** A bid of a partnership, seen or not. */
    static Optional<Bid> find(Membership membership, UUID id) {
        return Bid.<Bid>find("partnershipId = ?1 and id = ?2", membership.partnershipId(), id)
                .firstResultOptional();
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
    private @Nullable Perspective sharedBy(Side side) {
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
    private boolean isHeldBack(PartnershipState state) {
        return state == PartnershipState.PAUSED && !isPrivate;
    }

    /** Whether the request that recorded this bid was the one with this digest. */
    boolean isOf(byte[] digest) {
        return Arrays.equals(requestDigest, digest);
    }

    /**
     * Says, or says anew, what one side has to say. During a pause that stays with its author until they say it again.
     *
     * @throws Problem 422 if it makes no sense; 409 if the response can no longer become this one, or if it would show
     *     something new during a pause
     */
    void give(Side side, NewPerspective given, PartnershipState state, Instant now) {
        given.requireSense(this, side, now);
        Perspective present = sharedBy(side);
        if (isHeldBack(state)) {
            keep(side, present, given, now);
        } else {
            share(side, present, given, now);
        }
    }

    private void keep(Side side, @Nullable Perspective shared, NewPerspective given, Instant now) {
        if (shared == null) {
            setPerspective(side, Perspective.kept(given, isBlind(side), now));
        } else if (shared.showsNoMoreBy(given)) {
            shared.annotate(given);
        } else {
            throw Membership.paused();
        }
    }

    private void share(Side side, @Nullable Perspective present, NewPerspective given, Instant now) {
        if (present == null) {
            setPerspective(side, begun(side, given, now));
        } else {
            if (!present.says(given.response(), given.manner())) {
                respondAnew(side, present, given, now);
            }
            present.annotate(given);
        }
        bidderCouldSee |= sharedBy(Side.RECEIVER) != null;
    }

    /** The bidder's waits for the receiver's, so that the receiver is always blind. */
    private boolean isBlind(Side side) {
        return side == Side.RECEIVER || !bidderCouldSee;
    }

    private Perspective begun(Side side, NewPerspective given, Instant now) {
        boolean isBlind = isBlind(side);
        // A bid that is being recorded has no steps, nor a row that they could belong to.
        List<PerspectiveStep> takenBack = isPersistent() ? PerspectiveStep.of(this, side) : List.of();
        if (takenBack.isEmpty()) {
            return Perspective.first(given, isBlind, now);
        }
        var resumed = Perspective.resumed(given, isBlind, takenBack, now);
        if (resumed.respondedAt.equals(takenBack.get(0).respondedAt)) {
            takenBack.get(0).delete();
        }
        return resumed;
    }

    private void respondAnew(Side side, Perspective present, NewPerspective given, Instant now) {
        if (!present.isCorrectableAt(now)) {
            var former = new PerspectiveStep(this, side, present);
            present.step(given, now);
            former.persist();
        } else if (present.isFirst()) {
            present.correctFirst(given);
        } else {
            PerspectiveStep from = PerspectiveStep.of(this, side).get(0);
            present.correct(given, from);
            if (present.respondedAt.equals(from.respondedAt)) {
                from.delete();
            }
        }
    }

    /**
     * Takes back what one side says of this bid. What can no longer be corrected stays as a step, out of sight until
     * they respond again, which goes on from there: or taking back would be a way round the steps. What nobody else has
     * seen leaves no step, and after the end nobody responds again.
     */
    void unsay(Side side, PartnershipState state, Instant now) {
        Perspective present = perspectiveOf(side);
        if (present == null) {
            return;
        }
        setPerspective(side, null);
        if (withdrawnAt != null || state == PartnershipState.ENDED) {
            PerspectiveStep.forget(this, side);
        } else if (!present.isPrivate() && !present.isCorrectableAt(now)) {
            new PerspectiveStep(this, side, present).persist();
        }
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
        boolean isReactionSeen = state == PartnershipState.ENDED || repairReactionSeenFrom(Side.BIDDER) != null;
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
            repairReaction = repairReactionSeenFrom(side.other());
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

    /**
     * Says how a repair was received, or takes that back.
     *
     * @throws Problem 403 for the one who repaired; 409 if there is no repair, or if it would be new during a pause
     */
    void react(Side side, @Nullable RepairReaction reaction, PartnershipState state) {
        if (side != Side.BIDDER) {
            throw Problem.forbidden("bidder_reacts", "Who made the bid says how the repair was received.");
        }
        if (reaction != null && reaction == repairReactionSeenFrom(side)) {
            return;
        }
        if (reaction != null && isHeldBack(state)) {
            throw Membership.paused();
        }
        Instant repair = repairs().findFirst().orElse(null);
        if (repair == null && reaction != null) {
            throw Problem.conflict("no_repair", "Nobody says that this bid was missed and then met.");
        }
        repairReaction = reaction;
        repairReactionTo = reaction == null ? null : repair;
    }

    /**
     * How the repair was received, for who sees that there was one; never before the receiver has responded. What the
     * bidder has said stays theirs when the receiver withdraws the bid or erases their account, and the repair with it.
     */
    @Nullable
    RepairReaction repairReactionSeenFrom(Side side) {
        if ((withdrawnAt != null || receiverId == null) && side == Side.BIDDER) {
            return repairReaction;
        }
        boolean isShown = side == Side.BIDDER || sharedBy(Side.RECEIVER) != null;
        return isShown && repairs().anyMatch(repair -> repair.equals(repairReactionTo)) ? repairReaction : null;
    }

    /** When it was repaired: as the receiver says, and as the bidder does. */
    private Stream<Instant> repairs() {
        return Stream.of(Side.RECEIVER, Side.BIDDER)
                .map(this::sharedBy)
                .flatMap(Stream::ofNullable)
                .map(perspective -> perspective.repairedAt)
                .flatMap(Stream::ofNullable);
    }

    private void setPerspective(Side side, @Nullable Perspective perspective) {
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
