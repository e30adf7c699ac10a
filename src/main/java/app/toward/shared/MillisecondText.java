package app.toward.shared;

import java.time.OffsetDateTime;

/**
 * Instants as RFC 3339 with milliseconds. A page of bids has hundreds of them, and by the JDK's formatter they are a good part
 * of its cost.
 */
final class MillisecondText {
    private static final int LONGEST = "2026-11-22T10:47:16.750+01:00".length();

    private MillisecondText() {}

    /** @param at of the years 0 to 9999, as RFC 3339 has them; what is less than a millisecond is left out */
    static String of(OffsetDateTime at) {
        var text = new StringBuilder(LONGEST);
        two(text, at.getYear() / 100);
        two(text, at.getYear() % 100).append('-');
        two(text, at.getMonthValue()).append('-');
        two(text, at.getDayOfMonth()).append('T');
        two(text, at.getHour()).append(':');
        two(text, at.getMinute()).append(':');
        two(text, at.getSecond()).append('.');
        int millis = at.getNano() / 1_000_000;
        two(text, millis / 10).append((char) ('0' + millis % 10));
        return text.append(at.getOffset().getId()).toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
