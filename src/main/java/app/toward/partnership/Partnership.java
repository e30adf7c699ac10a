package app.toward.partnership;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
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

    /** Absent once that person has erased their account; so is {@code greaterId}. */
    @Nullable
    UUID lesserId;

    @Nullable
    UUID greaterId;

    protected Partnership() {}

    /** Begins the partnership of two people. That they have no other one is kept by a unique index. */
    static Partnership begin(PartnershipKind kind, UUID one, UUID other, Instant now) {
        var partnership = new Partnership();
        partnership.id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
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

    static Partnership locked(Membership membership) {
        return findById(membership.partnershipId(), LockModeType.PESSIMISTIC_WRITE);
    }

    /** Ends because one of the two is erased, and forgets who that was. */
    void lose(UUID erased) {
        state = PartnershipState.ENDED;
        lesserId = erased.equals(lesserId) ? null : lesserId;
        greaterId = erased.equals(greaterId) ? null : greaterId;
    }
}
