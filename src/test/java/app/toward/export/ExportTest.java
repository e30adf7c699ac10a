package app.toward.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import app.toward.Couple;
import app.toward.Eventually;
import app.toward.Exporting;
import app.toward.Inbox;
import app.toward.Person;
import app.toward.TestClock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(TestClock.class)
class ExportTest {
    @jakarta.inject.Inject
    javax.sql.DataSource database;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void an_export_is_asked_for_made_and_fetched() throws IOException {
        var ana = Person.register("Ana", "Europe/Berlin");
        var asked = ana.request().post("/v1/me/exports").then().statusCode(202);
        String id = asked.extract().path("id");
        asked.header("Location", org.hamcrest.Matchers.endsWith("/v1/me/exports/" + id));
        Exporting.awaitState(ana, id, "ready", 60);
        int size = ana.get("/v1/me/exports/{id}", id).extract().path("size");
        var content = ana.get("/v1/me/exports/{id}/content", id)
                .statusCode(200)
                .contentType("application/zip")
                .header("Cache-Control", "private, no-store")
                .extract();
        assertThat(content.asByteArray()).hasSize(size);
        assertThat(content.header("Content-Disposition")).startsWith("attachment; filename=\"toward-");
        ana.get("/v1/me/exports").statusCode(200).body("items.id", equalTo(List.of(id)));
        assertThat(lines(Exporting.filesOf(ana, id), "profile"))
                .singleElement()
                .satisfies(me -> assertThat(me)
                        .isEqualTo(JSON.readTree(ana.get("/v1/me").extract().asString())));
    }

    @Test
    void while_one_is_made_the_same_request_gives_the_same() {
        var ana = Person.register("Ana", "Europe/Berlin");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(ana.request()
                    .post("/v1/me/exports")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id"));
        }
        String key = java.util.UUID.randomUUID().toString();
        Exporting.awaitState(ana, ids.get(2), "ready", 60);
        var chosen = ana.request()
                .header("Idempotency-Key", key)
                .post("/v1/me/exports")
                .then()
                .statusCode(202);
        chosen.body("id", equalTo(key));
        Exporting.awaitState(ana, key, "ready", 60);
        ana.request()
                .header("Idempotency-Key", key)
                .post("/v1/me/exports")
                .then()
                .statusCode(202)
                .body("id", equalTo(key));
        assertThat(ids).contains(ids.get(0));
        ana.get("/v1/me/exports").body("items.id", hasItem(ids.get(0)));
    }

