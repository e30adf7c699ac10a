package app.toward.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever could have the application say any SQL could still not change what the tables are, nor what was migrated. */
@QuarkusTest
class RolesTest {
    private static final String NO_LEAVE = "42501";

    @Inject
    DataSource database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table account add column more text",
                "drop table bid",
                "truncate answer",
                "create table more (id int)",
                "create schema more",
                "create index more on bid (id)",
                "create function more() returns int language sql return 1",
                "alter table bid disable trigger all",
                "update flyway_schema_history set success = false",
                "copy account to program 'true'",
                "set role toward_owner"
            })
    void the_application_may_not(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                    .extracting(SQLException::getSQLState)
                    .isEqualTo(NO_LEAVE);
        }
    }

    @Test
    void nothing_there_is_the_applications_own() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet owned = statement.executeQuery(
                        "select count(*) filter (where relowner = current_user::regrole), count(*) from pg_class")) {
            owned.next();
            assertThat(owned.getInt(1)).isZero();
            assertThat(owned.getInt(2)).isPositive();
        }
    }
}
