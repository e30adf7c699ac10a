package app.toward.checkin;

import app.toward.feed.Feed;
import app.toward.feed.Thing;
import app.toward.partnership.Membership;
import app.toward.shared.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A member's place as it is read from its row and written to it past the entity manager. What is written is told to those
 * who see it in the same statement.
 */
final class AnswerRow {
    private static final Values.Column VALUES = new Values.Column();

    private static final List<String> COLUMNS = List.of(
            "partnership_id",
            "check_in_id",
            "author_id",
            "template",
            "template_version",
            "date",
            "stands_at",
            "closes_at",
            "visibility",
            "given",
            "answered_at",
            "is_late",
            "revealed_at",
            "addendum",
            "withdrawn_at");

    private static final String PLACE = """
            insert into answer (partnership_id, check_in_id, author_id, template, template_version, date, stands_at,
                closes_at, visibility, given, answered_at, is_late, revealed_at)
            """;

    private static final String READERS = ", written as (select unnest(:readers) as reader)";

    private static final String OPEN = "opened as (" + PLACE + """
            select :partnership, :thing, author, :template, :version, :date, :stands, :closes, null, null, null, false, null
            from unnest(:readers) as author)
            """ + READERS;

    /** The other's place is looked for only by who shares their own, and so is told of the reveal anyway. */
    private static final String REVEAL = """
            partners as (
                update answer set revealed_at = :now
                where partnership_id = :partnership and check_in_id = :thing and author_id <> :author
                and visibility = 'SHARED' and revealed_at is null
                returning author_id as reader, COLUMNS),
            """.replace("COLUMNS", columnsOf("answer"));

    private static final String GIVE = "mine as (" + PLACE + """
            values (:partnership, :thing, :author, :template, :version, :date, :stands, :closes,
                :visibility, :given, :answered, :late, REVEALED)
            on conflict (partnership_id, check_in_id, author_id) do update
            set visibility = excluded.visibility, given = excluded.given, answered_at = excluded.answered_at,
                is_late = excluded.is_late, revealed_at = excluded.revealed_at
            returning author_id as reader, COLUMNS)
            """.replace("COLUMNS", columnsOf("answer"));

    private static final String GIVE_PRIVATELY = GIVE.replace("REVEALED", "null") + ", written as (select * from mine)";

    private static final String SHARE = REVEAL + GIVE.replace("REVEALED", "(select revealed_at from partners)")
            + ", written as (select * from mine union all select * from partners)";

    private static final String MINE =
            "where partnership_id = :partnership and check_in_id = :thing and author_id = :author)";

    private static final String CHANGE = """
            changed as (
                update answer set visibility = :visibility, given = :given, answered_at = :answered, is_late = :late,
                    addendum = :addendum, withdrawn_at = :withdrawn
            """ + MINE + READERS;

    private static final String TAKE_AWAY = "gone as (delete from answer " + MINE + READERS;

    private AnswerRow() {}

    /** The columns of a table, in the order in which they are read. */
    static String columnsOf(String table) {
        return COLUMNS.stream().map(column -> table + "." + column).collect(Collectors.joining(", "));
    }

    /** Nothing where there is no place. */
    static @Nullable Answer read(Row row) throws SQLException {
        UUID partnership = row.idOrNull();
        if (partnership == null) {
            row.skip(COLUMNS.size() - 1);
            return null;
        }
        var answer = new Answer();
        answer.partnershipId = partnership;
        answer.checkInId = row.id();
        answer.authorId = row.id();
        answer.template = row.text();
        answer.templateVersion = row.number();
        answer.date = row.date();
        answer.standsAt = row.instant();
        answer.closesAt = row.instantOrNull();
        answer.visibility = row.constantOrNull(Visibility.class);
        answer.given = VALUES.convertToEntityAttribute(row.textOrNull());
        answer.answeredAt = row.instantOrNull();
        answer.isLate = row.isTrue();
        answer.revealedAt = row.instantOrNull();
        answer.addendum = row.textOrNull();
        answer.withdrawnAt = row.instantOrNull();
        return answer;
    }

    /** Makes the empty places of both in a round on demand. */
    static void open(Answer place, Membership membership, Instant now) {
        write(OPEN, place, membership.members(), now, row -> place);
    }

    /**
     * Writes what an author gives, in their turn. If it is shared and the other has shared theirs, both are revealed.
     *
     * @return the place of its author, and that of the other if both are revealed
     */
    static List<Answer> give(Answer place, Instant now) {
        return write(
                place.isShared() ? SHARE : GIVE_PRIVATELY,
                place,
                List.of(),
                now,
                row -> Objects.requireNonNull(read(row)));
    }

    /** Writes what has become of a place, or that there is none any more, in the turn of its author. */
    static void change(Answer place, Collection<UUID> readers, Instant now) {
        write(place.isThere() ? CHANGE : TAKE_AWAY, place, readers, now, row -> place);
    }

    private static List<Answer> write(
            String writing, Answer place, Collection<UUID> readers, Instant now, Row.Reader<Answer> taker) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("author", place.authorId);
        values.put("template", place.template);
        values.put("version", place.templateVersion);
        values.put("date", place.date);
        values.put("stands", place.standsAt);
        values.put("closes", place.closesAt);
        values.put("visibility", place.visibility == null ? null : place.visibility.name());
        values.put("given", VALUES.convertToDatabaseColumn(place.given));
        values.put("answered", place.answeredAt);
        values.put("late", place.isLate);
        values.put("addendum", place.addendum);
        values.put("withdrawn", place.withdrawnAt);
        values.put("readers", readers);
        var told = new Thing(CheckInResource.KIND, place.partnershipId, place.checkInId);
        return Feed.write(writing, values, told, now, taker);
    }
}
