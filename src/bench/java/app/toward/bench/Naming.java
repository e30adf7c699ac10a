package app.toward.bench;

import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes of a value that was sent for one partnership what would be sent for another: the ids in it become expressions
 * over the variables {@code p}, {@code s} and {@code b} of pgbench.
 *
 * @param fresh an id that the request made, which each transaction makes anew; empty if it made none
 */
record Naming(Request request, Scale scale, String fresh) {
    private static final Pattern ID = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-)([0-9a-f]{12})");

    /** The first id in an answer that is none of those of {@link Ids}; empty if there is none. */
    static String made(String answer) {
        return ID.matcher(answer)
                .results()
                .filter(id -> Arrays.stream(Ids.values()).noneMatch(known -> known.prefix.equals(id.group(1))))
                .map(MatchResult::group)
                .findFirst()
                .orElse("");
    }

    /** An expression for a text, in which pgbench takes no colon for one of its variables. */
    String expression(String value) {
        var expression = new StringBuilder();
        Matcher ids = ID.matcher(value);
        int from = 0;
        while (ids.find()) {
            String number = number(ids.group(1), ids.group(2));
            if (number != null) {
                expression
                        .append(quoted(value.substring(from, ids.start(2))))
                        .append(" || lpad(to_hex((")
                        .append(number)
                        .append(")::bigint), 12, '0') || ");
                from = ids.end(2);
            }
        }
        if (from == 0) {
            return quoted(value);
        }
        return "(" + expression + quoted(value.substring(from)) + ")";
    }

    private String number(String prefix, String hexadecimal) {
        if ((prefix + hexadecimal).equals(fresh)) {
            return ":fresh";
        }
        long number = Long.parseLong(hexadecimal, 16);
        if (prefix.equals(Ids.PARTNERSHIP.prefix)) {
            return ":p";
        }
        if (prefix.equals(Ids.ACCOUNT.prefix) || prefix.equals(Ids.SESSION.prefix)) {
            boolean isCaller = number == Scale.account(request.partnership(), request.side());
            return isCaller ? "2 * :p + :s" : "2 * :p + 1 - :s";
        }
        if (prefix.equals(Ids.BID.prefix)) {
            long bid = number - scale.bid(request.partnership(), 0);
            return ":p * " + scale.bids() + " + " + (bid == request.bid() ? ":b" : bid);
        }
        return null;
    }

    private static String quoted(String text) {
        return text.contains(":")
                ? "E'" + text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\x3a") + "'"
                : "'" + text.replace("'", "''") + "'";
    }
}
