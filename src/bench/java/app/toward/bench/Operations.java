package app.toward.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The operations that are measured: what they ask for, with real tokens, of partnerships drawn at random. */
final class Operations {
    private static final int MANY = 4_000;
    private static final int MOST = 60_000;
    private static final int PAGE = 100;
    private static final List<String> ANY_MEMBER =
            List.of("\\set p random(0, PARTNERSHIPS - 1)", "\\set s random(0, 1)");

    private static final String NEW_BID = """
            {"bidder":"me","kind":"attention","channel":"in_person","cue":"Look at the moon, number %d",\
            "occurredAt":"%s"}\
            """;

    private static final String PERSPECTIVE =
            "{\"response\":\"turned_toward\",\"note\":\"I heard it, and was still in my book.\",\"noteShared\":true}";

    private static final String ANSWER = """
            {"visibility":"shared","values":{"mood":5,"closeness":6,"presence":4,"feeling_heard":6,"time_together":3,\
            "appreciation":"The soup."}}\
            """;

    private static final List<String> UNDO_BIDS = List.of(
            "delete from feed_entry where kind = 'bid' and thing_id not between BID_FIRST and BID_LAST",
            "delete from bid where id not between BID_FIRST and BID_LAST");

    private static final List<String> UNDO_RESPONSES = List.of("""
            update bid set receiver_response = null, receiver_manner = null, receiver_noticed_at = null,
                receiver_note = null, receiver_note_shared = null, receiver_blind = null, receiver_given_at = null,
                receiver_responded_at = null, bidder_could_see = false
            where receiver_given_at > (select max(created_at) from session)\
            """, "vacuum bid");

    private static final List<String> UNDO_ANSWERS = List.of(
            "delete from feed_entry where kind = 'check_in' and thing_id in (select check_in_id from answer"
                    + " where answered_at > (select max(created_at) from session))",
            "delete from answer where answered_at > (select max(created_at) from session)");

    private static final List<String> UNDO_REFRESHES = List.of(
            "delete from session where id not in (select id from benchmark_session)",
            "update session set refresh_hash = b.refresh_hash, parent_hash = null from benchmark_session b"
                    + " where b.id = session.id",
            "vacuum session");

    private final Scale scale;
    private final ServerKeys keys;
    private final LoadData data;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Long, String> tokens = new ConcurrentHashMap<>();
    private final List<Request> rounds = new ArrayList<>();

    /** @param port where Toward is asked which rounds are open */
    Operations(Scale scale, ServerKeys keys, LoadData data, int port) {
        this.scale = scale;
        this.keys = keys;
        this.data = data;
        this.port = port;
    }

    /** Access tokens last ten minutes, like those of clients: each operation at each concurrency begins with new ones. */
    void renewTokens() {
        tokens.clear();
        rounds.clear();
    }

    List<Operation> all() {
        return List.of(
                read("read one bid", true, this::oneBid, "\\set b random(0, BIDS - 1)"),
                read("last 50 bids", true, (random, n) -> read(random, "/bids")),
                read("today's check-ins", true, (random, n) -> read(random, "/check-ins/today")),
                read("feed, nothing new", true, (random, n) -> feed(random, 0)),
                read("feed, 100 new", true, (random, n) -> feed(random, PAGE)),
                read("insights, 12 weeks", false, (random, n) -> read(random, "/insights")),
                new Operation("log a bid", this::newBid, MANY, false, false, true, ANY_MEMBER, UNDO_BIDS),
                new Operation("respond", this::response, MOST, true, false, true, responders(), UNDO_RESPONSES),
                new Operation("answer a check-in", this::answer, MOST, true, false, false, ANY_MEMBER, UNDO_ANSWERS),
                new Operation("refresh", this::refresh, MANY, false, true, false, ANY_MEMBER, UNDO_REFRESHES),
                new Operation("sign in", this::signIn, MANY, false, false, false, List.of(), UNDO_REFRESHES));
    }

    private static Operation read(String name, boolean hasTwin, Operation.Maker maker, String... variables) {
        var all = new ArrayList<>(ANY_MEMBER);
        all.addAll(List.of(variables));
        return new Operation(name, maker, MANY, false, false, hasTwin, all, List.of());
    }

    private static List<String> responders() {
        return List.of(
                "\\set p random(0, PARTNERSHIPS - 1)",
                "\\set b AWAITING * random(1, BIDS / AWAITING) - 1",
                "\\set s 1 - :b % 2");
    }

