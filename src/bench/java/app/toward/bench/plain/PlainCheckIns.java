package app.toward.bench.plain;

import app.toward.bench.ServerKeys;
import app.toward.bench.plain.PlainServer.Answer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** The rounds that can be answered now, of two people who never changed their zone and have not answered yet. */
final class PlainCheckIns {
    private static final Duration GRACE = Duration.ofHours(20);
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration EVERYWHERE = Duration.ofHours(18);
    private static final int MOST_OPEN = 5;

    private static final String ANSWERS = """
            select mine.partnership_id, mine.check_in_id, mine.author_id, mine.template, mine.template_version, mine.date,
                mine.stands_at, mine.closes_at, mine.visibility, mine.given, mine.answered_at, mine.is_late,
                mine.revealed_at, mine.addendum, mine.withdrawn_at,
                partners.partnership_id, partners.check_in_id, partners.author_id, partners.template,
                partners.template_version, partners.date, partners.stands_at, partners.closes_at, partners.visibility,
                partners.given, partners.answered_at, partners.is_late, partners.revealed_at, partners.addendum,
                partners.withdrawn_at, p.state
            from answer mine
            join partnership p on p.id = mine.partnership_id
            left join answer partners on partners.partnership_id = mine.partnership_id
                and partners.check_in_id =
                    case when mine.revealed_at is not null and p.state <> 'ENDED' then mine.check_in_id end
                and partners.author_id <> mine.author_id
            where mine.author_id = $2 and (p.state <> 'ENDED' or mine.visibility is not null)
            and mine.partnership_id = $1
            and (mine.check_in_id = any($3) or mine.closes_at > $4 and mine.revealed_at is null)
            """;

    private final Pool pool;

    PlainCheckIns(Pool pool) {
        this.pool = pool;
    }

    private record Round(UUID id, String template, LocalDate date, Instant closes) {}

    Future<Answer> today(PlainKeys.Caller caller, UUID partnership) {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        return PlainMembership.withoutTemplates(pool, caller, partnership).compose(membership -> {
            List<Round> rounds = rounds(membership, now.toInstant());
            UUID[] ids = rounds.stream().map(Round::id).toArray(UUID[]::new);
            return pool.preparedQuery(ANSWERS)
                    .execute(Tuple.of(partnership, caller.account(), ids, now))
                    .map(answers -> {
                        if (answers.size() > 0) {
                            throw new IllegalStateException("Only what nobody has answered is measured");
                        }
                        return Answer.ok(text(rounds));
                    });
        });
    }

    private static List<Round> rounds(PlainMembership membership, Instant now) {
        var rounds = new ArrayList<Round>();
        add(rounds, membership, "daily", 1, now);
        add(rounds, membership, "weekly", 7, now);
        rounds.sort(Comparator.comparing(Round::date)
                .thenComparing(round -> round.id().toString())
                .reversed());
        return rounds;
    }

    private static void add(List<Round> rounds, PlainMembership membership, String template, int days, Instant now) {
        LocalDate mine = roundOf(days, dateAt(now, membership.zone(), membership.dayStart()));
        LocalDate theirs = roundOf(days, dateAt(now, membership.partnerZone(), membership.partnerDayStart()));
        LocalDate date = mine.isAfter(theirs) ? mine : theirs;
        for (int i = 0; i < MOST_OPEN; i++) {
            Instant closes = closes(membership, date, days);
            if (now.isBefore(closes)) {
                rounds.add(new Round(id(membership.partnership(), template, date), template, date, closes));
            }
            date = date.minusDays(days);
        }
    }

    private static Instant closes(PlainMembership membership, LocalDate date, int days) {
        Instant opens = earlier(
                start(date, membership.zone(), membership.dayStart()),
                start(date, membership.partnerZone(), membership.partnerDayStart()));
        LocalDate end = date.plusDays(days);
        Instant ended = later(
                start(end, membership.zone(), membership.dayStart()),
                start(end, membership.partnerZone(), membership.partnerDayStart()));
        Instant begunEverywhere =
                end.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(EVERYWHERE);
        return later(ended.plus(GRACE), later(opens, begunEverywhere).plus(SHORTEST));
    }

    private static LocalDate roundOf(int days, LocalDate date) {
        return days == 7 ? date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : date;
    }

    private static LocalDate dateAt(Instant now, ZoneId zone, LocalTime dayStart) {
        LocalDate date = now.atZone(zone).toLocalDate();
        return now.isBefore(start(date, zone, dayStart)) ? date.minusDays(1) : date;
    }

    private static Instant start(LocalDate date, ZoneId zone, LocalTime dayStart) {
        return date.atTime(dayStart).atZone(zone).toInstant();
    }

    private static UUID id(UUID partnership, String template, LocalDate date) {
        int day = Math.toIntExact(date.toEpochDay());
        ByteBuffer hash = ByteBuffer.wrap(ServerKeys.sha256(ServerKeys.concatenated(
                ServerKeys.bytes(partnership),
                ByteBuffer.allocate(4).putInt(day).array(),
                template.getBytes(StandardCharsets.UTF_8))));
        long high = (Integer.toUnsignedLong(day) << 32) | (hash.getLong() & 0xFFFF_0FFFL) | (8 << 12);
        return new UUID(high, (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    private static String text(List<Round> rounds) {
        var json = new JsonText().open('{').name("items").open('[');
        rounds.forEach(round -> json.open('{')
                .plain("id", round.id())
                .plain("template", round.template())
                .raw("templateVersion", 1)
                .plain("date", round.date())
                .instant("closesAt", round.closes().atOffset(ZoneOffset.UTC))
                .plain("state", "open")
                .close('}'));
        return json.close(']').close('}').toString();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
