package app.toward.database;

import io.quarkus.runtime.Application;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts Toward's own database before the application, which finds it by system properties. */
public final class ProvideDatabase {
    static final String URL = "quarkus.datasource.jdbc.url";
    private static final String OWN = "toward.database.own";
    private static final String KEYS = "toward.keys-file";

    private ProvideDatabase() {}

    /**
     * Makes sure that there is a database.
     *
     * @throws DatabaseRefused if there is none
     */
    public static void unlessConfigured() {
        Config config = ConfigProvider.getConfig();
        // A live reload of the dev mode comes by again in the same process, where the URL is already set: by the
        // first round.
        if (config.getOptionalValue(URL, String.class).isPresent()) {
            ReachDatabase.as(config);
            return;
        }
        Path directory =
                Path.of(config.getOptionalValue("toward.data-dir", String.class).orElse("data"));
        OwnPostgres postgres = OwnPostgres.start(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres), "own PostgreSQL"));
        System.setProperty(URL, postgres.url());
        System.setProperty("quarkus.datasource.username", postgres.user());
        System.setProperty("quarkus.datasource.password", postgres.password());
        System.setProperty("quarkus.flyway.username", postgres.owner());
        System.setProperty(OWN, "true");
        if (config.getOptionalValue(KEYS, String.class).isEmpty()) {
            System.setProperty(KEYS, directory.resolve("keys.json").toString());
        }
    }

    // Shutdown hooks run side by side: the application, which may still be answering, goes first.
    private static void stop(OwnPostgres postgres) {
        Application application = Application.currentApplication();
        if (application != null) {
            application.stop();
        }
        postgres.close();
    }
}
