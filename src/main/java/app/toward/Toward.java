package app.toward;

import app.toward.database.DatabaseRefused;
import app.toward.database.ProvideDatabase;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

@QuarkusMain
public class Toward {
    public static void main(String... args) {
        try {
            ProvideDatabase.unlessConfigured();
        } catch (DatabaseRefused refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
        Quarkus.run(args);
    }
}
