package app.toward.docs;

import app.toward.shared.Limits;
import app.toward.shared.Limits.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The limits, in words. How often is the configuration's to say. */
enum KnownLimit {
    REQUEST_ACCOUNT("Requests of one person"),
    REQUEST_ADDRESS("Requests from one address, of whomever"),
    SIGN_IN_PAIR("Wrong passwords for one account from one address"),
    SIGN_IN_ACCOUNT("Wrong passwords for one account"),
    SIGN_IN_ADDRESS("Wrong passwords from one address"),
    CONFIRMATION("Wrong passwords on one signed-in device"),
    REGISTRATION_ADDRESS("Registrations from one address"),
    PASSWORD_RESET_ADDRESS("New passwords asked for from one address"),
    EMAIL_CHANGE("Tokens for their e-mail address that one person asks for, to change or to verify it"),
    MAIL_RECIPIENT("Mails of one kind to one e-mail address"),
    CODE_ACCOUNT("Codes that one person could not redeem"),
    CODE_ADDRESS("Codes that could not be redeemed from one address"),
    EXPORT("Exports that one person asks for");

    private final String what;

    KnownLimit(String what) {
        this.what = what;
    }

    /** A limit as the guide shows it: {@code 300 a minute}. */
    public record Told(String what, String howOften) {}

    static List<Told> told(Limits limits) {
        return Stream.of(values())
                .map(known -> {
                    Limit limit = Objects.requireNonNull(limits.byName().get(known.key()), known.key());
                    return new Told(
                            known.what, String.format(Locale.ROOT, "%,d %s", limit.quota(), per(limit.window())));
                })
                .toList();
    }

    /** Its name in the table of limits. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String per(Duration window) {
        String words = words(window);
        if (words.startsWith("1 ")) {
            return (words.equals("1 hour") ? "an " : "a ") + words.substring(2);
        }
        return "in " + words;
    }

    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        for (Unit unit : Unit.values()) {
            if (seconds % unit.seconds == 0) {
                long count = seconds / unit.seconds;
                return count + " " + unit.name().toLowerCase(Locale.ROOT) + (count == 1 ? "" : "s");
            }
        }
        throw new IllegalArgumentException(duration.toString());
    }

    /** The largest first. */
    private enum Unit {
        DAY(86_400),
        HOUR(3_600),
        MINUTE(60),
        SECOND(1);

        private final long seconds;

        Unit(long seconds) {
            this.seconds = seconds;
        }
    }
}
