package app.toward.checkin;

import app.toward.account.CalendarHistory;
import app.toward.partnership.Membership;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One version of a template that a partnership made for itself. What it asks never changes; an edit adds a version. */
@Entity
@IdClass(TemplateVersion.Key.class)
class TemplateVersion extends PanacheEntityBase {
    /** Without those that are retired. */
    static final int MOST_TEMPLATES = 20;

    static final int MOST_VERSIONS = 100;

    /** Of all templates together. */
    static final int MOST_OF_ALL = 500;

    record Key(UUID partnershipId, UUID templateId, int version) implements Serializable {}

    @Id
    UUID partnershipId;

    @Id
    UUID templateId;

    @Id
    int version;

    @Enumerated(EnumType.STRING)
    Cadence cadence;

    String title;

    @Convert(converter = ItemsColumn.class)
    List<Item> items;

    /** Who wrote each of its texts; absent once they have erased their account, and their words with it. */
    @Nullable
    UUID[] authors;

    Instant inForceFrom;

    /** The same in all versions of a template. */
    @Nullable
    Instant retiredAt;

    Questions questions() {
        return new Questions(title, items);
    }

    /** What is left of it for one person without the words of the other; those of who is erased are gone already. */
    Questions questionsBy(UUID author) {
        return questions().without(Authorship.of(questions(), authors).placesOfOthers(author));
    }

    /** The places of what one person wrote of it. */
    Set<String> wordsOf(UUID author) {
        return Authorship.of(questions(), authors).placesOf(author);
    }

    /**
     * Makes a template; writing it is left to the caller.
     *
     * @param present those that the partnership has made
     * @throws Problem 409 if they are as many as may be
     */
    static TemplateVersion make(
            Membership membership, UUID id, NewTemplate asked, List<Template> present, Instant now) {
        long inUse = present.stream()
                .filter(template -> template.retiredAt() == null)
                .count();
        if (inUse >= MOST_TEMPLATES || versionsOf(present) >= MOST_OF_ALL) {
            throw Problem.conflict(
                    "too_many_templates",
                    "You have " + MOST_TEMPLATES + " templates in use, or " + MOST_OF_ALL
                            + " versions: no more can be.");
        }
        var made = new TemplateVersion();
        made.partnershipId = membership.partnershipId();
        made.templateId = id;
        made.version = 1;
        made.cadence = asked.cadence();
        made.inForceFrom = now;
        made.word(asked.wording(), null, membership);
        return made;
    }

    private static int versionsOf(List<Template> templates) {
        return templates.stream()
                .mapToInt(template -> template.versions().size())
                .sum();
    }

    /**
     * Makes a version after this one, for the rounds that open once it is there for everybody.
     *
     * @param present all that the partnership has made
     * @throws Problem 409 if there are as many as may be, or the template is retired
     */
    TemplateVersion edit(Membership membership, TemplateEdit edit, List<Template> present, Instant now) {
        if (retiredAt != null) {
            throw Problem.conflict("template_retired", "This template is retired: make another one.");
        }
        if (version >= MOST_VERSIONS || versionsOf(present) >= MOST_OF_ALL) {
            throw Problem.conflict(
                    "too_many_versions",
                    "A template has at most " + MOST_VERSIONS + " versions, all have at most " + MOST_OF_ALL + ".");
        }
        var next = new TemplateVersion();
        next.partnershipId = partnershipId;
        next.templateId = templateId;
        next.version = version + 1;
        next.cadence = cadence;
        next.inForceFrom = now.plus(CalendarHistory.NOTICE);
        next.word(edit, this, membership);
        return next;
    }

    private void word(TemplateEdit text, @Nullable TemplateVersion before, Membership membership) {
        text.requireSound();
        title = text.title();
        items = text.items();
        authors = (before == null ? Authorship.NOBODYS : Authorship.of(before.questions(), before.authors))
                .afterEdit(
                        before == null ? Map.of() : before.questions().texts(),
                        questions().texts(),
                        membership.accountId())
                .stored(questions());
    }

    static Optional<TemplateVersion> writtenBy(Membership membership) {
        return find(
                        "partnershipId = ?1 and array_contains(authors, ?2)",
                        membership.partnershipId(),
                        membership.accountId())
                .firstResultOptional();
    }

    /**
     * Forgets an author and their words. What can be answered, and how, stays: it is what answers are answers to.
     *
     * @param areKeysKept whether the other's answers name the items
     */
    void forget(UUID author, boolean areKeysKept) {
        Set<String> places = wordsOf(author);
        Questions left = questions().without(areKeysKept ? Questions.wordsAt(places) : places);
        title = left.title();
        items = left.items();
        authors = Authorship.without(authors, author);
    }
}
