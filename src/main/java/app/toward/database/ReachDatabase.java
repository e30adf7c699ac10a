package app.toward.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Finds out that a configured database is away before the application does, which would say so in a hundred lines. */
final class ReachDatabase {
    private static final String SECONDS_TO_CONNECT = "10";

    private ReachDatabase() {}

    /**
     * Connects as the application, and as who changes the schema where that is somebody else, or elsewhere.
     *
     * @throws DatabaseRefused if that cannot be done
     */
    static void as(Config config) {
        Stream.of(
                        Access.in(config, ProvideDatabase.URL, "quarkus.datasource"),
                        Access.in(config, "quarkus.flyway.jdbc-url", "quarkus.flyway"))
                .distinct()
                .forEach(ReachDatabase::reach);
    }

    private static void reach(Access access) {
        var properties = new Properties();
        properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        access.user.ifPresent(name -> properties.setProperty("user", name));
        access.password.ifPresent(secret -> properties.setProperty("password", secret));
        try (Connection connection = DriverManager.getConnection(access.url, properties)) {
            connection.getMetaData();
        } catch (SQLException e) {
            throw new DatabaseRefused("The database cannot be reached at " + withoutParameters(access.url) + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Among them can be a password. */
    private static String withoutParameters(String url) {
        return url.split("\\?", 2)[0];
    }

    private record Access(String url, Optional<String> user, Optional<String> password) {
        static Access in(Config config, String url, String who) {
            return new Access(
                    config.getValue(url, String.class),
                    config.getOptionalValue(who + ".username", String.class),
                    config.getOptionalValue(who + ".password", String.class));
        }
    }
}
