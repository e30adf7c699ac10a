package app.toward.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;

/** Finds out that a configured database is away before the application does, which would say so in a hundred lines. */
final class ReachDatabase {
    private static final String SECONDS_TO_CONNECT = "10";

    private ReachDatabase() {}

    /**
     * Connects once as the application, and once as who changes the schema.
     *
     * @throws DatabaseRefused if that cannot be done
     */
    static void at(String url, Config config) {
        reach(url, config, "quarkus.datasource");
        if (config.getOptionalValue("quarkus.flyway.username", String.class).isPresent()) {
            reach(url, config, "quarkus.flyway");
        }
    }

    private static void reach(String url, Config config, String who) {
        var access = new Properties();
        access.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        config.getOptionalValue(who + ".username", String.class).ifPresent(name -> access.setProperty("user", name));
        config.getOptionalValue(who + ".password", String.class)
                .ifPresent(secret -> access.setProperty("password", secret));
        try (Connection connection = DriverManager.getConnection(url, access)) {
            connection.getMetaData();
        } catch (SQLException e) {
            throw new DatabaseRefused("The database cannot be reached at " + withoutParameters(url) + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Among them can be a password. */
    private static String withoutParameters(String url) {
        return url.split("\\?", 2)[0];
    }
}