    private String path(int partnership, String rest) {
        return "/v1/partnerships/" + Ids.PARTNERSHIP.text(partnership) + rest;
    }

    private String token(int partnership, int side) {
        return tokens.computeIfAbsent(
                Scale.account(partnership, side), account -> keys.accessToken(account, Instant.now()));
    }

    private Request request(int p, int side, int bid, String method, String path, String body) {
        return new Request(p, side, bid, method, path, token(p, side), body);
    }

    private Request read(RandomGenerator random, String rest) {
        int p = random.nextInt(scale.partnerships());
        return request(p, random.nextInt(2), -1, "GET", path(p, rest), "");
    }

    private Request oneBid(RandomGenerator random, int number) {
        int p = random.nextInt(scale.partnerships());
        int bid = random.nextInt(scale.bids());
        return request(p, random.nextInt(2), bid, "GET", path(p, "/bids/" + Ids.BID.text(scale.bid(p, bid))), "");
    }

    private Request feed(RandomGenerator random, int behind) {
        int p = random.nextInt(scale.partnerships());
        int side = random.nextInt(2);
        String cursor =
                keys.feedCursor(Ids.ACCOUNT.of(Scale.account(p, side)), scale.head() - behind, scale.head() - behind);
        return request(p, side, -1, "GET", "/v1/feed?limit=" + PAGE + "&after=" + cursor, "");
    }

    private Request newBid(RandomGenerator random, int number) {
        int p = random.nextInt(scale.partnerships());
        return request(p, random.nextInt(2), -1, "POST", path(p, "/bids"), NEW_BID.formatted(number, now()));
    }

    private static Instant now() {
        return Instant.ofEpochSecond(Instant.now().getEpochSecond());
    }

    /** Goes through the partnerships, and in each through the bids that await a response. */
    private Request response(RandomGenerator random, int number) {
        int p = number % scale.partnerships();
        int awaiting = number / scale.partnerships() % (scale.bids() / Scale.AWAITING_EVERY);
        int bid = (awaiting + 1) * Scale.AWAITING_EVERY - 1;
        String rest = "/bids/" + Ids.BID.text(scale.bid(p, bid)) + "/perspective";
        return request(p, 1 - Scale.bidder(bid), bid, "PUT", path(p, rest), PERSPECTIVE);
    }

    /** First one of the two answers each open round, then the other, which reveals it. */
    private Request answer(RandomGenerator random, int number) {
        if (rounds.isEmpty()) {
            findRounds();
        }
        return rounds.get(number % rounds.size());
    }

    int openRounds() {
        answer(RandomGenerator.getDefault(), 0);
        return rounds.size();
    }

    private void findRounds() {
        try {
            for (int side = 0; side < 2; side++) {
                for (int p = 0; p < scale.partnerships(); p++) {
                    var open = request(p, side, -1, "GET", path(p, "/check-ins/today"), "")
                            .send(client, port);
                    for (JsonNode round : json.readTree(open.body()).get("items")) {
                        if (round.get("template").asText().equals("daily")) {
                            String rest = "/check-ins/" + round.get("id").asText() + "/answer";
                            rounds.add(request(p, side, -1, "PUT", path(p, rest), ANSWER));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Request refresh(RandomGenerator random, int number) {
        int account = number % (2 * scale.partnerships());
        String body = "{\"refreshToken\":\"" + data.refreshToken(account) + "\"}";
        return new Request(account / 2, account % 2, -1, "POST", "/v1/sessions/refresh", "", body);
    }

    private Request signIn(RandomGenerator random, int number) {
        int account = random.nextInt(2 * scale.partnerships());
        String body = "{\"email\":\"person" + account + "@example.org\",\"password\":\"" + Benchmark.PASSWORD + "\"}";
        return new Request(account / 2, account % 2, -1, "POST", "/v1/sessions", "", body);
    }

    /** Puts this scale's numbers into a line for pgbench, or for SQL. */
    String filled(String line) {
        return line.replace("PARTNERSHIPS", String.valueOf(scale.partnerships()))
                .replace("BIDS", String.valueOf(scale.bids()))
                .replace("AWAITING", String.valueOf(Scale.AWAITING_EVERY))
                .replace("BID_FIRST", "'" + Ids.BID.text(0) + "'")
                .replace("BID_LAST", "'" + Ids.BID.text(scale.bid(scale.partnerships(), 0)) + "'");
    }
}
