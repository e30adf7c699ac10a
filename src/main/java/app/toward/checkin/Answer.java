package app.toward.checkin;

import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One member's place in a round, and what they put there; nothing yet, while it has no visibility. */
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

    boolean isRevealed() {
        return revealedAt != null;
    }

    boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    boolean isShared() {
        return visibility == Visibility.SHARED;
    }

    boolean says(Visibility asked, Values values) {
        return visibility == asked && given != null && given.raw().equals(values.raw());
    }

    /** Answers, or answers anew; it stands from the reveal on. */
    void give(Visibility asked, Values values, boolean late, Instant now) {
        visibility = asked;
        given = values;
        isLate = late;
        answeredAt = now;
    }

    void reveal(Instant now) {
        revealedAt = now;
    }

    /** Takes the answer back: before the reveal without a trace, after it a tombstone stays. */
    void withdraw(Instant now) {
        given = null;
        answeredAt = null;
        isLate = false;
        addendum = null;
        if (isRevealed()) {
            withdrawnAt = now;
        } else {
            visibility = null;
        }
    }

    /**
     * Adds to the answer once it is revealed, or says the addition anew.
     *
     * @throws Problem 409 before the reveal, or if the answer was withdrawn
     */
    void add(String words) {
        if (!isRevealed()) {
            throw Problem.conflict("not_revealed", "Before the reveal, change the answer itself.");
        }
        if (isWithdrawn()) {
            throw Problem.conflict("answer_withdrawn", "You have withdrawn this answer.");
        }
        addendum = words;
    }
}
