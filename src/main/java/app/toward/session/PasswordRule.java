package app.toward.session;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.lang.ref.SoftReference;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a password must be, beyond its length: no composition is asked for, only that it is not easily guessed. */
enum PasswordRule {
    TOO_SHORT("must have at least 10 characters, composed (NFC)"),
    TOO_LONG("must have at most 128 characters, composed (NFC)"),
    NOT_PRINTABLE("must have printable characters only"),
    TOO_PERSONAL("is too close to your name or your e-mail address"),
    TOO_GUESSABLE("is among the most common ones, or easily guessed: a few unrelated words are better");

    private static final int FEWEST = 10;
    private static final int MOST = 128;
    /** What has to be left of a password without the person's name and address. */
    private static final int FEWEST_IMPERSONAL = 8;

    private static final int SHORTEST_NAME = 3;
    /** Of 0 to 4: at least 10^8 guesses, far beyond what the limits of signing in let through in a lifetime. */
    private static final int STRONG_ENOUGH = 3;
    /** The estimate is quadratic in the length, and what begins strong stays strong. */
    private static final int ESTIMATED = 64;

    /** Its lists of words take nine megabytes, and a password is seldom chosen: they stay while they are used. */
    private static volatile SoftReference<Zxcvbn> strength = new SoftReference<>(null);

    final String detail;

    PasswordRule(String detail) {
        this.detail = detail;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The first rule that a password breaks.
     *
     * @param password in composed form (NFC)
     * @param knownOfPerson the person's address and name
     */
    static Optional<PasswordRule> brokenBy(String password, List<String> knownOfPerson) {
        int length = password.codePointCount(0, password.length());
        if (length < FEWEST) {
            return Optional.of(TOO_SHORT);
        }
        if (length > MOST) {
            return Optional.of(TOO_LONG);
        }
        if (password.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of(NOT_PRINTABLE);
        }
        List<String> names = namesIn(knownOfPerson);
        if (isPersonal(password, names)) {
            return Optional.of(TOO_PERSONAL);
        }
        String estimated = password.substring(0, password.offsetByCodePoints(0, Math.min(length, ESTIMATED)));
        return strength().measure(estimated, names).getScore() < STRONG_ENOUGH
                ? Optional.of(TOO_GUESSABLE)
                : Optional.empty();
    }

    private static Zxcvbn strength() {
        Zxcvbn there = strength.get();
        if (there == null) {
            there = new Zxcvbn();
            strength = new SoftReference<>(there);
        }
        return there;
    }

    private static boolean isPersonal(String password, List<String> names) {
        String rest = plain(password);
        for (String name : names) {
            rest = rest.replace(name, "");
        }
        return rest.codePointCount(0, rest.length()) < FEWEST_IMPERSONAL && !rest.equals(plain(password));
    }

    /** The whole and each of its words, longest first. */
    private static List<String> namesIn(List<String> known) {
        return known.stream()
                .flatMap(one -> Stream.concat(Stream.of(one), Arrays.stream(one.split("[^\\p{L}\\p{N}]+", -1))))
                .map(PasswordRule::plain)
                .filter(name -> name.length() >= SHORTEST_NAME)
                .distinct()
                .sorted((one, other) -> other.length() - one.length())
                .toList();
    }

    /** Without case, accents and whatever stands between letters and digits. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
