package app.toward.checkin;

import app.toward.partnership.Membership;
import app.toward.partnership.PartnershipState;
import app.toward.shared.Position;
import app.toward.shared.Problem;
import app.toward.shared.Row;
import app.toward.shared.Rows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a round as one of its two members may meet them.
 *
 * @param mine the caller's place, if they have one
 * @param partners the other's, from the reveal on
 * @param isPartnerGone whether the partnership has ended, and with it the sight of the other's answer
 */
record Answers(@Nullable Answer mine, @Nullable Answer partners, boolean isPartnerGone) {
    static final Answers NONE = new Answers(null, null, false);

    /**
     * Before the reveal, and after the end of the partnership, the other's place is not even looked for: a null finds no
     * entry of an index.
     */
    private static final String PARTNERS = """
            left join answer partners on partners.partnership_id = mine.partnership_id
                and partners.check_in_id =
                    case when mine.revealed_at is not null and p.state <> 'ENDED' then mine.check_in_id end
                and partners.author_id <> mine.author_id
            """;

    private static final String COLUMNS =
            AnswerRow.columnsOf("mine") + ", " + AnswerRow.columnsOf("partners") + ", p.state ";

    /** After the end a round is there only for who has answered it. */
    private static final String SELECT = "select " + COLUMNS + """
            from answer mine
            join partnership p on p.id = mine.partnership_id
            """ + PARTNERS + """
            where mine.author_id = :me and (p.state <> 'ENDED' or mine.visibility is not null)
            """;

    private static final String IN_PARTNERSHIP = SELECT + "and mine.partnership_id = :partnership ";

    private static final String FIND = IN_PARTNERSHIP + "and mine.check_in_id = :round";

    private static final String LIST = IN_PARTNERSHIP + """
            and (mine.stands_at, mine.check_in_id) < (:at, :id)
            order by mine.stands_at desc, mine.check_in_id desc limit :limit
            """;

    private static final String OPEN = IN_PARTNERSHIP
            + "and (mine.check_in_id = any(:rounds) or mine.closes_at > :now and mine.revealed_at is null)";

    private static final String OF_SEVERAL =
            SELECT + "and mine.partnership_id = any(:partnerships) and mine.check_in_id = any(:rounds)";

    /** A place names its version itself, which for a round on demand is known from nowhere else. */
    private static final String ASKED = "select asked.items, " + COLUMNS + """
            from partnership p
            left join answer mine
                on mine.partnership_id = p.id and mine.check_in_id = :round and mine.author_id = :me
            """ + PARTNERS + """
            left join template_version asked on asked.partnership_id = p.id
                and cast(asked.template_id as text) = coalesce(mine.template, :template)
                and asked.version = coalesce(mine.template_version, :version)
            where p.id = :partnership
            """;

    /**
     * What is stored of a round that is about to be answered.
     *
     * @param items what it asks, if the partnership has worded that itself
     */
    record Asked(Answers answers, @Nullable List<Item> items) {}

    static Answers find(Membership membership, UUID round) {
        return select(FIND, membership, Map.of("round", round)).stream()
                .findFirst()
                .orElse(NONE);
    }

    /** The rounds that the caller answered and those opened on demand, newest first. */
    static List<Answers> list(Membership membership, Position after, int limit) {
        return select(LIST, membership, Map.of("at", after.at(), "id", after.id(), "limit", limit));
    }

    /** What there is for these rounds, and for those opened on demand that are open. */
    static List<Answers> open(Membership membership, Collection<UUID> rounds, Instant now) {
        return select(OPEN, membership, Map.of("rounds", rounds, "now", now));
    }

    /** What one person meets in rounds of several partnerships. */
    static List<Answers> of(UUID reader, Collection<UUID> partnerships, Collection<UUID> rounds) {
        return Rows.find(
                OF_SEVERAL, Map.of("me", reader, "partnerships", partnerships, "rounds", rounds), Answers::read);
    }

