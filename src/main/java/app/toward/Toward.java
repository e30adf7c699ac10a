package app.toward;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

@QuarkusMain
public class Toward {
    public static void main(String... args) {
        Quarkus.run(args);
    }
}
