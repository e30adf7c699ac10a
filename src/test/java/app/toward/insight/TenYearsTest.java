package app.toward.insight;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Couple;
import app.toward.TestDatabase;
import app.toward.account.CalendarHistory;
import app.toward.account.PersonalCalendar;
import app.toward.insight.Totals.Question;
import app.toward.partnership.Membership;
import app.toward.partnership.PartnershipKind;
import app.toward.partnership.PartnershipState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Two couples, of ten years and of ten weeks, who log and answer as often. How much is read for them is asserted; how
 * long that takes, which depends on the machine and on what else it does, is written to {@code target/insights-speed.md}.
 */
@QuarkusTest
class TenYearsTest {
    private static final int YEARS_OF_DAYS = 3_650;
    private static final int WEEKS_OF_DAYS = 70;
    private static final int WARMING_UP = 8;
    private static final int TIMES = 21;
    private static final int FACTOR = 3;
    private static final int MOST_BYTES = 700_000;
    private static final Path TABLE = Path.of("target/insights-speed.md");
    private static final List<String> PATHS =
            List.of("/insights", "/insights/bids", "/insights/times", "/insights/check-ins");

    private static final String BIDS = """
            insert into bid (id, partnership_id, bidder_id, receiver_id, recorded_by, kind, channel, occurred_at,
                occurred_offset, recorded_at, request_digest, bidder_could_see,
                bidder_response, bidder_note_shared, bidder_blind, bidder_given_at, bidder_responded_at,
                receiver_response, receiver_note_shared, receiver_blind, receiver_given_at, receiver_responded_at)
            select gen_random_uuid(), m.partnership_id,
                case when i % 2 = 0 then m.account_id else m.partner_id end,
                case when i % 2 = 0 then m.partner_id else m.account_id end,
                'BIDDER', 'PLAY', 'IN_PERSON', at, 0, at, '\\x00', false,
                case when i % 3 = 0 then 'TURNED_TOWARD' end, case when i % 3 = 0 then false end,
                case when i % 3 = 0 then true end, case when i % 3 = 0 then at end, case when i % 3 = 0 then at end,
                case when hashint4(i) % 4 = 0 then 'MISSED' else 'TURNED_TOWARD' end, false, true,
                at + interval '1 hour', at + interval '1 hour'
            from membership m, generate_series(1, DAYS * 137 / 10) i,
                lateral (select now() - i * interval '1 day' * 10 / 137) made (at)
            where m.partnership_id = 'PARTNERSHIP'
            and m.account_id = (select min(cast(account_id as text)) :: uuid from membership
                where partnership_id = 'PARTNERSHIP')
            """;

    private static final String ANSWERS = """
            insert into answer (partnership_id, check_in_id, author_id, template, template_version, date, stands_at,
                visibility, given, answered_at, is_late, revealed_at)
            select m.partnership_id, md5(m.partnership_id || 'round' || i) :: uuid, m.account_id, 'daily', 1, date,
                date at time zone 'UTC', 'SHARED', given, at, false, at
            from membership m, generate_series(1, DAYS * 360 / 365) i,
                lateral (select now() - i * interval '1 day' * 365 / 360) made (at),
                lateral (select cast(at as date)) dated (date),
                lateral (select cast(json_object_agg(item, json_build_object('value', value, 'min', 1, 'max', 7,
                        'low', 'Not at all', 'high', 'Very much')) as text)
                    from (values ('mood', 1 + (hashint4(i) & 255) % 7), ('closeness', 5), ('presence', 1 + i % 7),
                        ('feeling_heard', 2 + i % 5), ('time_together', 4)) answered (item, value)) said (given)
            where m.partnership_id = 'PARTNERSHIP'
            """;

    @Inject
    ObjectMapper json;

    @Test
    void what_is_read_for_twelve_weeks_does_not_grow_with_the_years_before() throws Exception {
        var weeks = Couple.together();
        var years = Couple.together();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        try (Connection connection = TestDatabase.asOwner();
                Statement statement = connection.createStatement()) {
            fill(statement, weeks, WEEKS_OF_DAYS);
            fill(statement, years, YEARS_OF_DAYS);
            for (String path : PATHS) {
                JsonNode few = plan(statement, weeks, path, today.minusDays(InsightPeriod.USUAL_DAYS - 1), Bucket.WEEK);
                JsonNode many =
                        plan(statement, years, path, today.minusDays(InsightPeriod.USUAL_DAYS - 1), Bucket.WEEK);
                JsonNode widest =
                        plan(statement, years, path, today.minusDays(InsightPeriod.MOST_DAYS - 1), Bucket.MONTH);
                assertThat(read(many)).as(path).isLessThanOrEqualTo(read(few) * FACTOR);
                assertThat(scans(many))
                        .as(path)
                        .isNotEmpty()
                        .noneMatch(scan -> scan.path("Node Type").asText().equals("Seq Scan"));
                assertThat(widest.path("Temp Written Blocks").asInt()).as(path).isZero();
            }
        }
        requireBounded(years, today);
        measure(weeks, years, "from=" + today.minusDays(InsightPeriod.MOST_DAYS - 1) + "&to=" + today);
    }

    /** With as many buckets as there can be, each with all figures. */
    private static void requireBounded(Couple couple, LocalDate today) {
        for (String path : List.of("/insights/bids", "/insights/check-ins")) {
            byte[] answer = couple.ana()
                    .get(couple.path(path + "?bucket=day&from=" + today.minusDays(BucketQuestion.MOST_BUCKETS - 2)))
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            assertThat(answer).as(path).hasSizeLessThan(MOST_BYTES);
        }
    }

