package app.toward.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemMapperTest {
    @ParameterizedTest
    @CsvSource({
        "already_together, already_together",
        "template_changed, template_changed",
        "bid_pkey, id_taken",
        "bid_partnership_id_bidder_id_fkey, conflict",
        "answer_revealed_is_shared, conflict",
        "feed_entry_position, conflict",
        ", conflict",
    })
    void no_constraint_tells_its_name_unless_callers_race_for_it(String constraint, String code) {
        var violated = new ConstraintViolationException("", new SQLException("", "23505"), constraint);
        Problem problem = ProblemMapper.problemOf(new IllegalStateException(violated));
        assertThat(problem.status).isEqualTo(409);
        assertThat(problem.code).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "40001, 503, busy",
        "40P01, 503, busy",
        "57014, 503, busy",
        "08006, 503, database_away",
        "42601, 500, internal_error"
    })
    void a_transaction_that_was_in_the_way_may_be_tried_again(String state, int status, String code) {
        Problem problem = ProblemMapper.problemOf(new IllegalStateException(new SQLException("", state)));
        assertThat(problem.status).isEqualTo(status);
        assertThat(problem.code).isEqualTo(code);
        assertThat(problem.retryAfter != null).isEqualTo(status == 503);
    }

    @Test
    void what_the_database_quotes_is_not_logged() {
        var refused = new SQLException("invalid input syntax for type integer: \"my secret\"", "22P02");
        assertThat(ProblemMapper.discreet(new IllegalStateException("my secret", refused)))
                .hasMessage("SQLSTATE 22P02")
                .hasNoCause();
    }
}
