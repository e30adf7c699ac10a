package app.toward.insight;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Couple;
import app.toward.Person;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Two couples, of ten years and of ten weeks, who log and answer as often. How long each is answered is written to
 * {@code target/insights-speed.md}; what is asserted leaves a busy machine room.
 */
@QuarkusTest
class TenYearsTest {
    private static final int YEARS_OF_DAYS = 3_650;
    private static final int WEEKS_OF_DAYS = 70;
    private static final int TIMES = 15;
    private static final Path TABLE = Path.of("target/insights-speed.md");

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
                date at time zone 'UTC', 'SHARED',
                json_build_object('mood', 1 + (hashint4(i) & 255) % 7, 'closeness', 5, 'presence', 1 + i % 7,
                    'feeling_heard', 2 + i % 5, 'time_together', 4), at, false, at
            from membership m, generate_series(1, DAYS * 36 / 365 * 10) i,
                lateral (select now() - i * interval '1 day' * 365 / 360) made (at),
                lateral (select cast(at as date)) dated (date)
            where m.partnership_id = 'PARTNERSHIP'
            on conflict do nothing
            """;

    @Inject
    DataSource dataSource;

    @Test
    void ten_years_are_answered_nearly_as_fast_as_ten_weeks() throws Exception {
        var weeks = Couple.together();
        var years = Couple.together();
        fill(weeks, WEEKS_OF_DAYS);
        fill(years, YEARS_OF_DAYS);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String all = "?from=" + today.minusDays(YEARS_OF_DAYS) + "&to=" + today;
        List<String> lines = new ArrayList<>(List.of(
                "| answer | ten weeks | ten years, the last twelve weeks of them | ten years, whole |",
                "|---|---|---|---|"));
        for (String path : List.of("/insights", "/insights/bids", "/insights/times", "/insights/check-ins")) {
            double short_ = milliseconds(weeks, path);
            double recent = milliseconds(years, path);
            double whole = milliseconds(years, path + all + (path.equals("/insights") ? "" : "&bucket=month"));
            lines.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %.1f ms | %.1f ms (× %.1f) | %.1f ms (× %.1f) |",
                    path,
                    short_,
                    recent,
                    recent / short_,
                    whole,
                    whole / short_));
            assertThat(recent).as(path).isLessThan(short_ * 6 + 20);
            assertThat(whole).as(path).isLessThan(1_500);
        }
        write(lines);
    }

    private void fill(Couple couple, int days) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(BIDS, ANSWERS)) {
                statement.execute(sql.replace("DAYS", "" + days).replace("PARTNERSHIP", couple.partnership()));
            }
            statement.execute("vacuum analyze bid");
            statement.execute("vacuum analyze answer");
        }
    }

    /** The median of some calls, after some that warm up. */
    private static double milliseconds(Couple couple, String path) {
        Person ana = couple.ana();
        IntStream.range(0, TIMES / 2).forEach(i -> ana.get(couple.path(path)).statusCode(200));
        return IntStream.range(0, TIMES)
                .mapToObj(i -> {
                    long begin = System.nanoTime();
                    ana.get(couple.path(path)).statusCode(200);
                    return (System.nanoTime() - begin) / 1e6;
                })
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(TIMES / 2);
    }

    private static void write(List<String> lines) throws IOException {
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, lines);
    }
}
