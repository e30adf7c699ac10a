package app.toward.shared;

import java.time.OffsetDateTime;

/**
 * Instants as RFC 3339 with milliseconds. A page of bids has hundreds of them, and by the JDK's formatter they are a good part
 * of its cost; this takes a fifth of that (see {@code src/bench/RESULTS.md}).
 */
final class MillisecondText {
    private static final int LONGEST = "2026-11-22T10:47:16.750+01:00".length();

    private MillisecondText() {}

    /** @param at of the years 0 to 9999, as RFC 3339 has them; what is less than a millisecond is left out */
    static String of(OffsetDateTime at) {
        var text = new StringBuilder(LONGEST);
        digits(text, at.getYear(), 1000).append('-');
        digits(text, at.getMonthValue(), 10).append('-');
        digits(text, at.getDayOfMonth(), 10).append('T');
        digits(text, at.getHour(), 10).append(':');
        digits(text, at.getMinute(), 10).append(':');
        digits(text, at.getSecond(), 10).append('.');
        return digits(text, at.getNano() / 1_000_000, 100)
                .append(at.getOffset().getId())
                .toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int highest) {
        for (int place = highest; place > 0; place /= 10) {
            text.append((char) ('0' + number / place % 10));
        }
        return text;
    }
}
