package app.toward;

import app.toward.database.DatabaseRefused;
import app.toward.database.ProvideDatabase;
import app.toward.shared.Keys;
import app.toward.shared.RefuseNoUri;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Runs Toward; with the one argument {@code keys} it prints a fresh key file instead. */
@QuarkusMain
public class Toward {
    public static void main(String... args) {
        if (List.of(args).equals(List.of("keys"))) {
            System.out.println(Keys.generate());
            return;
        }
        try {
            ProvideDatabase.unlessConfigured();
        } catch (DatabaseRefused refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
        traceIfConfigured();
        System.setProperty(RefuseNoUri.INSTEAD_OF_THE_FRAMEWORK, "true");
        Quarkus.run(args);
    }

    /** Without somewhere to send them traces would only cost. */
    private static void traceIfConfigured() {
        if (ConfigProvider.getConfig()
                .getOptionalValue("toward.traces.endpoint", String.class)
                .isPresent()) {
            System.setProperty("quarkus.otel.sdk.disabled", "false");
        }
    }
}
