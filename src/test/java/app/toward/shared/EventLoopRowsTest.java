package app.toward.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventLoopRowsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Map<String, Object> NOTHING = Map.of();

    @Inject
    Vertx vertx;

    @Inject
    AgroalDataSource jdbc;

    @Inject
    SessionFactory sessions;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private @Nullable EventLoopRows opened;

    @AfterEach
    void close() {
        Objects.requireNonNull(opened).close();
    }

    private EventLoopRows rows(Optional<PgConnectOptions> access) {
        opened = new EventLoopRows(vertx, access, sessions, registry, 1, PATIENCE);
        return opened;
    }

    private EventLoopRows rows() {
        return rows(accessLikeJdbc());
    }

    private Optional<PgConnectOptions> accessLikeJdbc() {
        return EventLoopAccess.of(
                jdbc.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration(), false);
    }

    private double leftToWorkers() {
        return registry.get("toward.event-loop.left").counter().count();
    }

    /** What comes of a question that is asked on an event loop. */
    private <T> T asked(Supplier<Future<T>> question) throws Exception {
        var answer = new CompletableFuture<T>();
        vertx.getOrCreateContext()
                .runOnContext(
                        unused -> question.get().onSuccess(answer::complete).onFailure(answer::completeExceptionally));
        return answer.get(20, TimeUnit.SECONDS);
    }

    private List<Integer> numbers(EventLoopRows rows, String sql) throws Exception {
        return asked(() -> rows.find(sql, NOTHING, Row::number));
    }

    @Test
    void rows_are_read_on_the_event_loop_with_every_kind_of_column() throws Exception {
        EventLoopRows rows = rows();
        var parameters = new HashMap<String, Object>(Map.of(
                "id", new UUID(1, 2), "ids", List.of(new UUID(3, 4)), "at", Instant.parse("2026-11-27T12:34:56.789Z")));
        parameters.put("none", null);
        List<List<Object>> found = asked(() -> rows.find("""
                select cast(:id as uuid), cast(:none as uuid), cast(:ids as uuid[]), 'words', cast(:none as text),
                       cast(:at as timestamptz), date '2026-11-27', time '07:30', true, 7, 8::bigint, '\\x0102'::bytea,
                       'skipped', 'SECONDS'
                """, parameters, row -> {
            assertThat(Context.isOnEventLoopThread()).isTrue();
            var columns = new ArrayList<Object>();
            columns.add(row.id());
            columns.add(String.valueOf(row.idOrNull()));
            columns.add(List.of(row.ids()));
            columns.add(row.text());
            columns.add(String.valueOf(row.textOrNull()));
            columns.add(row.instant());
            columns.add(row.date().toString());
            columns.add(row.time().toString());
            columns.add(row.isTrue());
            columns.add(row.number());
            columns.add(row.position());
            columns.add(row.bytes().length);
            row.skip(1);
            columns.add(row.constant(TimeUnit.class));
            return columns;
        }));
        assertThat(found)
                .containsExactly(List.of(
                        new UUID(1, 2),
                        "null",
                        List.of(new UUID(3, 4)),
                        "words",
                        "null",
                        Instant.parse("2026-11-27T12:34:56.789Z"),
                        "2026-11-27",
                        "07:30",
                        true,
                        7,
                        8L,
                        2,
                        TimeUnit.SECONDS));
        assertThat(leftToWorkers()).isZero();
    }

    @Test
    void what_takes_too_long_a_worker_reads_and_so_all_for_a_moment() throws Exception {
        EventLoopRows rows = rows();
        // As a database that hangs: PostgreSQL itself does not give the statement up, and the one connection stays
        // busy.
        assertThat(numbers(rows, "select 1 from set_config('statement_timeout', '0', false)"))
                .containsExactly(1);
        assertThat(numbers(rows, "select 2 from pg_sleep(2.5)")).containsExactly(2);
        assertThat(leftToWorkers()).isEqualTo(1);
        assertThat(numbers(rows, "select 3")).containsExactly(3);
        assertThat(leftToWorkers()).isEqualTo(2);
        TimeUnit.MILLISECONDS.sleep(5_100);
        assertThat(numbers(rows, "select 4")).containsExactly(4);
        assertThat(leftToWorkers()).isEqualTo(2);
    }

    @Test
    void what_postgresql_gives_up_a_worker_reads_and_nothing_else() throws Exception {
        EventLoopRows rows = rows();
        assertThat(numbers(rows, "select 1")).containsExactly(1);
        assertThat(numbers(rows, "select 2 from pg_sleep(2.5)")).containsExactly(2);
        assertThat(leftToWorkers()).isEqualTo(1);
        assertThat(numbers(rows, "select 3")).containsExactly(3);
        assertThat(leftToWorkers()).isEqualTo(1);
    }

    @Test
    void what_ends_a_connection_is_read_by_a_worker_and_so_is_all_for_a_moment() throws Exception {
        EventLoopRows rows = rows(accessLikeJdbc().map(access -> access.setPassword("another")));
        assertThat(numbers(rows, "select 1")).containsExactly(1);
        assertThat(numbers(rows, "select 2")).containsExactly(2);
        assertThat(leftToWorkers()).isEqualTo(2);
    }

    @Test
    void what_postgresql_refuses_fails_as_by_jdbc_and_holds_up_nobody() throws Exception {
        EventLoopRows rows = rows();
        assertThatThrownBy(() -> numbers(rows, "select 1 / 0")).hasRootCauseInstanceOf(SQLException.class);
        assertThat(leftToWorkers()).isEqualTo(1);
        assertThat(numbers(rows, "select 1")).containsExactly(1);
        assertThat(leftToWorkers()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_made_of_a_row_is_not_read_again() {
        EventLoopRows rows = rows();
        assertThatThrownBy(() -> asked(() -> rows.find("select 1", NOTHING, row -> {
                    throw new IllegalStateException("no such thing");
                })))
                .hasRootCauseMessage("no such thing");
        assertThat(leftToWorkers()).isZero();
    }

    @Test
    void what_only_jdbc_reaches_workers_read() throws Exception {
        EventLoopRows rows = rows(Optional.empty());
        assertThat(asked(() -> rows.find("select 1", NOTHING, row -> {
                    assertThat(Context.isOnEventLoopThread()).isFalse();
                    return row.number();
                })))
                .containsExactly(1);
        assertThat(leftToWorkers()).isEqualTo(1);
    }

    @Test
    void who_may_wait_is_not_answered() {
        EventLoopRows rows = rows();
        assertThatThrownBy(() -> rows.find("select 1", NOTHING, Row::number)).hasMessage("This is no event loop");
    }
}
