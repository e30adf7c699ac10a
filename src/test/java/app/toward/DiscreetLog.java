package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Listens to the log of the whole suite: a test fails in which a password, a token, a code or an address was logged.
 * Registered for all tests by {@code META-INF/services}.
 */
public class DiscreetLog implements BeforeEachCallback, AfterEachCallback {
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile(Pattern.quote(Person.PASSWORD)),
            Pattern.compile("seven slow green trains|not her password"),
            Pattern.compile("@example\\.(org|com|net)"),
            // An access token, a refresh token (a generated class can have such a name), a password's hash.
            Pattern.compile("eyJ[\\w-]{10,}\\."),
            Pattern.compile("(?<![\\w-])(?!\\w+_ScheduledInvoker_)[\\w-]{80}(?![\\w-])"),
            Pattern.compile("\\$argon2"),
            // A stream ticket, in the URL that it came with.
            Pattern.compile("ticket=[\\w-]+"),
            // The token of a mail, which has letters of both cases and digits nearly always.
            Pattern.compile("(?<![\\w-])(?=[\\w-]*\\d)(?=[\\w-]*[a-z])(?=[\\w-]*[A-Z])[\\w-]{43}(?![\\w-])"),
            // A code, which has letters and digits nearly always. HV000001: is the number of a message.
            Pattern.compile("\\b(?=\\w*\\d)(?=\\w*[A-Z])[0-9A-HJKMNP-TV-Z]{8}\\b(?!:)"));

    private static final Queue<String> INDISCREET = new ConcurrentLinkedQueue<>();
    private static final Listener LISTENER = new Listener();

    @Override
    public void beforeEach(ExtensionContext context) {
        Logger root = Logger.getLogger("");
        root.removeHandler(LISTENER);
        root.addHandler(LISTENER);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(heard()).as("logged, and must not be").isEmpty();
    }

    /** What was heard since the last question. */
    static List<String> heard() {
        List<String> logged = List.copyOf(INDISCREET);
        INDISCREET.clear();
        return logged;
    }

    /** What of a text must not be logged. */
    static boolean isIndiscreet(String text) {
        return SECRETS.stream().anyMatch(secret -> secret.matcher(text).find());
    }

    private static class Listener extends Handler {
        /** The message, what is said along with it, and the whole trace of what was thrown. */
        private static final PatternFormatter FORMAT = new PatternFormatter("%s %X%e");

        @Override
        public void publish(LogRecord logged) {
            String text = FORMAT.format(logged);
            if (isIndiscreet(text)) {
                INDISCREET.add(text);
            }
        }

        @Override
        public void flush() {
            // Keeps nothing back.
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }
}
