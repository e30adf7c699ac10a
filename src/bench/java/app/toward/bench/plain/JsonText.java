package app.toward.bench.plain;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Writes JSON as text, with the least that can be done for it. What is null is left out. */
final class JsonText {
    private static final int PRINTABLE = 0x20;

    private final StringBuilder text = new StringBuilder(512);

    JsonText open(char bracket) {
        separate();
        text.append(bracket);
        return this;
    }

    JsonText close(char bracket) {
        text.append(bracket);
        return this;
    }

    JsonText name(String name) {
        separate();
        text.append('"').append(name).append("\":");
        return this;
    }

    /** A value that is JSON already. */
    JsonText raw(String name, Object value) {
        if (value != null) {
            name(name).text.append(value);
        }
        return this;
    }

    JsonText raw(String value) {
        separate();
        text.append(value);
        return this;
    }

    /** Text that needs no escaping. */
    JsonText plain(String name, Object value) {
        if (value != null) {
            name(name).text.append('"').append(value).append('"');
        }
        return this;
    }

    /** A constant, in lower case. */
    JsonText constant(String name, String value) {
        return plain(name, value == null ? null : value.toLowerCase(Locale.ROOT));
    }

    JsonText text(String name, String value) {
        if (value != null) {
            name(name).text.append('"');
            for (int i = 0; i < value.length(); i++) {
                escape(value.charAt(i));
            }
            text.append('"');
        }
        return this;
    }

    private void escape(char character) {
        if (character == '"' || character == '\\') {
            text.append('\\').append(character);
        } else if (character < PRINTABLE) {
            text.append(String.format("\\u%04x", (int) character));
        } else {
            text.append(character);
        }
    }

    JsonText instant(String name, OffsetDateTime at) {
        return instant(name, at, 0);
    }

    JsonText instant(String name, OffsetDateTime at, int offsetSeconds) {
        if (at == null) {
            return this;
        }
        OffsetDateTime local = at.withOffsetSameInstant(ZoneOffset.ofTotalSeconds(offsetSeconds));
        name(name).text.append('"').append(local.getYear()).append('-');
        digits(local.getMonthValue(), 2).append('-');
        digits(local.getDayOfMonth(), 2).append('T');
        digits(local.getHour(), 2).append(':');
        digits(local.getMinute(), 2).append(':');
        digits(local.getSecond(), 2).append('.');
        digits(local.getNano() / 1_000_000, 3).append(local.getOffset()).append('"');
        return this;
    }

    private StringBuilder digits(int number, int width) {
        for (int limit = width == 2 ? 10 : 100; limit > 1 && number < limit; limit /= 10) {
            text.append('0');
        }
        return text.append(number);
    }

    private void separate() {
        int last = text.length() - 1;
        if (last >= 0 && "{[:".indexOf(text.charAt(last)) < 0) {
            text.append(',');
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