    @Test
    void a_request_is_remembered_also_while_another_one_is_served() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String running = ana.request().post("/v1/me/exports").then().extract().path("id");
        String key = java.util.UUID.randomUUID().toString();
        String given = ask(ana, key);
        Exporting.awaitState(ana, running, "ready", 60);
        Exporting.awaitState(ana, given, "ready", 60);
        assertThat(ask(ana, key)).isEqualTo(given);
    }

    private static String ask(Person person, String key) {
        return person.request()
                .header("Idempotency-Key", key)
                .post("/v1/me/exports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    @Test
    void an_account_has_one_file_and_its_person_hears_of_each() throws Exception {
        var ana = Person.register("Ana", "Europe/Berlin");
        String first = Exporting.by(ana);
        assertThat(Exporting.filesOf(ana, first)).isNotEmpty();
        String second = Exporting.by(ana);
        ana.get("/v1/me/exports/{id}/content", first).statusCode(409).body("code", equalTo("export_expired"));
        ana.get("/v1/me/exports/{id}/content", second).statusCode(200);
        Eventually.holds("its file is removed", () -> parts(first) == 0);
        assertThat(parts(second)).isPositive();
        Eventually.holds(
                "she was told twice",
                () -> Inbox.of(ana).mails().stream()
                                .filter(mail -> mail.getText().contains("a file of all that you have"))
                                .count()
                        == 2);
    }

    private int parts(String export) throws java.sql.SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var result =
                        statement.executeQuery("select count(*) from export_part where export_id = '" + export + "'")) {
            result.next();
            return result.getInt(1);
        }
    }

    @Test
    void a_file_is_read_part_by_part_as_it_is_fetched() throws Exception {
        var ana = Person.register("Ana", "Europe/Berlin");
        String id = Exporting.by(ana);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("delete from export_part where export_id = '" + id + "'");
            statement.executeUpdate("insert into export_part select id, attempt, number, decode(repeat('2a', "
                    + ExportParts.SIZE + "), 'hex') from export, generate_series(0, 2) as number where id = '" + id
                    + "'");
            statement.executeUpdate("update export set size = " + 3 * ExportParts.SIZE + " where id = '" + id + "'");
        }
        var fetching = fetching(id);
        fetching.request(1);
        fetching.awaitItems(1);
        assertThat(fetching.getItems()).as("nobody asked for another").hasSize(1);
        fetching.request(5);
        fetching.awaitCompletion();
        assertThat(fetching.getItems()).hasSize(3);
        assertThat(ana.get("/v1/me/exports/{id}/content", id)
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .hasSize(3 * ExportParts.SIZE);
        var cutOff = fetching(id);
        cutOff.request(1);
        cutOff.awaitItems(1);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("delete from export_part where export_id = '" + id + "'");
        }
        cutOff.request(5);
        cutOff.awaitFailure();
    }

    private static AssertSubscriber<byte[]> fetching(String id) {
        return ExportParts.of(UUID.fromString(id), 1, 3L * ExportParts.SIZE)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(0));
    }

    @Test
    void who_has_the_file_need_not_fetch_it_again() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String id = Exporting.by(ana);
        String tag = ana.get("/v1/me/exports/{id}/content", id).extract().header("ETag");
        ana.request()
                .header("If-None-Match", tag)
                .get("/v1/me/exports/{id}/content", id)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag));
    }

    @Test
    void asking_and_fetching_need_a_fresh_password_and_looking_does_not() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String id = Exporting.by(ana);
        TestClock.pass(Duration.ofMinutes(6));
        ana.request().post("/v1/me/exports").then().statusCode(403).body("code", equalTo("confirmation_needed"));
        ana.get("/v1/me/exports/{id}/content", id).statusCode(403).body("code", equalTo("confirmation_needed"));
        ana.get("/v1/me/exports/{id}", id).statusCode(200);
        ana.get("/v1/me/exports").statusCode(200);
    }

    @Test
    void an_export_is_its_persons_alone() {
        var couple = Couple.together();
        String id = Exporting.by(couple.ana());
        couple.ben().get("/v1/me/exports/{id}", id).statusCode(404);
        couple.ben().get("/v1/me/exports/{id}/content", id).statusCode(404);
        couple.ben().get("/v1/me/exports").body("items", hasSize(0));
    }

    @Test
    void it_expires_after_seven_days_and_its_file_is_removed() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String id = Exporting.by(ana);
        TestClock.pass(Duration.ofDays(7).minusMinutes(1));
        ana.get("/v1/me/exports/{id}/content", id).statusCode(200);
        TestClock.pass(Duration.ofMinutes(1));
        Exporting.awaitState(ana, id, "expired", 10);
        ana.get("/v1/me/exports/{id}/content", id).statusCode(409).body("code", equalTo("export_expired"));
    }

    @Test
    void it_has_what_the_api_shows_and_nothing_that_it_hides() throws IOException {
        var couple = Couple.together();
        Person ana = couple.ana();
        Person ben = couple.ben();
        String bid = couple.bid(ana, Map.of("cue", "The moon over the harbour"));
        ben.put(couple.path("/bids/{bid}/perspective"), Map.of("response", "missed", "note", "bens private note"), bid)
                .statusCode(200);
        TestClock.pass(Duration.ofMinutes(20));
        ben.put(
                        couple.path("/bids/{bid}/perspective"),
                        Map.of("response", "turned_toward", "note", "bens private note"),
                        bid)
                .statusCode(200);
        String other = couple.bid(
                ben, Map.of("perspective", Map.of("response", "missed", "note", "ben waits", "noteShared", true)));
        String daily = couple.round("daily");
        couple.answerDaily(ana, daily, "anas answer");
        couple.answerDaily(ben, daily, "bens answer");
        String weekly = couple.round("after_conflict");
        ben.put(
                        couple.path("/check-ins/" + weekly + "/answer"),
                        Map.of(
                                "visibility",
                                "shared",
                                "values",
                                Map.of(
                                        "calm",
                                        5,
                                        "patience",
                                        4,
                                        "seeing_the_other_side",
                                        3,
                                        "listening_without_defending",
                                        2,
                                        "openness_to_feedback",
                                        6,
                                        "repair_landed",
                                        "partly")))
                .statusCode(200);

        Map<String, String> files = Exporting.all(ana);

        assertThat(without(lines(files, "bids"), "partnership"))
                .containsExactlyInAnyOrderElementsOf(items(ana, couple.path("/bids?limit=200")));
        assertThat(without(lines(files, "check-ins"), "partnership"))
                .containsExactlyInAnyOrderElementsOf(items(ana, couple.path("/check-ins?limit=200")));
        assertThat(lines(files, "partnerships")).containsExactlyElementsOf(items(ana, "/v1/partnerships"));
        assertThat(lines(files, "invitations")).containsExactlyElementsOf(items(ana, "/v1/invitations"));
        assertThat(without(lines(files, "bid-responses"), "partnership", "bid"))
                .containsExactlyElementsOf(items(ana, couple.path("/bids/" + bid + "/responses")));
        assertThat(lines(files, "bids"))
                .extracting(line -> line.get("id").textValue())
                .contains(other);
        String all = String.join("\n", files.values());
        assertThat(all).contains("anas answer", "bens answer", "The moon over the harbour");
        assertThat(all).doesNotContain("bens private note", "ben waits", ben.email);
    }

    @Test
    void of_a_paused_and_of_an_ended_partnership_it_has_what_the_api_shows_then() throws IOException {
        var couple = Couple.together();
        Person ana = couple.ana();
        Person ben = couple.ben();
        String hers = couple.bid(ana, Map.of("cue", "anas cue"));
        respond(couple, ben, hers, "bens note");
        String his = couple.bid(ben, Map.of("cue", "bens cue"));
        String daily = couple.round("daily");
        couple.answerDaily(ana, daily, "anas answer");
        couple.answerDaily(ben, daily, "bens answer");
        template(couple, ana, "Her template");
        ben.patch(couple.path(""), Map.of("state", "paused", "nickname", "bens name for her"))
                .statusCode(200);
        couple.bid(ana, Map.of("cue", "anas cue of the pause"));
        respond(couple, ana, his, "anas note of the pause");
        couple.bid(ben, Map.of("cue", "bens cue of the pause"));
        assertThat(givenAsShown(couple, ana))
                .contains("bens note", "bens answer")
                .doesNotContain("bens cue of the pause", "bens name for her");
        assertThat(givenAsShown(couple, ben)).doesNotContain("anas cue of the pause", "anas note of the pause");

        ana.patch(couple.path(""), Map.of("state", "ended")).statusCode(200);
        assertThat(givenAsShown(couple, ana))
                .contains("anas cue", "anas answer", "anas cue of the pause", "Her template")
                .doesNotContain("bens");
        assertThat(givenAsShown(couple, ben))
                .contains("bens note", "bens cue", "bens answer", "bens cue of the pause", "bens name for her")
                .doesNotContain("anas", "Her template");
    }

    /** All that a person is given, after a comparison of what is in the partnership with what they read there. */
    private static String givenAsShown(Couple couple, Person person) throws IOException {
        Map<String, String> files = Exporting.all(person);
        for (String kind : List.of("bids", "check-ins")) {
            assertThat(without(lines(files, kind), "partnership"))
                    .as(kind)
                    .containsExactlyInAnyOrderElementsOf(items(person, couple.path("/" + kind + "?limit=200")));
        }
        List<JsonNode> responses = new ArrayList<>();
        for (JsonNode bid : items(person, couple.path("/bids?limit=200"))) {
            responses.addAll(items(person, couple.path("/bids/" + bid.get("id").textValue() + "/responses")));
        }
        assertThat(responses).containsAll(without(lines(files, "bid-responses"), "partnership", "bid"));
        assertThat(without(lines(files, "templates"), "partnership"))
                .containsAll(items(person, couple.path("/templates?limit=200")));
        assertThat(lines(files, "partnerships")).containsExactlyElementsOf(items(person, "/v1/partnerships"));
        assertThat(without(lines(files, "bid-settings"), "partnership"))
                .containsExactly(JSON.readTree(
                        person.get(couple.path("/bid-settings")).extract().asString()));
        return String.join("\n", files.values());
    }

    private static void respond(Couple couple, Person person, String bid, String note) {
        person.put(
                        couple.path("/bids/{bid}/perspective"),
                        Map.of("response", "turned_toward", "note", note, "noteShared", true),
                        bid)
                .statusCode(200);
    }

    private static void template(Couple couple, Person author, String title) {
        author.post(
                        couple.path("/templates"),
                        Map.of(
                                "cadence",
                                "daily",
                                "title",
                                title,
                                "items",
                                List.of(Map.of("key", "walk", "kind", "text", "prompt", "Where to?"))))
                .statusCode(201);
    }

    @Test
    void what_the_other_does_in_secret_changes_no_byte_of_it() throws IOException {
        var couple = Couple.together();
        String bid = couple.bid(couple.ana(), Map.of());
        String daily = couple.round("daily");
        TestClock.freeze();
        Map<String, String> before = Exporting.all(couple.ben());
        couple.ana()
                .put(couple.path("/bids/{bid}/perspective"), Map.of("response", "missed", "note", "secret"), bid)
                .statusCode(200);
        couple.answerDaily(couple.ana(), daily, "secret");
        couple.ana()
                .patch(couple.path("/bid-settings"), Map.of("awaiting", false))
                .statusCode(200);
        Map<String, String> after = Exporting.all(couple.ben());
        before.keySet().removeIf(name -> name.startsWith("exports.") || name.equals("index.html"));
        assertThat(after).containsAllEntriesOf(before);
        assertThat(String.join("\n", after.values())).doesNotContain("secret\"");
    }

    @Test
    void every_line_has_its_schema_and_every_row_its_line() throws IOException {
        var couple = Couple.together();
        String bid = couple.bid(couple.ana(), Map.of("cue", "two\nlines, \"quoted\""));
        couple.ben()
                .put(couple.path("/bids/{bid}/perspective"), Map.of("response", "noticed"), bid)
                .statusCode(200);
        Map<String, String> files = Exporting.all(couple.ana());
        List<String> kinds = files.keySet().stream()
                .filter(name -> name.endsWith(".jsonl"))
                .map(name -> name.replace(".jsonl", ""))
                .toList();
        assertThat(kinds).contains("bids", "check-ins", "profile", "devices", "templates", "partnerships");
        for (String kind : kinds) {
            JsonNode schema = JSON.readTree(file(files, kind + ".schema.json"));
            assertThat(schema.toString()).doesNotContain("#/components");
            List<CSVRecord> rows = rows(file(files, kind + ".csv"));
            List<JsonNode> lines = lines(files, kind);
            assertThat(rows).as(kind).hasSameSizeAs(lines);
            for (JsonNode line : lines) {
                assertIsDescribed(kind, line, schema, schema);
            }
        }
        CSVRecord row = rows(file(files, "bids.csv")).get(0);
        assertThat(row.get("cue")).isEqualTo("two\nlines, \"quoted\"");
        assertThat(row.get("partnerPerspective.response")).isEqualTo("noticed");
    }

    @Test
    void a_text_that_a_spreadsheet_would_run_is_disarmed_in_csv_alone() throws IOException {
        var couple = Couple.together();
        List<String> formulas = List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1");
        for (String formula : formulas) {
            couple.bid(couple.ana(), Map.of("cue", formula));
        }
        Map<String, String> files = Exporting.all(couple.ana());
        assertThat(rows(file(files, "bids.csv")))
                .extracting(row -> row.get("cue"))
                .containsExactlyInAnyOrderElementsOf(
                        formulas.stream().map(formula -> "'" + formula).toList());
        assertThat(lines(files, "bids"))
                .extracting(line -> line.get("cue").textValue())
                .containsExactlyInAnyOrderElementsOf(formulas);
    }

    @Test
    void the_page_runs_and_loads_nothing_that_somebody_wrote_and_speaks_their_language() throws IOException {
        var couple = Couple.together();
        couple.bid(couple.ana(), Map.of("cue", "<script>alert('&')</script><img src=x>"));
        couple.ana().patch("/v1/me", Map.of("locale", "de-AT")).statusCode(200);
        String page = Exporting.all(couple.ana()).get("index.html");
        assertThat(page)
                .contains("<html lang=\"de\">", "prefers-color-scheme: dark", "default-src 'none'")
                .contains("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;&lt;img src=x&gt;")
                .contains("Kontaktangebote")
                .doesNotContain("<script", "<img", "src=\"", "http-equiv=\"refresh\"", "url(");
        assertThat(Exporting.all(couple.ben()).get("index.html")).contains("Bids for connection");
    }

    private static List<JsonNode> lines(Map<String, String> files, String kind) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : file(files, kind + ".jsonl").lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static String file(Map<String, String> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static List<CSVRecord> rows(String csv) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .get()
                .parse(new StringReader(csv))
                .getRecords();
    }

    private static List<JsonNode> items(Person person, String path) throws IOException {
        List<JsonNode> items = new ArrayList<>();
        JSON.readTree(person.get(path).statusCode(200).extract().asString())
                .get("items")
                .forEach(items::add);
        return items;
    }

    private static List<JsonNode> without(List<JsonNode> lines, String... fields) {
        lines.forEach(line -> ((com.fasterxml.jackson.databind.node.ObjectNode) line).remove(List.of(fields)));
        return lines;
    }

    /** Every field is one of the schema's, down to the last. */
    private static void assertIsDescribed(String where, JsonNode value, JsonNode schema, JsonNode root) {
        JsonNode known = Optional.ofNullable(schema.get("$ref"))
                .map(ref -> root.at(ref.textValue().substring(1)))
                .orElse(schema);
        value.properties().forEach(field -> {
            JsonNode inner = schema.path("properties").path(field.getKey());
            JsonNode described =
                    inner.isMissingNode() ? known.path("properties").path(field.getKey()) : inner;
            assertThat(described.isMissingNode())
                    .as(where + "." + field.getKey())
                    .isFalse();
            if (field.getValue().isObject() && !field.getKey().equals("values")) {
                JsonNode ref = described.findValue("$ref");
                assertIsDescribed(
                        where + "." + field.getKey(),
                        field.getValue(),
                        root.at(ref.textValue().substring(1)),
                        root);
            }
        });
    }
}
