package app.toward.shared;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows on the thread that the request came in by, an event loop, which waits for nothing: handing a small read to a
 * worker and asking by JDBC there takes more of the processor than all the rest of it (docs/performance.md). It is a short
 * cut and no second way: whatever does not come at once, for whatever reason, is read by {@link Rows} on a worker, and what
 * comes of that holds. So what a database that is away or hangs means to a caller is decided there alone.
 */
@Singleton
public class EventLoopRows {
    private static final Logger LOG = Logger.getLogger(EventLoopRows.class);

    /** Once it has not served, so long nobody tries. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int SECONDS_IDLE = 60;

    private final Map<String, NamedStatement> statements = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final Optional<PgConnectOptions> access;
    private final int connections;
    private final long patienceMillis;
    private final StatementInspector inspector;

    /** One for each loop, whose connections it alone serves: from loop to loop rows are as dear as from a worker. */
    private final ThreadLocal<Pool> pools = ThreadLocal.withInitial(this::pool);

    private final Counter onWorkers;
    private final Queue<Pool> allPools = new ConcurrentLinkedQueue<>();
    private volatile long restsUntil = System.nanoTime();

    EventLoopRows(
            Vertx vertx,
            SessionFactory sessions,
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password,
            @ConfigProperty(name = "toward.event-loop.connections") int connections,
            @ConfigProperty(name = "toward.event-loop.patience") Duration patience) {
        this.vertx = vertx;
        this.connections = connections;
        this.onWorkers = Counter.builder("toward.event-loop.left")
                .description("Reads for the event loop that a worker did")
                .register(registry);
        this.patienceMillis = patience.toMillis();
        this.inspector = Objects.requireNonNullElse(
                sessions.unwrap(SessionFactoryImplementor.class)
                        .getSessionFactoryOptions()
                        .getStatementInspector(),
                sql -> sql);
        this.access = EventLoopAccess.of(url);
        access.ifPresent(options -> {
            user.ifPresent(options::setUser);
            password.ifPresent(options::setPassword);
            options.addProperty("options", "-c statement_timeout=" + patienceMillis)
                    .setConnectTimeout((int) patienceMillis)
                    // One that says nothing for long, though nobody has closed it, is none any more.
                    .setReadIdleTimeout(2 * SECONDS_IDLE);
        });
    }

    private Pool pool() {
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connections).setIdleTimeout(SECONDS_IDLE))
                .connectingTo(access.orElseThrow())
                .using(vertx)
                .build();
        allPools.add(pool);
        return pool;
    }

    @PreDestroy
    void close() {
        allPools.forEach(Pool::close);
    }

    /**
     * Finds what a query selects as {@link Rows#find} does, outside of any transaction.
     *
     * @return completed where it was asked for, so that what follows must not wait for anything either
     */
    public <T> Future<List<T>> find(
            String sql, Map<String, ? extends @Nullable Object> parameters, Row.Reader<T> reader) {
        if (access.isEmpty() || !Context.isOnEventLoopThread() || System.nanoTime() - restsUntil < 0) {
            return findOnWorker(sql, parameters, reader);
        }
        NamedStatement statement =
                statements.computeIfAbsent(sql, named -> NamedStatement.of(named, index -> "$" + index));
        return pools.get()
                .preparedQuery(inspector.inspect(statement.sql()))
                .execute(Tuple.from(statement.values(parameters)))
                .timeout(patienceMillis, TimeUnit.MILLISECONDS)
                .transform(found -> {
                    if (found.succeeded()) {
                        return Future.succeededFuture(read(found.result(), reader));
                    }
                    rest(found.cause());
                    return findOnWorker(sql, parameters, reader);
                });
    }

    private void rest(Throwable failure) {
        // What PostgreSQL itself refuses says nothing of the next statement.
        if (!(failure instanceof PgException)) {
            restsUntil = System.nanoTime() + REST_NANOS;
        }
        // What it says may have a row in it.
        LOG.debugf("A worker reads: %s", failure.getClass().getName());
    }

    private <T> Future<List<T>> findOnWorker(
            String sql, Map<String, ? extends @Nullable Object> parameters, Row.Reader<T> reader) {
        onWorkers.increment();
        return onWorker(() -> Rows.find(sql, parameters, reader));
    }

    /** Does on a worker what has to wait for something, with a session of Hibernate of its own. */
    public <T> Future<T> onWorker(Callable<T> work) {
        Promise<T> done = Promise.promise();
        Context context = vertx.getOrCreateContext();
        // A request and what it waits for have one place for the scope of requests. It is free once the method has
        // returned.
        context.runOnContext(
                returned -> context.executeBlocking(() -> inScope(work), false).onComplete(done));
        return done.future();
    }

    private static <T> T inScope(Callable<T> work) throws Exception {
        ManagedContext scope = Arc.container().requestContext();
        scope.activate();
        try {
            return work.call();
        } finally {
            scope.terminate();
        }
    }

    private static <T> List<T> read(RowSet<io.vertx.sqlclient.Row> rows, Row.Reader<T> reader) {
        var things = new ArrayList<T>(rows.size());
        try {
            for (var row : rows) {
                things.add(reader.read(new EventLoopRow(row)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("These are no rows of JDBC", e);
        }
        return things;
    }

    private static final class EventLoopRow implements Row {
        private final io.vertx.sqlclient.Row row;
        private int column;

        private EventLoopRow(io.vertx.sqlclient.Row row) {
            this.row = row;
        }

        @Override
        public @Nullable UUID idOrNull() {
            return row.getUUID(column++);
        }

        @Override
        public @Nullable UUID[] ids() {
            return row.getArrayOfUUIDs(column++);
        }

        @Override
        public @Nullable String textOrNull() {
            return row.getString(column++);
        }

        @Override
        public @Nullable OffsetDateTime dateTimeOrNull() {
            return row.getOffsetDateTime(column++);
        }

        @Override
        public LocalDate date() {
            return row.getLocalDate(column++);
        }

        @Override
        public LocalTime time() {
            return row.getLocalTime(column++);
        }

        @Override
        public boolean isTrue() {
            return row.getBoolean(column++);
        }

        @Override
        public int number() {
            return row.getInteger(column++);
        }

        @Override
        public long position() {
            return row.getLong(column++);
        }

        @Override
        public byte[] bytes() {
            return row.getBuffer(column++).getBytes();
        }

        @Override
        public void skip(int columns) {
            column += columns;
        }
    }
}
