package app.toward.checkin;

import app.toward.partnership.Membership;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.LockModeType;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One member's place in a round, and what they put there. In a dated round it comes and goes with the answer; in one on
 * demand both have theirs from the opening on, empty while it has no visibility.
 */
@Entity
@IdClass(Answer.Key.class)
class Answer extends PanacheEntityBase {
    record Key(UUID partnershipId, UUID checkInId, UUID authorId) implements Serializable {}

    @Id
    UUID partnershipId;

    @Id
    UUID checkInId;

    @Id
    UUID authorId;

    String template;

    int templateVersion;

    LocalDate date;

    /** Where the round stands in a list: the start of its date in UTC, or when it was opened on demand. */
    Instant standsAt;

    /** Only of a round opened on demand. */
    @Nullable
    Instant closesAt;

    @Nullable
    @Enumerated(EnumType.STRING)
    Visibility visibility;

    @Nullable
    @Convert(converter = Values.Column.class)
    Values given;

    @Nullable
    Instant answeredAt;

    boolean isLate;

    @Nullable
    Instant revealedAt;

    @Nullable
    String addendum;

    @Nullable
    Instant withdrawnAt;

    protected Answer() {}

    /** An empty place in a round. */
    Answer(Membership membership, Round round, UUID author) {
        partnershipId = membership.partnershipId();
        checkInId = round.id();
        authorId = author;
        template = round.template().key();
        templateVersion = round.version().number();
        date = round.date();
        standsAt = round.position().at();
        closesAt = round.isOnDemand() ? round.window().closes() : null;
    }

    static boolean isAnyBy(Membership membership) {
        return count("partnershipId = ?1 and authorId = ?2", membership.partnershipId(), membership.accountId()) > 0;
    }

    /** What somebody put into the rounds of a partnership, locked. */
    static List<Answer> writtenBy(Membership membership, int limit) {
        return Answer.<Answer>find(
                        "partnershipId = ?1 and authorId = ?2 order by standsAt, checkInId",
                        membership.partnershipId(),
                        membership.accountId())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, limit)
                .list();
    }

    /** What the other answered by a version of a template. */
    static List<Answer> ofOther(Membership membership, TemplateVersion version) {
        return list(
                "partnershipId = ?1 and authorId <> ?2 and template = ?3 and templateVersion = ?4 and given is not null",
                membership.partnershipId(),
                membership.accountId(),
                version.templateId.toString(),
                version.version);
    }

    /** Forgets the words of scales at these places, whose author is erased; what was answered stays. */
    void forgetAnchors(Set<String> places) {
        given = given == null ? null : given.without(places);
    }

    boolean isRevealed() {
        return revealedAt != null;
    }

    boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    /** In a dated round there is no empty place. */
    boolean isThere() {
        return visibility != null || closesAt != null;
    }

    boolean isShared() {
        return visibility == Visibility.SHARED;
    }

    boolean says(Visibility asked, Values values) {
        return visibility == asked && given != null && given.raw().equals(values.raw());
    }

    /** Answers, or answers anew. */
    void give(Visibility asked, Values values, boolean late, Instant now) {
        visibility = asked;
        given = values;
        isLate = late;
        answeredAt = now;
    }

    /**
     * Takes the answer back: before the reveal without a trace, after it a tombstone stays.
     *
     * @return whether there was one
     */
    boolean withdraw(Instant now) {
        if (given == null) {
            return false;
        }
        given = null;
        answeredAt = null;
        isLate = false;
        addendum = null;
        if (isRevealed()) {
            withdrawnAt = now;
        } else {
            visibility = null;
        }
        return true;
    }

    /**
     * Takes back what was added.
     *
     * @return whether there was something
     */
    boolean removeAddendum() {
        boolean wasThere = addendum != null;
        addendum = null;
        return wasThere;
    }

    /**
     * Adds to the answer, once that is revealed, or says the addition anew.
     *
     * @return whether that changed anything: not if it says the same once more
     * @throws Problem 409 if the answer was withdrawn
     */
    boolean add(String words) {
        if (isWithdrawn()) {
            throw Problem.conflict("answer_withdrawn", "You have withdrawn this answer.");
        }
        boolean isNew = !words.equals(addendum);
        addendum = words;
        return isNew;
    }
}
