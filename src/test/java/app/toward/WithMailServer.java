package app.toward;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** As where letters can be sent. That there is a server is all it takes; the tests' mailbox stands in for it. */
public class WithMailServer implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.mailer.host", "mail.example.org");
    }
}
