package app.toward.checkin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template over time, without its questions, which are read for the versions that are shown.
 *
 * @param since when a partnership's own template was made; null for a built-in one, which a partnership has from its
 *     beginning
 * @param retiredAt from when on no round of it opens any more
 * @param versions in rising order
 */
record Template(
        String key,
        Cadence cadence,
        @Nullable Instant since,
        @Nullable Instant retiredAt,
        List<Version> versions) {
    /** One version, which never changes. */
    record Version(int number, Instant inForceFrom) {}

    boolean isRetiredAt(Instant instant) {
        return retiredAt != null && !instant.isBefore(retiredAt);
    }

    Version latest() {
        return versions.get(versions.size() - 1);
    }

    /** The version in force at an instant: that of every round whose window opened then. */
    Version at(Instant instant) {
        return versions.stream()
                .filter(version -> !version.inForceFrom().isAfter(instant))
                .reduce((earlier, later) -> later)
                .orElse(versions.get(0));
    }

    Version version(int number) {
        return versions.get(number - 1);
    }
}
