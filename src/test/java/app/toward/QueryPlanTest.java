package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Every read is served by indexes, in its order and without a query a row. The plans are PostgreSQL's generic ones, with
 * whole scans and sorts priced out: one that is left over is one that no index can take the place of.
 */
@QuarkusTest
class QueryPlanTest {
    /** The caller's session or membership, and the things asked for. */
    private static final int MOST_STATEMENTS = 2;

    /** The entries, and a fixed number for each of the seven kinds: two for check-ins. */
    private static final int MOST_STATEMENTS_OF_FEED = 9;

    /** What may be sorted: the templates of a partnership have at most five hundred versions together. */
    private static final Set<String> NEVER_MANY = Set.of("template_version");

    private static final Pattern PARAMETER = Pattern.compile("\\?");

    /** A file of any size, of which one part at a time is in memory. */
    private static final String READ_IN_PARTS = "getExportContent";

    @Inject
    ObjectMapper json;

    @Test
    void every_read_finds_its_rows_by_an_index_and_in_order() throws Exception {
        try (Connection connection = ofSimpleQueries();
                Statement database = connection.createStatement()) {
            database.execute("set enable_seqscan = off");
            database.execute("set enable_sort = off");
            var offences = new ArrayList<String>();
            for (Read read : reads()) {
                for (String sql : read.statements()) {
                    offences(plan(database, sql))
                            .forEach(offence -> offences.add(read.operation() + ": " + offence + "\n  in " + sql));
                }
            }
            assertThat(offences).isEmpty();
        }
    }

    @Test
    void no_read_takes_a_query_for_each_of_its_things() {
        assertThat(reads().stream().filter(read -> !read.statements().isEmpty()))
                .isNotEmpty();
        assertThat(reads().stream()
                        .filter(read -> !read.operation().startsWith(READ_IN_PARTS))
                        .filter(read -> read.statements().size() > most(read.operation())))
                .extracting(read -> read.operation() + "\n" + String.join("\n", read.statements()))
                .isEmpty();
    }

    private static int most(String operation) {
        return operation.startsWith("readFeed") ? MOST_STATEMENTS_OF_FEED : MOST_STATEMENTS;
    }

    private record Read(String operation, List<String> statements) {}

    /** Every read of the contract, as it is and with each value of each of its query parameters. */
    private static List<Read> reads() {
        var world = World.of(Couple.together());
        var ana = world.couple().ana();
        return Contract.operations()
                .filter(operation -> operation.isRead() && operation.isSecured())
                .flatMap(operation -> Stream.concat(Stream.of(""), TwoWorldsTest.asked(operation))
                        .map(query -> new Read(
                                operation.id() + query,
                                Statements.sentFor(
                                        ana.request(),
                                        request -> request.get(World.path(operation, world.ids()) + query)))))
                .toList();
    }

    private static Stream<String> offences(JsonNode plan) {
        return Stream.concat(
                        nodes(plan).filter(QueryPlanTest::isOffence),
                        sortsForOrder(plan).filter(sort -> !NEVER_MANY.containsAll(relations(sort))))
                .map(node -> node.path("Node Type").asText() + " of " + relations(node));
    }

    private static boolean isOffence(JsonNode node) {
        String type = node.path("Node Type").asText();
        boolean isWholeIndex = type.contains("Index") && node.path("Index Cond").isMissingNode();
        return type.equals("Seq Scan") || isWholeIndex;
    }

    private static Set<String> relations(JsonNode plan) {
        return nodes(plan)
                .filter(node -> node.has("Relation Name"))
                .map(node -> node.path("Relation Name").asText())
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> nodes(JsonNode plan) {
        return Stream.concat(
                Stream.of(plan),
                StreamSupport.stream(plan.path("Plans").spliterator(), false).flatMap(QueryPlanTest::nodes));
    }

    /** What is added up has no order to be kept, and is sorted only to be grouped. */
    private static Stream<JsonNode> sortsForOrder(JsonNode plan) {
        if (plan.path("Node Type").asText().equals("Aggregate")) {
            return Stream.empty();
        }
        return Stream.concat(
                Stream.of(plan).filter(node -> node.path("Node Type").asText().endsWith("Sort")),
                StreamSupport.stream(plan.path("Plans").spliterator(), false).flatMap(QueryPlanTest::sortsForOrder));
    }

    private JsonNode plan(Statement database, String sql) throws Exception {
        int[] count = {0};
        String numbered = PARAMETER.matcher(sql).replaceAll(parameter -> "\\$" + ++count[0]);
        try (ResultSet plan = database.executeQuery("explain (generic_plan, format json) " + numbered)) {
            plan.next();
            return json.readTree(plan.getString(1)).get(0).get("Plan");
        }
    }

    /** The driver's other mode would ask for the parameters' values. */
    private static Connection ofSimpleQueries() throws SQLException {
        return DriverManager.getConnection(
                System.getProperty("toward.test.url") + "?preferQueryMode=simple",
                System.getProperty("toward.test.user"),
                System.getProperty("toward.test.password"));
    }
}
