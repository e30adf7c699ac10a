package app.toward.checkin;

import app.toward.partnership.Membership;
import app.toward.shared.Position;
import app.toward.shared.Problem;
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

    static Rounds of(Membership membership, Instant now) {
        return new Rounds(membership, Templates.of(membership), now);
    }

    /**
     * The round with an id: a dated one by the calendar, one on demand because it was opened.
     *
     * @param answers what is stored for it
     * @throws Problem 404 if there is none, or none yet; after the end, if the caller has not answered it
     */
    static Round find(Membership membership, UUID id, Answers answers, Instant now) {
        Answer place = answers.mine();
        if (place == null && membership.hasEnded()) {
            throw Problem.notFound();
        }
        if (place != null && place.closesAt != null) {
            return Round.of(
                    membership, Templates.find(membership, place.template).orElseThrow(), place);
        }
        return Round.find(membership, BuiltIn.templatesOf(membership), id)
                .or(() -> Round.find(membership, Templates.of(membership), id))
                .filter(round -> !now.isBefore(round.window().opens()))
                .orElseThrow(Problem::notFound);
    }

    /** The same, with the templates at hand. */
    Optional<Round> find(UUID id, Answers answers) {
        Answer place = answers.mine();
        if (place == null && membership.hasEnded()) {
            return Optional.empty();
        }
        return place != null && place.closesAt != null
                ? Optional.of(seen(answers).round())
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
                stored.stream().map(this::seen),
                dated.stream()
                        .filter(round -> !known.contains(round.id()))
                        .map(round -> new Seen(round, Answers.NONE)));
    }

    /** What the caller has of a template on demand that is open. */
    static Optional<Answers> open(Membership membership, Template template, Instant now) {
        return Answers.openOnDemand(membership, now).stream()
                .filter(answers -> answers.place().template.equals(template.key()))
                .findFirst();
    }

    CheckInView view(Seen seen) {
        return CheckInView.of(seen.round(), seen.answers(), now);
    }

    private Seen seen(Answers answers) {
        Answer place = answers.place();
        Template template = templates.stream()
                .filter(candidate -> candidate.key().equals(place.template))
                .findFirst()
                .orElseThrow();
        return new Seen(Round.of(membership, template, place), answers);
    }
}
