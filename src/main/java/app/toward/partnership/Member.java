package app.toward.partnership;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One account's place in a partnership. The other rooms see it as {@link Membership}. */
@Entity
@Table(name = "membership")
@IdClass(Member.Key.class)
class Member extends PanacheEntityBase {
    record Key(UUID partnershipId, UUID accountId) implements Serializable {}

    @Id
    UUID partnershipId;

    @Id
    UUID accountId;

    /** Absent once the partner has erased their account. */
    @Nullable
    UUID partnerId;

    Instant joinedAt;

    protected Member() {}

    Member(Partnership partnership, UUID accountId, UUID partnerId) {
        this.partnershipId = partnership.id;
        this.accountId = accountId;
        this.partnerId = partnerId;
        this.joinedAt = partnership.startedAt;
    }
}
