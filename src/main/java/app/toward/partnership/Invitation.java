package app.toward.partnership;

import app.toward.account.QueueAccounts;
import app.toward.feed.Thing;
import app.toward.shared.Keys;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An offer from one account to share a partnership with whoever redeems its code and is then confirmed. */
@Entity
class Invitation extends PanacheEntityBase {
    static final Duration LIFE = Duration.ofDays(3);
    static final int MOST_LIVE = 5;

    /**
     * Finds nothing, and locks nothing, for whatever code cannot be redeemed: which of the reasons it is shows not even
     * in its time.
     */
    private static final String REDEEM = """
            update invitation set redeemer_id = :redeemer, state = 'AWAITING_CONFIRMATION'
            where code_hash = :hash and state = 'PENDING' and inviter_id <> :redeemer and expires_at > :now
            returning *
            """;

    /** Not for longer than the code would live: after that it is nobody's. */
    private static final String REDEEMED = """
            select * from invitation
            where code_hash = :hash and state in ('AWAITING_CONFIRMATION', 'ACCEPTED') and redeemer_id = :redeemer
            and expires_at > :now
            """;

    /** Who else than its redeemer asks finds nothing; nor do they once it was accepted, declined or has run out. */
    private static final String TAKE_BACK = """
            update invitation set redeemer_id = null, state = 'EXPIRED'
            where redeemer_id = :redeemer and state = 'AWAITING_CONFIRMATION'
            and (cast(:hash as bytea) is null or code_hash = cast(:hash as bytea))
            returning *
            """;

    private static final String EXPIRED = """
            select * from invitation
            where state in ('PENDING', 'AWAITING_CONFIRMATION') and expires_at <= :now
            order by expires_at limit 1 for update skip locked
            """;

    @Id
    UUID id;

    UUID inviterId;

    @Enumerated(EnumType.STRING)
    PartnershipKind kind;

    @Enumerated(EnumType.STRING)
    InvitationState state;

    byte[] codeHash;

    Instant createdAt;

    Instant expiresAt;

    @Nullable
    UUID redeemerId;

    @Nullable
    UUID partnershipId;

    protected Invitation() {}

    /**
     * Offers a partnership.
     *
     * @throws Problem 409 if the account has as many live invitations as it may have
     */
    static Invitation offer(UUID id, UUID inviter, PartnershipKind kind, InvitationCode code, Keys keys, Instant now) {
        requireFewLive(inviter, now);
        var invitation = new Invitation();
        invitation.id = id;
        invitation.inviterId = inviter;
        invitation.kind = kind;
        invitation.state = InvitationState.PENDING;
        invitation.codeHash = code.hash(keys);
        invitation.createdAt = now;
        invitation.expiresAt = now.plus(LIFE);
        invitation.persist();
        return invitation;
    }

    /** Lets an account's requests queue, so that each sees the invitations that the ones before have made. */
    static void queueOffersOf(UUID inviter) {
        QueueAccounts.of(":id", Map.of("id", inviter));
    }

    /** Lets what makes a partnership of the two of an invitation queue with what ends one of theirs. */
    static void queuePartiesOf(UUID id) {
        QueueAccounts.of(
                "select unnest(array[i.inviter_id, i.redeemer_id]) from invitation i where i.id = :id",
                Map.of("id", id));
    }

    /** The same for what ends a partnership. */
    static void queueMembersOf(UUID partnership) {
        QueueAccounts.of(
                "select m.account_id from membership m where m.partnership_id = :id", Map.of("id", partnership));
    }

    /** Makes void what one of two people offers the other who has redeemed it; pending ones are offered to nobody. */
    static List<Invitation> decline(UUID one, UUID other) {
        List<Invitation> open = Invitation.<Invitation>find(
                        "state = ?1 and (inviterId = ?2 and redeemerId = ?3 or inviterId = ?3 and redeemerId = ?2)"
                                + " order by id",
                        InvitationState.AWAITING_CONFIRMATION,
                        one,
                        other)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
        open.forEach(invitation -> invitation.close(InvitationState.DECLINED));
        return open;
    }

    /** Marks one that has run out, if there is one that nobody else is at. */
    static Optional<Invitation> expireOne(Instant now) {
        Optional<Invitation> expired = Panache.getSession()
                .createNativeQuery(EXPIRED, Invitation.class)
                .setParameter("now", now)
                .uniqueResultOptional();
        expired.ifPresent(invitation -> invitation.close(InvitationState.EXPIRED));
        return expired;
    }