    private static void fill(Statement statement, Couple couple, int days) throws SQLException {
        for (String sql : List.of(BIDS, ANSWERS)) {
            statement.execute(sql.replace("DAYS", "" + days).replace("PARTNERSHIP", couple.partnership()));
        }
        statement.execute("vacuum analyze bid");
        statement.execute("vacuum analyze answer");
    }

    private JsonNode plan(Statement statement, Couple couple, String path, LocalDate from, Bucket bucket)
            throws Exception {
        var membership = membership(statement, couple);
        var period = new InsightPeriod();
        period.from = from;
        List<Question<?>> questions = questions(path, membership, period, bucket);
        Map<String, Object> parameters = Totals.parameters(membership, questions);
        String sql = Pattern.compile(":(\\w+)")
                .matcher(Totals.sql(questions))
                .replaceAll(name ->
                        Matcher.quoteReplacement(literal(Objects.requireNonNull(parameters.get(name.group(1))))));
        try (ResultSet plan = statement.executeQuery("explain (analyze, buffers, format json) " + sql)) {
            plan.next();
            return json.readTree(plan.getString(1)).get(0).get("Plan");
        }
    }

    private static List<Question<?>> questions(
            String path, Membership membership, InsightPeriod period, Bucket bucket) {
        Dates dates = period.dates(membership, Instant.now()).by(bucket);
        Dates both = dates.withThoseBefore();
        return switch (path) {
            case "/insights" ->
                List.of(
                        BidTally.in(both, membership),
                        AnsweredRound.in(both, membership),
                        RevealTally.in(RevealTally.weeks(dates)));
            case "/insights/bids" -> List.of(BidTally.in(dates, membership));
            case "/insights/times" -> List.of(TimeTally.in(dates, membership), ResponseTally.in(dates, membership));
            default -> List.of(AnsweredRound.in(dates, membership));
        };
    }

    private static Membership membership(Statement statement, Couple couple) throws SQLException {
        var calendar = CalendarHistory.of(new PersonalCalendar(ZoneId.of("Europe/Berlin"), LocalTime.of(4, 0)));
        try (ResultSet found =
                statement.executeQuery("select account_id, partner_id from membership where partnership_id = '"
                        + couple.partnership() + "'")) {
            found.next();
            return new Membership(
                    UUID.fromString(couple.partnership()),
                    found.getObject(1, UUID.class),
                    found.getObject(2, UUID.class),
                    Instant.EPOCH,
                    calendar,
                    calendar,
                    PartnershipKind.ROMANTIC,
                    PartnershipState.ACTIVE);
        }
    }

    private static String literal(Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(TenYearsTest::literal).collect(Collectors.joining(", "))
                : "'" + value + "'";
    }

    private static Stream<JsonNode> nodes(JsonNode plan) {
        return Stream.concat(
                Stream.of(plan),
                StreamSupport.stream(plan.path("Plans").spliterator(), false).flatMap(TenYearsTest::nodes));
    }

    /** Of what is stored; what the query itself made up is scanned too. */
    private static List<JsonNode> scans(JsonNode plan) {
        return nodes(plan).filter(node -> node.has("Relation Name")).toList();
    }

    /** Rows, whether they were of use or not; how many pages they lie on is the other tests' doing as well. */
    private static double read(JsonNode plan) {
        return scans(plan).stream()
                .mapToDouble(scan -> scan.path("Actual Loops").asDouble()
                        * (scan.path("Actual Rows").asDouble()
                                + scan.path("Rows Removed by Filter").asDouble()
                                + scan.path("Rows Removed by Index Recheck").asDouble()))
                .sum();
    }

    private static void measure(Couple weeks, Couple years, String all) throws java.io.IOException {
        List<String> lines = new ArrayList<>(List.of(
                "| answer | ten weeks | ten years, the last twelve weeks of them | ten years, as many dates of them as can be asked for |",
                "|---|---|---|---|"));
        for (String path : PATHS) {
            String widest = path + "?" + all + (path.matches(".*(bids|check-ins)") ? "&bucket=month" : "");
            double[] medians = medians(weeks.path(path), years.path(path), years.path(widest), weeks, years);
            lines.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %.1f ms | %.1f ms (× %.1f) | %.1f ms (× %.1f) |",
                    path,
                    medians[0],
                    medians[1],
                    medians[1] / medians[0],
                    medians[2],
                    medians[2] / medians[0]));
        }
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, lines);
    }

    /** In turns, so that whatever else the machine does meets all of them, and without those that warm up. */
    private static double[] medians(String few, String recent, String widest, Couple weeks, Couple years) {
        double[][] milliseconds = new double[3][TIMES];
        for (int time = -WARMING_UP; time < TIMES; time++) {
            double[] one = {milliseconds(weeks, few), milliseconds(years, recent), milliseconds(years, widest)};
            for (int i = 0; i < one.length && time >= 0; i++) {
                milliseconds[i][time] = one[i];
            }
        }
        return Stream.of(milliseconds)
                .mapToDouble(each -> java.util.Arrays.stream(each).sorted().toArray()[TIMES / 2])
                .toArray();
    }

    private static double milliseconds(Couple couple, String path) {
        long begin = System.nanoTime();
        couple.ana().get(path).statusCode(200);
        return (System.nanoTime() - begin) / 1e6;
    }
}
