package app.toward.partnership;

import app.toward.account.CalendarHistory;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
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

    /** See {@link app.toward.account.CalendarHistory#withoutPerson}; only once the partner has erased their account. */
    @Nullable
    String partnerCalendars;

    protected Member() {}

    Member(Partnership partnership, UUID accountId, UUID partnerId) {
        this.partnershipId = partnership.id;
        this.accountId = accountId;
        this.partnerId = partnerId;
        this.joinedAt = partnership.startedAt;
    }

    /** The place of somebody's partner, as long as it knows who its own partner is. */
    static Optional<Member> partnerOf(Membership membership) {
        return find("partnershipId = ?1 and partnerId = ?2", membership.partnershipId(), membership.accountId())
                .firstResultOptional();
    }

    /** Forgets who the partner was, but not how they told the date: past rounds keep their ids, dates and windows. */
    void losePartner(CalendarHistory partners, Instant now) {
        partnerId = null;
        partnerCalendars = partners.withoutPerson(joinedAt, now).text();
    }
}