    /** @param dated the round of a date that it is, if it is one */
    static Asked asked(Membership membership, UUID id, Optional<Round> dated) {
        var parameters = within(membership);
        parameters.put("round", id);
        parameters.put("template", dated.map(round -> round.template().key()).orElse(""));
        parameters.put("version", dated.map(round -> round.version().number()).orElse(0));
        return Rows.find(ASKED, parameters, Answers::readAsked).get(0);
    }

    private static List<Answers> select(String sql, Membership membership, Map<String, ?> parameters) {
        var all = within(membership);
        all.putAll(parameters);
        return Rows.find(sql, all, Answers::read);
    }

    private static Map<String, Object> within(Membership membership) {
        return new HashMap<>(Map.of("partnership", membership.partnershipId(), "me", membership.accountId()));
    }

    private static Asked readAsked(Row row) throws SQLException {
        List<Item> items = new ItemsColumn().convertToEntityAttribute(row.textOrNull());
        return new Asked(read(row), items);
    }

    private static Answers read(Row row) throws SQLException {
        return new Answers(
                AnswerRow.read(row),
                AnswerRow.read(row),
                row.constant(PartnershipState.class) == PartnershipState.ENDED);
    }

    /** Makes the places of both in a round on demand, which both then see. */
    static Answers open(Membership membership, Round round, Instant now) {
        var place = new Answer(membership, round, membership.accountId());
        AnswerRow.open(place, membership, now);
        return new Answers(place, null, false);
    }

    boolean areRevealed() {
        return mine != null && mine.isRevealed();
    }

    /**
     * Puts the caller's answer to a round in its place, in their turn; the second shared one reveals both.
     *
     * @return what the caller then sees; nothing if it is the same answer once more
     * @throws Problem 409 if another answer stands because it was revealed, if the window has ended, or if it would be
     *     shared during a pause
     */
    Optional<Answers> give(Visibility visibility, Values values, Round round, Membership membership, Instant now) {
        if (mine != null && mine.says(visibility, values)) {
            return Optional.empty();
        }
        if (areRevealed()) {
            throw Problem.conflict("already_revealed", "Both answers are revealed, and stand.");
        }
        if (!round.window().isOpenAt(now)) {
            throw Problem.conflict("round_closed", "The window of this check-in has ended.");
        }
        if (visibility == Visibility.SHARED) {
            membership.requireNotPaused();
        }
        Answer place = mine == null ? new Answer(membership, round, membership.accountId()) : mine;
        place.give(visibility, values, round.isLateAt(now, membership), now);
        List<Answer> written = AnswerRow.give(place, now);
        return Optional.of(new Answers(
                by(written, author -> author.equals(place.authorId)),
                by(written, author -> !author.equals(place.authorId)),
                false));
    }

    private static @Nullable Answer by(List<Answer> written, Predicate<UUID> isAuthor) {
        return written.stream()
                .filter(answer -> isAuthor.test(answer.authorId))
                .findFirst()
                .orElse(null);
    }

    /**
     * Does something to the caller's answer, in their turn.
     *
     * @param change whether that changed anything
     */
    void change(Predicate<Answer> change, Membership membership, Instant now) {
        if (mine != null && change.test(mine)) {
            AnswerRow.change(mine, readers(membership), now);
        }
    }

    /**
     * Adds to the caller's answer, in their turn.
     *
     * @throws Problem 409 before the reveal, if the answer was withdrawn, or if it would be new during a pause
     */
    void add(String words, Membership membership, Instant now) {
        if (mine == null || !mine.isRevealed()) {
            throw Problem.conflict("not_revealed", "Before the reveal, change the answer itself.");
        }
        if (!words.equals(mine.addendum)) {
            membership.requireNotPaused();
        }
        change(place -> place.add(words), membership, now);
    }

    /** Both see a change of what is revealed, unless one has gone; of what is not, its author alone. */
    private List<UUID> readers(Membership membership) {
        return areRevealed() && !isPartnerGone ? membership.members() : List.of(membership.accountId());
    }

    Answer place() {
        if (mine == null) {
            throw new IllegalStateException("Only what is stored has a place");
        }
        return mine;
    }
}
