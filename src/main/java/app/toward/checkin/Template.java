package app.toward.checkin;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The questions of a check-in over time.
 *
 * @param since when a partnership's own template was made; null for a built-in one, which every partnership has from
 *     its beginning
 * @param versions in rising order; none ever changes
 */
record Template(String key, Cadence cadence, @Nullable Instant since, List<Version> versions) {
    /**
     * @param title absent for a built-in template, like every text of its items: they are worded when shown
     */
    record Version(
            int number, Instant inForceFrom, @Nullable String title, List<Item> items) {
        boolean says(TemplateEdit edit) {
            return edit.title().equals(title) && edit.items().equals(items);
        }
    }

    boolean isBuiltIn() {
        return since == null;
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

    boolean wasMadeAs(NewTemplate asked) {
        return cadence == asked.cadence() && versions.get(0).says(asked.wording());
    }

    Template with(Version next) {
        return new Template(
                key,
                cadence,
                since,
                Stream.concat(versions.stream(), Stream.of(next)).toList());
    }
}
