package app.toward.shared;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows on the thread that the request came in by, an event loop, which waits for nothing. Handing a small read to a
 * worker and asking by JDBC there takes nearly half of its processor time (docs/performance.md). It is a shortcut and no
 * second way: whatever does not come at once, for whatever reason, is read by {@link Rows} on a worker, and what comes of
 * that holds. So what a database that is away or hangs means to a caller is decided there alone.
 */
@Singleton
public class EventLoopRows {
    private static final Logger LOG = Logger.getLogger(EventLoopRows.class);

    private static final String IS_ENCRYPTED = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";

    /** Once it has not served, it is tried again so often, by one caller alone, until it does. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long WELL = 0;
    private static final int SECONDS_IDLE = 120;

    /** After a change of the schema a prepared statement may fail for as long as its connection lives. */
    private static final int SECONDS_OF_LIFE = 1_800;

    private final Map<String, NamedStatement> statements = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final Optional<PgConnectOptions> access;
    private final int connectionsOfLoop;
    private final long patienceMillis;
    private final StatementInspector inspector;
    private final Counter left;

    /** One for each loop, whose connections it alone serves: from loop to loop rows are as dear as from a worker. */
    private final ThreadLocal<Pool> pools = ThreadLocal.withInitial(this::pool);

    private final Queue<Pool> allPools = new ConcurrentLinkedQueue<>();

    /** When it may be tried again, by {@link System#nanoTime}. */
    private final AtomicLong rests = new AtomicLong(WELL);

    @Inject
    EventLoopRows(
            Vertx vertx,
            AgroalDataSource jdbc,
            SessionFactory sessions,
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.vertx.event-loops-pool-size") Optional<Integer> loops,
            @ConfigProperty(name = "toward.event-loop.connections") int connections,
            @ConfigProperty(name = "toward.event-loop.patience") Duration patience) {
        this(
                vertx,
                accessLike(jdbc),
                sessions,
                registry,
                Math.max(1, connections / loops.orElse(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE)),
                patience);
    }

    EventLoopRows(
            Vertx vertx,
            Optional<PgConnectOptions> access,
            SessionFactory sessions,
            MeterRegistry registry,
            int connectionsOfLoop,
            Duration patience) {
        this.vertx = vertx;
        this.access = access;
        this.connectionsOfLoop = connectionsOfLoop;
        this.patienceMillis = patience.toMillis();
        this.inspector = Objects.requireNonNullElse(
                sessions.unwrap(SessionFactoryImplementor.class)
                        .getSessionFactoryOptions()
                        .getStatementInspector(),
                sql -> sql);
        this.left = Counter.builder("toward.event-loop.left")
                .description("Reads for the event loop that a worker did")
                .register(registry);
        access.ifPresent(options -> options
                // A little earlier PostgreSQL itself gives a statement up, which then says nothing of all others.
                .addProperty("options", "-c statement_timeout=" + patienceMillis * 4 / 5)
                .setConnectTimeout((int) patienceMillis)
                // One that says nothing for long, though nobody has closed it, is none any more.
                .setReadIdleTimeout(SECONDS_IDLE * 3 / 2));
    }

    private static Optional<PgConnectOptions> accessLike(AgroalDataSource jdbc) {
        try (Connection connection = jdbc.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(IS_ENCRYPTED)) {
            return EventLoopAccess.of(
                    jdbc.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration(),
                    row.next() && row.getBoolean(1));
        } catch (SQLException e) {
            LOG.warnf("How JDBC reaches the database cannot be found out: SQLSTATE %s", e.getSQLState());
            return Optional.empty();
        }
    }

    /** Made now, and not by the first request, whose event loop it would hold up. */
    void begin(@Observes StartupEvent started) {
        if (access.isEmpty()) {
            LOG.info("The database is reached in a way that only JDBC knows: workers do all reads");
        }
    }

    private Pool pool() {
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(connectionsOfLoop)
                        .setIdleTimeout(SECONDS_IDLE)
                        .setMaxLifetime(SECONDS_OF_LIFE))
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
     * @return completed on the same event loop, so that what follows must not wait for anything either
     * @throws IllegalStateException if it is not asked on an event loop: who may wait asks {@link Rows}
     */
    public <T> Future<List<T>> find(
            String sql, Map<String, ? extends @Nullable Object> parameters, Row.Reader<T> reader) {
        if (!Context.isOnEventLoopThread()) {
            throw new IllegalStateException("This is no event loop");
        }
        if (access.isEmpty() || !mayTry()) {
            return findOnWorker(sql, parameters, reader);
        }
        NamedStatement statement =
                statements.computeIfAbsent(sql, named -> NamedStatement.of(named, index -> "$" + index));
        return pools.get()
                .preparedQuery(inspector.inspect(statement.sql()))
                .execute(Tuple.from(statement.values(parameters)))
                .timeout(patienceMillis, TimeUnit.MILLISECONDS)
                .transform(found -> {
                    if (found.failed()) {
                        leave(found.cause());
                        return findOnWorker(sql, parameters, reader);
                    }
                    if (rests.get() != WELL) {
                        rests.set(WELL);
                    }
                    return Future.succeededFuture(read(found.result(), reader));
                });
    }

    private boolean mayTry() {
        long until = rests.get();
        return until == WELL
                || (System.nanoTime() - until >= 0 && rests.compareAndSet(until, System.nanoTime() + REST_NANOS));
    }

    private void leave(Throwable failure) {
        // What PostgreSQL says of one statement holds for that alone; what ends the connection is fatal to it.
        boolean isOfStatement =
                failure instanceof PgException said && said.getSeverity().equals("ERROR");
        if (!isOfStatement && rests.getAndSet(System.nanoTime() + REST_NANOS) == WELL) {
            // Without what it says, which may have a row in it.
            LOG.warnf(
                    "Workers read until the event loop can again: %s %s",
                    failure.getClass().getSimpleName(), failure instanceof PgException said ? said.getSqlState() : "");
        }
    }

    private <T> Future<List<T>> findOnWorker(
            String sql, Map<String, ? extends @Nullable Object> parameters, Row.Reader<T> reader) {
        left.increment();
        return onWorker(() -> Rows.find(sql, parameters, reader));
    }

    /** Does on a worker, for who is on an event loop, what has to wait: with a session of Hibernate of its own. */
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
}
