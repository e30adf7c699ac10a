package app.toward.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import app.toward.Eventually;
import app.toward.Person;
import app.toward.TestClock;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A mail server that cannot be reached loses nothing, and costs no caller anything. */
@QuarkusTest
@TestProfile(MailServerAwayTest.RealServer.class)
@ExtendWith(TestClock.class)
class MailServerAwayTest {
    public static class RealServer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (var socket = new ServerSocket(0)) {
                return Map.of(
                        "quarkus.mailer.mock", "false",
                        // The test's own server says for whom it takes mail.
                        "quarkus.log.category.\"com.icegreen\".level", "WARN",
                        "quarkus.mailer.host", "localhost",
                        "quarkus.mailer.port", String.valueOf(socket.getLocalPort()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Inject
    DataSource database;

    @ConfigProperty(name = "quarkus.mailer.port")
    int port;

    @Test
    void what_could_not_be_sent_is_sent_when_the_server_is_back() throws Exception {
        var ana = Person.register("Ana", "Europe/Berlin");
        String account = ana.get("/v1/me").statusCode(200).extract().path("id");
        Eventually.holds("it was tried", () -> attempts(account) > 0);
        var server = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            TestClock.pass(Duration.ofMinutes(2));
            assertThat(server.waitForIncomingEmail(30_000, 1)).isTrue();
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getAllRecipients()[0]).hasToString(ana.email);
            assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
            Matcher token = Pattern.compile("(?m)^ {4}([\\w-]{43})\\s*$")
                    .matcher(mail.getContent().toString());
            assertThat(token.find()).isTrue();
            VerificationTest.confirm(token.group(1)).statusCode(204);
            ana.get("/v1/me").body("emailVerified", equalTo(true));
            Eventually.holds("nothing is left to send", () -> attempts(account) < 0);
        } finally {
            server.stop();
        }
    }

    @Test
    void what_could_not_be_sent_for_three_days_is_given_up() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String account = ana.get("/v1/me").statusCode(200).extract().path("id");
        Eventually.holds("it was tried", () -> attempts(account) > 0);
        TestClock.pass(Duration.ofDays(2));
        Eventually.holds("it was tried again", () -> attempts(account) > 1);
        TestClock.pass(Duration.ofDays(1).plusHours(1));
        Eventually.holds("it was given up", () -> attempts(account) < 0);
    }

    @Test
    void what_is_logged_of_a_failure_names_no_address() {
        assertThat(SendLetters.discreet("550 5.1.1 <ana@example.org>: Recipient address rejected"))
                .isEqualTo("550 5.1.1 … Recipient address rejected");
    }

    /** How often the letter of an account was tried; -1 if there is none. */
    private int attempts(String account) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "select coalesce(max(attempts), -1) from letter where account_id = '" + account + "'")) {
            result.next();
            return result.getInt(1);
        }
    }
}
