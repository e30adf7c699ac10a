package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.shared.Belongings;
import app.toward.shared.Shelf;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No room is forgotten when somebody takes what is theirs along, or has it erased. */
@QuarkusTest
class BelongingsTest {
    /** They name nobody: what was migrated, keyed hashes that end by themselves within a day, and our own processes. */
    private static final Set<String> OF_NOBODY = Set.of("flyway_schema_history", "throttle", "feed_replica");

    private static final Pattern REF = Pattern.compile("#/components/schemas/(\\w+)");

    @Inject
    @All
    List<Belongings> belongings;

    @Inject
    DataSource database;

    @Test
    void every_table_is_some_rooms() throws SQLException {
        assertThat(Stream.concat(OF_NOBODY.stream(), belongings.stream().flatMap(room -> room.tables().stream())))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Dump.tables(database));
    }

    @Test
    void everything_of_ones_own_that_the_api_shows_is_given() {
        Set<String> given = belongings.stream()
                .flatMap(room -> room.shelves().stream())
                .map(Shelf::schema)
                .collect(Collectors.toSet());
        assertThat(Contract.operations()
                        .filter(Contract.Operation::isRead)
                        .filter(operation -> Rights.of(operation).who() != Rights.Who.ANYBODY)
                        .map(BelongingsTest::schemaOf)
                        .filter(schema -> !schema.isEmpty()))
                // A device is given with all that is known of it; the feed tells of the others, and insights add them
                // up.
                .isSubsetOf(Stream.concat(
                                given.stream(), Stream.of("Session", "Change", "Insights", "InsightTimes", "Rhythm"))
                        .toList());
    }

    /** What an operation reads, or reads pages of. */
    private static String schemaOf(Contract.Operation operation) {
        String schema = refIn(operation.responses().get("200"));
        return schema.endsWith("Page")
                ? refIn(Contract.document().getMap("components.schemas." + schema + ".properties.items"))
                : schema;
    }

    private static String refIn(@Nullable Object part) {
        var ref = REF.matcher(String.valueOf(part));
        return ref.find() ? ref.group(1) : "";
    }
}
