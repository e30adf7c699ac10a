package app.toward.partnership;

import app.toward.account.CalendarHistory;
import app.toward.shared.Problem;
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

    /** Since when this member pauses the partnership; absent while they do not. */
    @Nullable
    Instant pausedAt;

    /** What this member calls the other, for their own eyes. */
    @Nullable
    String nickname;

    /**
     * What this member called themselves when the partnership was paused or ended: later changes of it are not the other's
     * to see, for as long as that lasts. Absent while it is active.
     */
    @Nullable
    String shownName;

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

    /** Keeps the name by which the other knows this member, unless one is kept already. */
    void keepName() {
        if (shownName == null) {
            shownName = PersonView.of(accountId).displayName();
        }
    }

    /** Is known by the name that they have. */
    void releaseName() {
        shownName = null;
    }

    void leave() {
        pausedAt = null;
        keepName();
    }

    boolean isPausing() {
        return pausedAt != null;
    }

    /**
     * Calls the other something, or nothing.
     *
     * @throws Problem 409 for a new name after the end
     */
    void call(@Nullable String name, PartnershipState state) {
        if (name != null && !name.equals(nickname) && state == PartnershipState.ENDED) {
            throw Membership.ended();
        }
        nickname = name;
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
