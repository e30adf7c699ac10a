package app.toward.bench;

import java.util.UUID;

/** Ids that follow from numbers, so that Java, SQL and pgbench can each name a row without looking for it. */
public enum Ids {
    PARTNERSHIP("01a00000-0000-7000-8000-"),
    ACCOUNT("01a10000-0000-7000-8000-"),
    SESSION("01a20000-0000-7000-8000-"),
    BID("01a30000-0000-7000-8000-");

    /** The twelve hexadecimal digits that follow are the number. */
    final String prefix;

    Ids(String prefix) {
        this.prefix = prefix;
    }

    String text(long number) {
        return prefix + String.format("%012x", number);
    }

    public UUID of(long number) {
        return UUID.fromString(text(number));
    }

    /** The same id in SQL, of a number that an expression gives. */
    String sql(String number) {
        return "('" + prefix + "' || lpad(to_hex((" + number + ")::bigint), 12, '0'))::uuid";
    }
}
