package app.toward.checkin;

import app.toward.partnership.Membership;
import app.toward.session.Caller;
import app.toward.shared.Position;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rounds of a partnership as one of the two sees them at an instant: a function of the calendar, of their own
 * answers, of what was opened on demand and of what is revealed.
 */
record Rounds(Membership membership, List<Template> templates, Instant now) {
    /** A round, and what its reader may see of its answers. */
    record Seen(Round round, Answers answers) {
        Position position() {
            return round.position();
        }
    }

    private static final Comparator<Seen> NEWEST_FIRST = Comparator.comparing(Seen::position);

    static Rounds of(Caller caller, UUID partnership, Instant now) {
        return of(Membership.of(TemplateRow.OWN, caller, partnership, now), now);
    }

    static Rounds of(Membership.With<List<Template>> found, Instant now) {
        Membership membership = found.membership();
        return new Rounds(
                membership,
                Stream.concat(BuiltIn.templatesOf(membership).stream(), found.along().stream())
                        .toList(),
                now);
    }

    /** For a write to one thing, for which each waits for their turn; it is made when that has come. */
    static Rounds inTurn(Object thing, Caller caller, UUID partnership, Clock clock) {
        var held = Membership.inTurn(TemplateRow.OWN, thing, caller, partnership, clock.instant());
        return of(held, clock.instant());
    }

    Optional<Template> template(String key) {
        return templates.stream().filter(template -> template.key().equals(key)).findFirst();
    }

    /** What is stored of the caller's answer to a round, and what it asks in words of their own. */
    Answers.Asked asked(UUID id) {
        return Answers.asked(membership, id, Round.find(membership, templates, id));
    }

    /**
     * The round with an id: a dated one by the calendar, one on demand because it was opened. Nothing if there is none, or
     * none yet; after the end, if the caller has not answered it.
     *
     * @param answers what is stored for it
     */
    Optional<Round> find(UUID id, Answers answers) {
        Answer place = answers.mine();
        if (place == null && membership.hasEnded()) {
            return Optional.empty();
        }
        return place != null && place.closesAt != null
                ? seen(answers).map(Seen::round)
                : Round.find(membership, templates, id)
                        .filter(round -> !now.isBefore(round.window().opens()));
    }

    /** A part of the list: what the caller answered, what was opened on demand, and what is open. */
    List<Seen> list(Position after, int limit) {
        List<Round> dated = dated().stream()
                .filter(round -> round.position().comesAfter(after))
                .toList();
        return withUnanswered(dated, Answers.list(membership, after, limit))
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }

    /** What the caller can answer now, newest first. */
    List<Seen> open() {
        if (membership.hasEnded()) {
            return List.of();
        }
        List<Round> dated = dated();
        return withUnanswered(
                        dated,
                        Answers.open(membership, dated.stream().map(Round::id).toList(), now))
                .filter(seen -> !seen.answers().areRevealed())
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** Those that are open by the calendar, which ends with the partnership. */
    private List<Round> dated() {
        return membership.hasEnded() ? List.of() : Round.open(membership, templates, now);
    }

    private Stream<Seen> withUnanswered(List<Round> dated, List<Answers> stored) {
        Set<UUID> known =
                stored.stream().map(answers -> answers.place().checkInId).collect(Collectors.toSet());
        return Stream.concat(
                stored.stream().map(this::seen).flatMap(Optional::stream),
                dated.stream()
                        .filter(round -> !known.contains(round.id()))
                        .map(round -> new Seen(round, Answers.NONE)));
    }

    CheckInView view(Seen seen) {
        return CheckInView.of(seen.round(), seen.answers(), now);
    }

    /** Nothing of a template that was made after they had been read, of which the next read knows. */
    private Optional<Seen> seen(Answers answers) {
        Answer place = answers.place();
        return template(place.template).map(template -> new Seen(Round.of(membership, template, place), answers));
    }
}
