package app.toward.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** How long a phone that knows nothing takes to read all that a feed has, and what that costs the server in memory. */
final class MeasureCatchUp {
    private static final int THINGS = 10_000;
    private static final int TIMES = 5;

    private MeasureCatchUp() {}

    static void run(Benchmark benchmark, Server toward, Results results) throws Exception {
        int last = benchmark.scale.partnerships() - 1;
        fill(benchmark, last);
        long before = Machine.residentLater(toward.pid());
        double used = Machine.used(toward.pid());
        long begin = System.nanoTime();
        int things = 0;
        for (int i = 0; i < TIMES; i++) {
            things += readAll(benchmark, toward, last);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double busy = Machine.used(toward.pid()) - used;
        results.add(
                "catch-up of " + things / TIMES + " things, pages of 200",
                String.format(
                        Locale.ROOT,
                        "%.2f s, CPU of the server %.2f s, RSS %.0f MB before and %.0f MB %d s after %d of them",
                        seconds / TIMES,
                        busy / TIMES,
                        before / 1e6,
                        Machine.residentLater(toward.pid()) / 1e6,
                        Machine.QUIET.toSeconds(),
                        TIMES));
    }

    /** Gives the last couple so many bids, told to one of them, as if they had been made on one day. */
    private static void fill(Benchmark benchmark, int partnership) throws Exception {
        String id = Ids.PARTNERSHIP.text(partnership);
        UUID reader = Ids.ACCOUNT.of(Scale.account(partnership, 0));
        long missing = THINGS
                - benchmark.postgres.number("select count(*) from feed_entry where account_id = '" + reader + "'");
        long head = benchmark.heads().get(reader);
        benchmark.postgres.execute(
                """
                        insert into bid (id, partnership_id, bidder_id, receiver_id, recorded_by, kind, channel, cue, occurred_at,
                            occurred_offset, recorded_at, request_digest, bidder_could_see)
                        select uuidv7(), partnership_id, account_id, partner_id, 'BIDDER', 'PLAY', 'CALL', 'One of many, ' || n,
                            date_trunc('milliseconds', now()), 3600, date_trunc('milliseconds', now()), '\\x00', false
                        from membership, generate_series(1, %d) n where partnership_id = '%s' and account_id = '%s'\
                        """.formatted(missing, id, reader),
                """
                        insert into feed_entry (account_id, position, kind, partnership_id, thing_id, is_gone, changed_at)
                        select '%s', %d + row_number() over (order by id), 'bid', partnership_id, id, false, now()
                        from bid where partnership_id = '%s' and cue like 'One of many%%'\
                        """.formatted(reader, head, id),
                "update feed set position = %d where account_id = '%s'".formatted(head + missing, reader),
                "vacuum analyze bid, feed_entry");
    }

    private static int readAll(Benchmark benchmark, Server toward, int partnership) throws Exception {
        String token = benchmark.keys.accessToken(Scale.account(partnership, 0), Instant.now());
        var client = HttpClient.newHttpClient();
        int things = 0;
        String after = "";
        JsonNode page;
        do {
            String path = "/v1/feed?limit=200" + after;
            String body = new Request(partnership, 0, -1, "GET", path, token, "")
                    .send(client, toward.port())
                    .body();
            page = new ObjectMapper().readTree(body);
            things += page.get("items").size();
            after = "&after=" + page.get("cursor").asText();
        } while (page.get("hasMore").asBoolean());
        return things;
    }
}
