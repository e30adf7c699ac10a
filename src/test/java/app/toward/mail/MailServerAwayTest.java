package app.toward.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import app.toward.Eventually;
import app.toward.Person;
import app.toward.TestClock;
import app.toward.shared.FreshId;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.ext.mail.SMTPException;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
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
                        "toward.sign-in.verified-only", "false",
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

    /** Takes mail but for addresses that begin with "gone", which it says do not exist. */
    private static void serveMail(ServerSocket server, List<String> taken) {
        inBackground(() -> {
            while (!server.isClosed()) {
                Socket client = server.accept();
                inBackground(() -> converse(client, taken));
            }
        });
    }

    private interface Conversation {
        void hold() throws IOException;
    }

    /** Until either side has gone. */
    private static void inBackground(Conversation conversation) {
        var thread = new Thread(() -> {
            try {
                conversation.hold();
            } catch (IOException e) {
                // One of the two has gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void converse(Socket client, List<String> taken) throws IOException {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
                var out = client.getOutputStream()) {
            out.write("220 test\r\n".getBytes(US_ASCII));
            boolean isText = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (isText && !line.equals(".")) {
                    continue;
                }
                isText = line.equals("DATA");
                boolean isGone = line.startsWith("RCPT TO:<gone");
                if (line.startsWith("RCPT TO:") && !isGone) {
                    taken.add(line.substring("RCPT TO:<".length(), line.length() - 1));
                }
                if (line.equals("QUIT") && !isText) {
                    out.write("221 bye\r\n".getBytes(US_ASCII));
                    return;
                }
                String answer = isGone ? "550 5.1.1 no such person" : isText ? "354 go on" : "250 yes";
                out.write((answer + "\r\n").getBytes(US_ASCII));
            }
        }
    }

    @Test
    void who_does_not_exist_holds_nothing_up_and_is_not_tried_again() throws Exception {
        var ana = Person.register("Ana", "Europe/Berlin");
        String account = ana.get("/v1/me").statusCode(200).extract().path("id");
        for (int i = 0; i < 4; i++) {
            ana.put("/v1/me/email", Map.of("email", "gone." + UUID.randomUUID() + "@example.org"))
                    .statusCode(202);
        }
        Eventually.holds("it was tried", () -> attempts(account) > 0);
        List<String> taken = new CopyOnWriteArrayList<>();
        try (var socket = new ServerSocket(port)) {
            serveMail(socket, taken);
            TestClock.pass(Duration.ofMinutes(2));
            Eventually.holds("nothing is left to send", () -> attempts(account) < 0);
            assertThat(taken).contains(ana.email).noneMatch(address -> address.startsWith("gone"));
        }
    }

    @Test
    void only_a_recipient_that_is_refused_for_good_is_given_up() {
        assertThat(SendLetters.isNoAddress(refusal("recipient address not accepted", 550, "550 5.1.1 who?")))
                .isTrue();
        assertThat(SendLetters.isNoAddress(refusal("recipient address not accepted", 550, "550 who?")))
                .isTrue();
        assertThat(SendLetters.isNoAddress(refusal("recipient address not accepted", 450, "450 4.2.1 busy")))
                .isFalse();
        assertThat(SendLetters.isNoAddress(refusal("recipient address not accepted", 554, "554 5.7.1 no relay")))
                .isFalse();
        assertThat(SendLetters.isNoAddress(refusal("sender address not accepted", 550, "550 5.1.8 you?")))
                .isFalse();
        assertThat(SendLetters.isNoAddress(new IllegalStateException("away"))).isFalse();
    }

    private static Throwable refusal(String step, int code, String reply) {
        return new CompletionException(new SMTPException(step, code, List.of(reply), code >= 500));
    }

    @Test
    void what_was_never_tried_goes_before_what_was() {
        Instant longAgo = Instant.parse("1990-01-01T00:00:00Z");
        QuarkusTransaction.begin();
        try {
            Letter tried = Letter.of(FreshId.next(), LetterKind.KNOWN_ADDRESS, null, "a@example.org", longAgo);
            tried.attempts = 3;
            Letter fresh =
                    Letter.of(FreshId.next(), LetterKind.KNOWN_ADDRESS, null, "b@example.org", longAgo.plusSeconds(9));
            assertThat(Letter.claim(longAgo.plusSeconds(60))).contains(fresh);
            assertThat(Letter.claim(longAgo.plusSeconds(60))).contains(tried);
        } finally {
            QuarkusTransaction.rollback();
        }
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
