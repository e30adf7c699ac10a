package app.toward.shared;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Reads from the URL of JDBC how the same database is reached without it. */
final class EventLoopAccess {
    private static final Set<String> UNDERSTOOD =
            Set.of(PGProperty.PG_HOST.getName(), PGProperty.PG_PORT.getName(), PGProperty.PG_DBNAME.getName());

    private EventLoopAccess() {}

    /**
     * The same server and database. Nothing if the URL names several servers, of which only JDBC finds the primary, or has
     * parameters: each of them means something that would be passed over.
     */
    static Optional<PgConnectOptions> of(String url) {
        Properties said = Driver.parseURL(url, null);
        if (said == null
                || !UNDERSTOOD.containsAll(said.stringPropertyNames())
                || said.getProperty(PGProperty.PG_HOST.getName()).contains(",")) {
            return Optional.empty();
        }
        return Optional.of(new PgConnectOptions()
                .setHost(said.getProperty(PGProperty.PG_HOST.getName()))
                .setPort(Integer.parseInt(said.getProperty(PGProperty.PG_PORT.getName())))
                .setDatabase(said.getProperty(PGProperty.PG_DBNAME.getName()))
                .setCachePreparedStatements(true)
                // What JDBC does that is told nothing: TLS where the server has it, with whatever certificate.
                .setSslMode(SslMode.PREFER)
                .setTrustAll(true));
    }
}
