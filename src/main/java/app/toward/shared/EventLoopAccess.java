package app.toward.shared;

import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.security.SimplePassword;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.security.Principal;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Finds out from how JDBC reaches the database whether it can be reached in the same way without JDBC. */
final class EventLoopAccess {
    private static final Set<String> IN_URL =
            Set.of(PGProperty.PG_HOST.getName(), PGProperty.PG_PORT.getName(), PGProperty.PG_DBNAME.getName());

    /** What Toward sets itself, for which {@link EventLoopRows} has its own. */
    private static final Set<String> AS_PROPERTIES = Set.of(
            PGProperty.CONNECT_TIMEOUT.getName(),
            PGProperty.SOCKET_TIMEOUT.getName(),
            PGProperty.LOG_SERVER_ERROR_DETAIL.getName(),
            PGProperty.OPTIONS.getName());

    /** Longer than any statement: others would be prepared each time. */
    private static final int LONGEST_SQL = 16_384;

    private EventLoopAccess() {}

    /**
     * The same server and database, as the same role. Nothing if JDBC has the role from elsewhere, if there are several
     * servers, of which only JDBC finds the primary, or any parameter: each of them means something that would be passed over.
     *
     * @param isEncrypted whether JDBC's connections are; nobody said how, so that any certificate did for them
     */
    static Optional<PgConnectOptions> of(AgroalConnectionFactoryConfiguration jdbc, boolean isEncrypted) {
        Properties url = Driver.parseURL(jdbc.jdbcUrl(), null);
        Principal user = jdbc.principal();
        Optional<String> password = jdbc.credentials().stream()
                .filter(SimplePassword.class::isInstance)
                .map(found -> ((SimplePassword) found).getWord())
                .findFirst();
        if (url == null || user == null || password.isEmpty() || !isPlain(url) || !isPlain(jdbc)) {
            return Optional.empty();
        }
        return Optional.of(new PgConnectOptions()
                .setHost(url.getProperty(PGProperty.PG_HOST.getName()))
                .setPort(Integer.parseInt(url.getProperty(PGProperty.PG_PORT.getName())))
                .setDatabase(url.getProperty(PGProperty.PG_DBNAME.getName()))
                .setUser(user.getName())
                .setPassword(password.get())
                .setSslMode(isEncrypted ? SslMode.REQUIRE : SslMode.DISABLE)
                .setTrustAll(isEncrypted)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlLimit(LONGEST_SQL));
    }

    private static boolean isPlain(Properties url) {
        String host = url.getProperty(PGProperty.PG_HOST.getName());
        return IN_URL.containsAll(url.stringPropertyNames()) && !host.contains(",") && !host.startsWith("[");
    }

    private static boolean isPlain(AgroalConnectionFactoryConfiguration jdbc) {
        Properties said = jdbc.jdbcProperties();
        String options = said.getProperty(PGProperty.OPTIONS.getName(), "");
        return AS_PROPERTIES.containsAll(said.stringPropertyNames())
                && options.matches("(-c statement_timeout=\\d+)?")
                && (jdbc.initialSql() == null || jdbc.initialSql().isEmpty());
    }
}
