package app.toward.bench;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;

/** Whether a couple's insights take longer when they have a hundred times as many bids behind them. */
final class MeasureHistory {
    private static final int TIMES = 100;
    private static final int WARM = 200;
    private static final int COUNTED = 51;

    private static final String EARLIER_BIDS = """
            insert into bid (id, partnership_id, bidder_id, receiver_id, recorded_by, kind, channel, cue, occurred_at,
                occurred_offset, recorded_at, request_digest, bidder_could_see, receiver_response, receiver_note_shared,
                receiver_blind, receiver_given_at, receiver_responded_at)
            select uuidv7(), partnership_id, account_id, partner_id, 'BIDDER', 'PLAY', 'CALL', 'Long ago', at, 3600, at, '\\x00',
                true, 'TURNED_TOWARD', false, true, at, at
            from membership, generate_series(1, %d) n, lateral (select joined_at - n * interval '1 day' * %d / %d) made (at)
            where partnership_id = '%s' and account_id = '%s'
            """;

    private MeasureHistory() {}

    static void run(Benchmark benchmark, Server toward, Results results) throws Exception {
        String twelveWeeks = "/insights";
        String aYear = "/insights?from=" + LocalDate.now(ZoneOffset.UTC).minusDays(364);
        double before = medianMillis(benchmark, toward, twelveWeeks);
        double wholeBefore = medianMillis(benchmark, toward, aYear);
        grow(benchmark);
        double after = medianMillis(benchmark, toward, twelveWeeks);
        double wholeAfter = medianMillis(benchmark, toward, aYear);
        results.add("insights, 12 weeks, " + TIMES + " × the history", compared(before, after));
        results.add("insights, a year, " + TIMES + " × the history", compared(wholeBefore, wholeAfter));
    }

    private static void grow(Benchmark benchmark) throws Exception {
        var scale = benchmark.scale;
        benchmark.postgres.execute(
                EARLIER_BIDS.formatted(
                        scale.bids() * (TIMES - 1),
                        scale.days(),
                        scale.bids(),
                        Ids.PARTNERSHIP.text(0),
                        Ids.ACCOUNT.text(0)),
                "update membership set joined_at = joined_at - interval '24 years' where partnership_id = '%s'"
                        .formatted(Ids.PARTNERSHIP.text(0)),
                "vacuum analyze bid");
    }

    private static double medianMillis(Benchmark benchmark, Server toward, String rest) throws Exception {
        var client = HttpClient.newHttpClient();
        String path = "/v1/partnerships/" + Ids.PARTNERSHIP.text(0) + rest;
        var millis = new double[COUNTED];
        for (int i = -WARM; i < COUNTED; i++) {
            String token = benchmark.keys.accessToken(0, Instant.now());
            long begin = System.nanoTime();
            HttpResponse<String> response = new Request(0, 0, -1, "GET", path, token, "").send(client, toward.port());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.body());
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis[COUNTED / 2];
    }

    private static String compared(double before, double after) {
        return String.format(Locale.ROOT, "%.1f ms before, %.1f ms after: %.2f ×", before, after, after / before);
    }
}
