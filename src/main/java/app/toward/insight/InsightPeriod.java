package app.toward.insight;

import app.toward.partnership.Membership;
import app.toward.shared.Problem;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which dates are asked for. */
class InsightPeriod {
    static final int USUAL_DAYS = 84;
    /** A year: so that the most that can be asked for takes a few times as long as the usual, and no more. */
    static final int MOST_DAYS = 366;

    private static final LocalDate EARLIEST = LocalDate.parse("1970-01-01");
    private static final LocalDate LATEST = LocalDate.parse("2999-12-31");

    @QueryParam("from")
    @Parameter(
            description = "The first of your local dates. By default the 84th up to `to`: twelve weeks. A window has at"
                    + " most 366 dates: a year.",
            example = "2026-09-01")
    @Nullable
    LocalDate from;

    @QueryParam("to")
    @Parameter(description = "The last of your local dates, itself included. By default today.", example = "2026-11-22")
    @Nullable
    LocalDate to;

    /**
     * The dates that are asked for, undivided.
     *
     * @throws Problem 400 for dates out of bounds or order, or too many of them
     */
    Dates dates(Membership membership, Instant now) {
        LocalDate last = requireOnEarth("to", to == null ? Dates.today(membership, now) : to);
        LocalDate first = requireOnEarth("from", from == null ? last.minusDays(USUAL_DAYS - 1L) : from);
        if (first.isAfter(last)) {
            throw Problem.invalidParameter("from", "must not be after " + last);
        }
        if (first.plusDays(MOST_DAYS).isBefore(last.plusDays(1))) {
            throw Problem.invalidParameter("from", "must be at most " + MOST_DAYS + " dates before the end");
        }
        return new Dates(membership.calendars(), first, last, List.of(first));
    }

    private static LocalDate requireOnEarth(String parameter, LocalDate date) {
        if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
            throw Problem.invalidParameter(parameter, "must be between " + EARLIEST + " and " + LATEST);
        }
        return date;
    }
}
