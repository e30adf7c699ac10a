package app.toward.shared;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A standby of PostgreSQL, where one is configured, for what is much to read and may be a moment old. Who may read it is
 * asked of the primary. It is of use while each look finds that it has all that the primary had written at the look
 * before; otherwise, and where there is none, the primary is read.
 */
@Singleton
public class Standby {
    private static final Logger LOG = Logger.getLogger(Standby.class);

    private static final String WRITTEN = "select cast(pg_current_wal_lsn() as text)";

    /** What is no standby, like a primary that was left behind by its successor, has replayed nothing of it. */
    private static final String HAS_REPLAYED =
            "select pg_is_in_recovery() and coalesce(pg_last_wal_replay_lsn() >= cast(? as pg_lsn), false)";

    /** Where Quarkus looks for the session of a transaction, and puts one of the primary if there is none. */
    private static final String SESSION_OF_TRANSACTION = "TransactionScopedSession-<default>";

    private static final int PAUSES_TO_CATCH_UP = 30;
    private static final long PAUSE_MILLIS = 100;

    private final Optional<AgroalDataSource> standby;
    private final SessionFactory sessions;
    private final TransactionSynchronizationRegistry transaction;
    private @Nullable String writtenBefore;
    private volatile boolean isOfUse;
    private volatile boolean isMissed;

    Standby(
            @DataSource("standby") InjectableInstance<AgroalDataSource> configured,
            SessionFactory sessions,
            TransactionSynchronizationRegistry transaction) {
        this.standby = configured.listActive().stream().findFirst();
        this.sessions = sessions;
        this.transaction = transaction;
    }

    @Scheduled(every = "{toward.standby.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        if (standby.isPresent()) {
            String before = writtenBefore;
            writtenBefore = writtenUnlessAway();
            if (writtenBefore == null) {
                leave("the primary cannot be asked");
            } else if (before != null && hasReplayed(before)) {
                isOfUse = true;
                isMissed = false;
            } else if (before != null) {
                leave("it is behind");
            }
        }
    }

    private static @Nullable String writtenUnlessAway() {
        try {
            return written();
        } catch (PersistenceException e) {
            return null;
        }
    }

    /** Answers a question, outside of any transaction, from what was there a few seconds ago or is there now. */
    public <T> T ask(Function<Session, T> question) {
        if (isOfUse) {
            try (Connection connection = standby.orElseThrow().getConnection();
                    Session session =
                            sessions.withOptions().connection(connection).openSession()) {
                return question.apply(session);
            } catch (SQLException | PersistenceException e) {
                // What they say has the statement in it.
                leave(e.getClass().getSimpleName());
            }
        }
        return question.apply(Panache.getSession());
    }

    /** Whether it has all that was committed before this call. It is given a moment for that. */
    public boolean catchesUp() {
        if (!isOfUse) {
            return false;
        }
        String written = written();
        for (int i = 0; i < PAUSES_TO_CATCH_UP && isOfUse; i++) {
            if (hasReplayed(written)) {
                return true;
            }
            pause();
        }
        return false;
    }

    /** Reads on the standby whatever is read in the caller's transaction, in which nothing was read before. */
    public void read(Runnable reading) {
        try (Connection connection = standby.orElseThrow().getConnection()) {
            Session session = sessions.withOptions()
                    .autoClose(true)
                    .connection(connection)
                    .openSession();
            transaction.putResource(SESSION_OF_TRANSACTION, session);
            if (Panache.getSession().unwrap(SharedSessionContractImplementor.class) != session) {
                throw new IllegalStateException("The session of a transaction is kept in another place now");
            }
            reading.run();
        } catch (SQLException e) {
            throw new HibernateException("The standby cannot be read", e);
        }
    }

    private static String written() {
        return Panache.getSession().createNativeQuery(WRITTEN, String.class).getSingleResult();
    }

    private boolean hasReplayed(String written) {
        try (Connection connection = standby.orElseThrow().getConnection();
                PreparedStatement statement = connection.prepareStatement(HAS_REPLAYED)) {
            statement.setString(1, written);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            leave(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Until a look finds it of use again; that it is missed is said once. */
    private void leave(String why) {
        isOfUse = false;
        if (!isMissed) {
            LOG.warnf("The primary is read instead of the standby: %s", why);
        }
        isMissed = true;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
