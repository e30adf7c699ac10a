package app.toward.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Eventually;
import app.toward.Inbox;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What has run out goes: it tells when somebody was here, and has their address. */
@QuarkusTest
@ExtendWith(TestClock.class)
class RemovalTest {
    @Inject
    DataSource database;

    @Test
    void sessions_and_tokens_that_have_run_out_are_removed_and_no_others() throws SQLException {
        var ana = Person.register("Ana", "Europe/Berlin");
        Inbox.of(ana).mail(1);
        String account = ana.get("/v1/me").extract().path("id");
        assertThat(rows("session", account)).isEqualTo(1);
        assertThat(rows("mail_token", account)).isEqualTo(1);
        // Longer than any of them counts, and the margin for clocks that differ.
        TestClock.pass(Duration.ofDays(30).plusHours(2));
        ana.get("/v1/me").statusCode(200);
        Eventually.holds("only the new session is there", () -> rows("session", account) == 1);
        Eventually.holds("the token is gone", () -> rows("mail_token", account) == 0);
        ana.get("/v1/me").statusCode(200);
    }

    private long rows(String table, String account) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "select count(*) from " + table + " where account_id = '" + account + "'")) {
            result.next();
            return result.getLong(1);
        }
    }
}
