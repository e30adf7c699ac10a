package app.toward;

import app.toward.database.OwnPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/** One PostgreSQL for the whole run, in a directory that goes away with it. */
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.GLOBAL)
public class TestDatabase implements QuarkusTestResourceLifecycleManager {
    // Quarkus comes by once per test profile, each time in a new class loader.
    private static final String DIRECTORY = "toward.test.directory";

    @Override
    public Map<String, String> start() {
        if (System.getProperty(DIRECTORY) == null) {
            begin();
        }
        return Map.of(
                "quarkus.datasource.jdbc.url", System.getProperty("toward.test.url"),
                "quarkus.datasource.username", System.getProperty("toward.test.user"),
                "quarkus.datasource.password", System.getProperty("toward.test.password"),
                "quarkus.flyway.username", System.getProperty("toward.test.owner"),
                "toward.keys-file", System.getProperty(DIRECTORY) + "/keys.json",
                "toward.database.own", "true");
    }

    private static void begin() {
        try {
            Path directory = Files.createTempDirectory("toward-test-");
            OwnPostgres postgres = OwnPostgres.start(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                postgres.close();
                FileUtils.deleteQuietly(directory.toFile());
            }));
            System.setProperty("toward.test.url", postgres.url());
            System.setProperty("toward.test.user", postgres.user());
            System.setProperty("toward.test.owner", postgres.owner());
            System.setProperty("toward.test.password", postgres.password());
            System.setProperty(DIRECTORY, directory.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection that may change tables, which the application's may not. */
    public static Connection asOwner() throws SQLException {
        return DriverManager.getConnection(
                System.getProperty("toward.test.url"),
                System.getProperty("toward.test.owner"),
                System.getProperty("toward.test.password"));
    }

    @Override
    public void stop() {
        // The next profile needs it too; the end of the run stops it.
    }
}
