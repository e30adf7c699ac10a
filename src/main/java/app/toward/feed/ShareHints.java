package app.toward.feed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Tells the other replicas whose feeds have news, after the commit and on a connection of its own: inside the writing
 * transactions a notification would let them commit only one after the other. Many commits are one hint. A hint that is
 * lost costs a second, for each replica looks by itself.
 */
@ApplicationScoped
class ShareHints {
    private static final Logger LOG = Logger.getLogger(ShareHints.class);
    private static final String CHANNEL = "toward_feed";
    private static final String TELL = "select pg_notify('" + CHANNEL + "', ?)";
    private static final int LISTEN_MILLIS = 50;
    private static final String TIMEOUT_SECONDS = "10";

    private final HoldStreams holdStreams;
    private final String url;
    private final Properties access = new Properties();
    private final AtomicReference<Hint> due = new AtomicReference<>(Hint.NONE);
    private final Thread listener = new Thread(this::listenAlways, "feed hints");
    private volatile boolean isStopped;

    ShareHints(
            HoldStreams holdStreams,
            @ConfigProperty(name = "toward.feed.hints.jdbc-url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.holdStreams = holdStreams;
        this.url = url;
        user.ifPresent(name -> access.setProperty("user", name));
        password.ifPresent(secret -> access.setProperty("password", secret));
        access.setProperty("connectTimeout", TIMEOUT_SECONDS);
        access.setProperty("socketTimeout", TIMEOUT_SECONDS);
        access.setProperty("ApplicationName", "toward feed hints");
    }

    void start(@Observes StartupEvent event) {
        listener.setDaemon(true);
        listener.start();
    }

    void stop(@Observes ShutdownEvent event) {
        isStopped = true;
        listener.interrupt();
    }

    void share(@Observes(during = TransactionPhase.AFTER_SUCCESS) Hint hint) {
        due.accumulateAndGet(hint, Hint::and);
        holdStreams.lookSoon(hint);
    }

    private void listenAlways() {
        while (!isStopped) {
            try (Connection connection = DriverManager.getConnection(url, access);
                    Statement listening = connection.createStatement();
                    PreparedStatement telling = connection.prepareStatement(TELL)) {
                listening.execute("listen " + CHANNEL);
                listen(connection.unwrap(PGConnection.class), telling);
            } catch (SQLException e) {
                LOG.debug("No hints until the database is back", e);
                pause();
            }
        }
    }

    private void listen(PGConnection connection, PreparedStatement telling) throws SQLException {
        // What came while nobody listened.
        holdStreams.lookSoon(Hint.ALL);
        while (!isStopped) {
            Hint own = due.getAndSet(Hint.NONE);
            if (!own.isEmpty()) {
                telling.setString(1, own.text());
                telling.execute();
            }
            PGNotification[] hints = connection.getNotifications(LISTEN_MILLIS);
            Stream.of(hints == null ? new PGNotification[0] : hints)
                    .filter(hint -> hint.getPID() != connection.getBackendPID())
                    .map(hint -> Hint.read(hint.getParameter()))
                    .reduce(Hint::and)
                    .ifPresent(holdStreams::lookSoon);
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