    private static void requireFewLive(UUID inviter, Instant now) {
        long live = count("inviterId = ?1 and state = ?2 and expiresAt > ?3", inviter, InvitationState.PENDING, now);
        if (live >= MOST_LIVE) {
            throw Problem.conflict(
                    "too_many_invitations", "You have " + MOST_LIVE + " open invitations, as many as one may have.");
        }
    }

    static Optional<Invitation> lockedBy(UUID inviter, UUID id) {
        return Invitation.<Invitation>find("inviterId = ?1 and id = ?2", inviter, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Redeems a code; empty for one that cannot be redeemed (any more). */
    static Optional<Invitation> redeem(String typed, UUID redeemer, Keys keys, Instant now) {
        return ofCode(REDEEM, typed, redeemer, keys, now);
    }

    /**
     * What the same person has redeemed before.
     *
     * @throws Problem 422 for a code that is wrong, used, expired, revoked, declined or the redeemer's own, which of
     *     these it is being nobody's business
     */
    static Invitation redeemedBefore(String typed, UUID redeemer, Keys keys, Instant now) {
        return ofCode(REDEEMED, typed, redeemer, keys, now).orElseThrow(Invitation::codeNotValid);
    }

    private static Optional<Invitation> ofCode(String sql, String typed, UUID redeemer, Keys keys, Instant now) {
        return Panache.getSession()
                .createNativeQuery(sql, Invitation.class)
                .setParameter("hash", InvitationCode.typed(typed).hash(keys))
                .setParameter("redeemer", redeemer)
                .setParameter("now", now)
                .uniqueResultOptional();
    }

    /**
     * Takes back what somebody has redeemed and not been confirmed for. Its inviter sees that it has expired.
     *
     * @param typed the code, or null for all that they have redeemed
     */
    static List<Invitation> takeBack(@Nullable String typed, UUID redeemer, Keys keys) {
        return Panache.getSession()
                .createNativeQuery(TAKE_BACK, Invitation.class)
                .setParameter("redeemer", redeemer)
                .setParameter(
                        "hash",
                        typed == null ? null : InvitationCode.typed(typed).hash(keys),
                        byte[].class)
                .getResultList();
    }

    /** Whether somebody has redeemed a code and been confirmed. */
    static boolean isAccepted(String typed, UUID redeemer, Keys keys) {
        return count(
                        "codeHash = ?1 and redeemerId = ?2 and state = ?3",
                        InvitationCode.typed(typed).hash(keys),
                        redeemer,
                        InvitationState.ACCEPTED)
                > 0;
    }

    private static Problem codeNotValid() {
        return Problem.rule("code_not_valid", "This code cannot be redeemed.");
    }

    /**
     * Accepts the person who redeemed the code; may be repeated.
     *
     * @return the id of the partnership
     * @throws Problem 409 if nobody waits for it, or if the two are together already
     */
    UUID confirm(Instant now) {
        if (partnershipId == null) {
            if (stateAt(now) != InvitationState.AWAITING_CONFIRMATION || redeemerId == null) {
                throw Problem.conflict("nobody_to_confirm", "Nobody waits for your confirmation of this invitation.");
            }
            partnershipId = Partnership.begin(kind, inviterId, redeemerId, now).id;
            state = InvitationState.ACCEPTED;
        }
        return partnershipId;
    }

    /**
     * Takes the offer back, whether or not somebody has redeemed it; may be repeated.
     *
     * @return whether that changed anything
     * @throws Problem 409 if it was accepted
     */
    boolean withdraw(Instant now) {
        InvitationState present = stateAt(now);
        if (present == InvitationState.ACCEPTED) {
            throw Problem.conflict("already_accepted", "You have confirmed it: the partnership has begun.");
        }
        if (present == InvitationState.PENDING) {
            close(InvitationState.REVOKED);
        } else if (present == InvitationState.AWAITING_CONFIRMATION) {
            close(InvitationState.DECLINED);
        }
        return present != stateAt(now);
    }

    /** Who redeemed what came to nothing is kept nowhere. */
    private void close(InvitationState closed) {
        state = closed;
        redeemerId = null;
    }

    /** Who is to share the partnership. */
    List<UUID> parties() {
        return Stream.of(inviterId, redeemerId).filter(Objects::nonNull).toList();
    }

    /** As the feed calls it. */
    Thing told() {
        return ShowInvitations.told(id);
    }

    /** Where the invitation stands at an instant: it expires by itself. */
    InvitationState stateAt(Instant now) {
        boolean isOpen = state == InvitationState.PENDING || state == InvitationState.AWAITING_CONFIRMATION;
        return isOpen && !now.isBefore(expiresAt) ? InvitationState.EXPIRED : state;
    }
}
