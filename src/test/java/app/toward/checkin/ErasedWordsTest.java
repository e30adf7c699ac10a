package app.toward.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Eventually;
import app.toward.TestClock;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one writes while the other is being erased brings nothing of theirs back. */
@QuarkusTest
@ExtendWith(TestClock.class)
class ErasedWordsTest {
    @Inject
    CheckInBelongings belongings;

    @Inject
    DataSource database;

    @Test
    void words_that_are_erased_stay_so_though_the_other_takes_something_back_at_the_same_time() throws Exception {
        var us = Rounding.together();
        String low = "low " + UUID.randomUUID();
        String template = us.ana()
                .post(
                        us.couple().path("/templates"),
                        Map.of("cadence", "daily", "title", "Evening", "items", List.of(energy(low))))
                .statusCode(201)
                .extract()
                .path("key");
        String round = us.begin(us.ana(), template).extract().path("id");
        us.both()
                .forEach(person ->
                        us.answer(person, round, "shared", Map.of("energy", 3)).statusCode(200));
        us.add(us.ben(), round, "And thank you.").statusCode(200);
        us.ana().patch(us.couple().path(""), Map.of("state", "ended")).statusCode(200);
        assertThat(count("given::text like '%" + low + "%'")).isPositive();
        UUID ana = UUID.fromString(us.ana().get("/v1/me").extract().path("id"));
        us.ben().accessToken();
        QuarkusTransaction.begin();
        CompletableFuture<Integer> withdrawal;
        try {
            while (!belongings.eraseSome(ana, TestClock.now())) {
                Panache.getSession().flush();
            }
            withdrawal = CompletableFuture.supplyAsync(() -> us.ben()
                    .delete(us.answerPath(round) + "/addendum")
                    .extract()
                    .statusCode());
            Eventually.holds("it waits for the erasing", this::isSomebodyWaiting);
        } catch (AssertionError | RuntimeException e) {
            QuarkusTransaction.rollback();
            throw e;
        }
        QuarkusTransaction.commit();
        assertThat(withdrawal.get()).isEqualTo(204);
        assertThat(count("addendum is not null and check_in_id = '" + round + "'"))
                .isZero();
        assertThat(count("given::text like '%" + low + "%'")).isZero();
    }

    private static Map<String, Object> energy(String low) {
        return Map.of(
                "key",
                "energy",
                "kind",
                "scale",
                "prompt",
                "How much energy?",
                "min",
                0,
                "max",
                10,
                "anchors",
                Map.of("low", low, "high", "a lot"));
    }

    private boolean isSomebodyWaiting() throws SQLException {
        return number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0;
    }

    private int count(String condition) throws SQLException {
        return number("select count(*) from answer where " + condition);
    }

    private int number(String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }
}
