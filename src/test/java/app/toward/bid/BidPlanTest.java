package app.toward.bid;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.TestDatabase;
import app.toward.account.CalendarHistory;
import app.toward.account.PersonalCalendar;
import app.toward.partnership.Membership;
import app.toward.partnership.PartnershipKind;
import app.toward.partnership.PartnershipState;
import app.toward.shared.Position;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Every list reads index entries of one partnership, and its cost does not grow with the other couples. */
@QuarkusTest
class BidPlanTest {
    private static final int BIDS_EACH = 500;
    private static final int COUPLES = 2_000;
    private static final int FEWER = 100;

    /** The same columns and indexes without foreign keys, so that no other table has to be filled. */
    private static final String FILL = """
            insert into bid (id, partnership_id, bidder_id, receiver_id, recorded_by, kind, channel, cue,
                occurred_at, occurred_offset, recorded_at, request_digest, is_private, bidder_could_see,
                receiver_response, receiver_note_shared, receiver_blind, receiver_given_at, receiver_responded_at,
                bidder_words, receiver_words, bidder_own_words, receiver_own_words)
            select gen_random_uuid(), partnership, person, md5('other' || couple)::uuid, 'BIDDER',
                (array['PLAY', 'HELP', 'ATTENTION', 'OTHER'])[1 + i % 4], (array['CALL', 'MESSAGE'])[1 + i % 2],
                'the moon', at, 3600, at, '\\x00', false, false,
                case when i % 3 > 0 then 'TURNED_TOWARD' end, case when i % 3 > 0 then false end,
                case when i % 3 > 0 then true end, case when i % 3 > 0 then at end, case when i % 3 > 0 then at end,
                moon, moon, moon, moon
            from generate_series(0, COUPLES - 1) couple, generate_series(1, BIDS_EACH) i,
                to_tsvector('simple', 'moon') moon,
                lateral (select md5('couple' || couple)::uuid, md5('one' || couple)::uuid,
                    timestamptz '2026-01-01Z' + i * interval '7 hours') made (partnership, person, at)
            order by couple, i
            """;

    @Inject
    ObjectMapper json;

    @Test
    void lists_read_one_partnership_and_cost_the_same_in_a_table_a_hundred_times_larger() throws Exception {
        try (Connection connection = TestDatabase.asOwner();
                Statement statement = connection.createStatement()) {
            try {
                fill(statement, "few_bids", COUPLES / FEWER);
                fill(statement, "many_bids", COUPLES);
                for (var list : lists().entrySet()) {
                    requireSameCost(statement, list.getKey(), list.getValue(), PartnershipState.ACTIVE);
                    // After the end nothing is awaited, and so nothing is looked for.
                    if (list.getValue().awaiting == null) {
                        requireSameCost(statement, list.getKey(), list.getValue(), PartnershipState.ENDED);
                    }
                }
            } finally {
                statement.execute("reset search_path");
                statement.execute("drop schema if exists few_bids cascade");
                statement.execute("drop schema if exists many_bids cascade");
            }
        }
    }

    private void requireSameCost(Statement statement, String list, BidFilter filter, PartnershipState state)
            throws Exception {
        JsonNode small = plan(statement, "few_bids", filter, state);
        JsonNode large = plan(statement, "many_bids", filter, state);
        assertIsOfOnePartnership(list, large);
        assertThat(buffers(large))
                .as(list + ", " + state + ", in a hundred times as many\n" + large.toPrettyString())
                .isLessThanOrEqualTo(buffers(small) * 6 / 5 + 6);
        // The words are there: making them of each row would cost more than all else.
        assertThat(large.toString()).doesNotContain("to_tsvector");
    }

    private static Map<String, BidFilter> lists() {
        var lists = new LinkedHashMap<String, BidFilter>();
        lists.put("all", filter(filter -> {}));
        lists.put("from and to", filter(filter -> {
            filter.from = OffsetDateTime.parse("2026-02-01T00:00:00Z");
            filter.to = OffsetDateTime.parse("2026-03-01T00:00:00Z");
        }));
        lists.put("kind", filter(filter -> filter.kind = BidKind.PLAY));
        lists.put("a kind that is not there", filter(filter -> filter.kind = BidKind.COMFORT));
        lists.put("channel", filter(filter -> filter.channel = Channel.CALL));
        lists.put("own", filter(filter -> filter.bidder = Who.ME));
        lists.put("partner's", filter(filter -> filter.bidder = Who.PARTNER));
        lists.put("response", filter(filter -> filter.response = Response.TURNED_TOWARD));
        lists.put("a response that is not there", filter(filter -> filter.response = Response.MISSED));
        lists.put("awaiting", filter(filter -> filter.awaiting = BidFilter.Awaiting.ME));
        lists.put("search", filter(filter -> filter.q = "moon"));
        lists.put("search in vain", filter(filter -> filter.q = "sun"));
        return lists;
    }

