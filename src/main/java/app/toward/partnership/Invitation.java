package app.toward.partnership;

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
        Panache.getSession()
                .createNativeQuery("select id from account where id = :id for no key update", UUID.class)
                .setParameter("id", inviter)
                .getSingleResult();
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

    /**
     * Redeems a code; the same person may repeat it.
     *
     * @throws Problem 422 for a code that is wrong, used, expired, revoked, declined or the redeemer's own, which of
     *     these it is being nobody's business
     */
    static Invitation redeem(String typed, UUID redeemer, Keys keys, Instant now) {
        Invitation invitation = InvitationCode.typed(typed)
                .<Invitation>flatMap(code -> Invitation.<Invitation>find("codeHash", (Object) code.hash(keys))
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .firstResultOptional())
                .orElseThrow(Invitation::codeNotValid);
        invitation.takeUp(redeemer, now);
        return invitation;
    }

    private void takeUp(UUID redeemer, Instant now) {
        InvitationState present = stateAt(now);
        boolean isWaiting = present == InvitationState.AWAITING_CONFIRMATION || present == InvitationState.ACCEPTED;
        if (isWaiting && redeemer.equals(redeemerId)) {
            return;
        }
        if (present != InvitationState.PENDING || redeemer.equals(inviterId)) {
            throw codeNotValid();
        }
        state = InvitationState.AWAITING_CONFIRMATION;
        redeemerId = redeemer;
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

    static List<Invitation> redeemedBy(UUID redeemer) {
        return list("redeemerId", redeemer);
    }

    /** Forgets who redeemed it; one that waited for its inviter's word waits no more. */
    void loseRedeemer() {
        redeemerId = null;
        if (state == InvitationState.AWAITING_CONFIRMATION) {
            state = InvitationState.EXPIRED;
        }
    }

    /** Who is to share the partnership. */
    List<UUID> parties() {
        return Stream.of(inviterId, redeemerId).filter(Objects::nonNull).toList();
    }

    /** Where the invitation stands at an instant: it expires by itself. */
    InvitationState stateAt(Instant now) {
        boolean isOpen = state == InvitationState.PENDING || state == InvitationState.AWAITING_CONFIRMATION;
        return isOpen && !now.isBefore(expiresAt) ? InvitationState.EXPIRED : state;
    }
}
