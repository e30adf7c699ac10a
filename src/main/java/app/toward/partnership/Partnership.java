package app.toward.partnership;

import app.toward.shared.FreshId;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Exactly two accounts that share something. */
@Entity
class Partnership extends PanacheEntityBase {
    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    PartnershipKind kind;

    @Enumerated(EnumType.STRING)
    PartnershipState state;

    Instant startedAt;

    @Nullable
    Instant endedAt;

    /** Absent once that person has erased their account; so is {@code greaterId}. */
    @Nullable
    UUID lesserId;

    @Nullable
    UUID greaterId;

    protected Partnership() {}

    /** Begins the partnership of two people. That they have no other one is kept by a unique index. */
    static Partnership begin(PartnershipKind kind, UUID one, UUID other, Instant now) {
        var partnership = new Partnership();
        partnership.id = FreshId.next();
        partnership.kind = kind;
        partnership.state = PartnershipState.ACTIVE;
        partnership.startedAt = now;
        // As text, because PostgreSQL compares UUIDs without regard to sign and Java with it.
        boolean isOneLesser = one.toString().compareTo(other.toString()) < 0;
        partnership.lesserId = isOneLesser ? one : other;
        partnership.greaterId = isOneLesser ? other : one;
        partnership.persist();
        new Member(partnership, one, other).persist();
        new Member(partnership, other, one).persist();
        return partnership;
    }

    /** The partnership of a membership, under its lock: until the transaction ends nobody writes anything in it. */
    static Partnership locked(Membership membership) {
        return Partnership.<Partnership>find("id", membership.partnershipId())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .singleResult();
    }

    /** The places of the two in it; one of them, once the other has erased their account. */
    List<Member> members() {
        return Member.list("partnershipId", id);
    }

    /**
     * Pauses it for one member, who alone takes that back; the other may do the same meanwhile.
     *
     * @throws Problem 409 if it has ended
     */
    void pause(Member member, Instant now) {
        requireNotEnded();
        if (!member.isPausing()) {
            member.pausedAt = now;
        }
        state = PartnershipState.PAUSED;
        members().forEach(Member::keepName);
    }

    /**
     * Takes one member's pause back. It goes on being paused while the other pauses it too.
     *
     * @throws Problem 403 if the other alone pauses it; 409 if it has ended
     */
    void resume(Member member) {
        requireNotEnded();
        if (state == PartnershipState.PAUSED && !member.isPausing()) {
            throw Problem.forbidden("paused_by_partner", "Who paused it resumes it.");
        }
        member.pausedAt = null;
        if (members().stream().noneMatch(Member::isPausing)) {
            state = PartnershipState.ACTIVE;
            members().forEach(Member::releaseName);
        }
    }

    /** Ends it for good; may be repeated. */
    void end(Instant now) {
        if (state == PartnershipState.ENDED) {
            return;
        }
        state = PartnershipState.ENDED;
        endedAt = now;
        members().forEach(Member::leave);
    }

    /** Forgets which of the two erased their account. */
    void lose(UUID erased) {
        lesserId = erased.equals(lesserId) ? null : lesserId;
        greaterId = erased.equals(greaterId) ? null : greaterId;
    }

    private void requireNotEnded() {
        if (state == PartnershipState.ENDED) {
            throw Membership.ended();
        }
    }
}