    private static BidFilter filter(Consumer<BidFilter> set) {
        var filter = new BidFilter();
        set.accept(filter);
        return filter;
    }

    private static void fill(Statement statement, String schema, int couples) throws SQLException {
        statement.execute("create schema " + schema);
        statement.execute("create unlogged table " + schema + ".bid (like public.bid including defaults)");
        statement.execute("set search_path = " + schema);
        statement.execute(FILL.replace("COUPLES", "" + couples).replace("BIDS_EACH", "" + BIDS_EACH));
        List<String> indexes = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(
                "select indexdef from pg_indexes where schemaname = 'public' and tablename = 'bid'")) {
            while (found.next()) {
                indexes.add(found.getString(1).replace("public.bid", schema + ".bid"));
            }
        }
        for (String index : indexes) {
            statement.execute(index);
        }
        statement.execute("vacuum analyze " + schema + ".bid");
    }

    private JsonNode plan(Statement statement, String schema, BidFilter filter, PartnershipState state)
            throws Exception {
        statement.execute("set search_path = " + schema + ", public");
        // Twice, so that hint bits and caches are what they are in a database that has been running.
        try (ResultSet plan = statement.executeQuery(explained(filter, state))) {
            plan.next();
        }
        try (ResultSet plan = statement.executeQuery(explained(filter, state))) {
            plan.next();
            return json.readTree(plan.getString(1)).get(0).get("Plan");
        }
    }

    /** As the receiver of the first couple, from the middle of what they have, a page of fifty. */
    private static String explained(BidFilter filter, PartnershipState state) {
        var calendar = CalendarHistory.of(new PersonalCalendar(ZoneId.of("Europe/Berlin"), LocalTime.of(4, 0)));
        var membership = new Membership(
                hashed("couple0"),
                hashed("other0"),
                hashed("one0"),
                Instant.EPOCH,
                calendar,
                calendar,
                PartnershipKind.ROMANTIC,
                state);
        var after = new Position(Instant.parse("2026-05-01T00:00:00Z"), new UUID(-1, -1));
        Map<String, Object> parameters = filter.parameters(membership, after, 51);
        return "explain (analyze, buffers, format json) "
                + Pattern.compile(":(\\w+)")
                        .matcher(filter.sql(membership.hasEnded()))
                        .replaceAll(name -> Matcher.quoteReplacement(
                                literal(Objects.requireNonNull(parameters.get(name.group(1))))));
    }

    private static String literal(Object value) {
        return value instanceof Integer ? value.toString() : "'" + value + "'";
    }

    /** As PostgreSQL makes one of an MD5. */
    private static UUID hashed(String text) {
        try {
            var bytes = java.nio.ByteBuffer.wrap(java.security.MessageDigest.getInstance("MD5")
                    .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertIsOfOnePartnership(String list, JsonNode plan) {
        List<JsonNode> nodes = nodes(plan).toList();
        List<JsonNode> scans = nodes.stream()
                .filter(node -> node.path("Relation Name").asText().equals("bid"))
                .toList();
        assertThat(scans).as(list).isNotEmpty();
        for (JsonNode scan : scans) {
            assertThat(scan.path("Node Type").asText()).as(list).isIn("Index Scan", "Bitmap Heap Scan");
            assertThat(scan.path("Actual Rows").asInt()
                            + scan.path("Rows Removed by Filter").asInt())
                    .as(list)
                    .isLessThanOrEqualTo(BIDS_EACH);
        }
        assertThat(nodes.stream()
                        .filter(node -> node.path("Index Name").asText().startsWith("bid_newest")
                                || node.path("Index Name").asText().startsWith("bid_awaiting")
                                || node.path("Index Name").asText().startsWith("bid_pkey")))
                .as(list)
                .isNotEmpty()
                .allMatch(node -> node.path("Index Cond").asText().contains("partnership_id ="));
        // What a rare filter finds may be sorted, but that is never more than one partnership has.
        assertThat(nodes.stream().filter(node -> node.path("Node Type").asText().contains("Sort")))
                .as(list)
                .allMatch(sort -> sort.path("Plans").get(0).path("Actual Rows").asInt() <= BIDS_EACH);
    }

    private static Stream<JsonNode> nodes(JsonNode plan) {
        return Stream.concat(
                Stream.of(plan),
                StreamSupport.stream(plan.path("Plans").spliterator(), false).flatMap(BidPlanTest::nodes));
    }

    private static int buffers(JsonNode plan) {
        return plan.path("Shared Hit Blocks").asInt()
                + plan.path("Shared Read Blocks").asInt();
    }
}
