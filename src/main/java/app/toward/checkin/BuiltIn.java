package app.toward.checkin;

import app.toward.checkin.Item.Anchors;
import app.toward.checkin.Item.Kind;
import app.toward.checkin.Item.Option;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The templates that every partnership has. Their texts are in the resource bundle {@code wording}. */
final class BuiltIn {
    private static final Template DAILY = template(
            "daily",
            Cadence.DAILY,
            scale("mood"),
            scale("closeness"),
            scale("presence"),
            scale("feeling_heard"),
            scale("time_together"),
            text("appreciation", true));
    private static final Template WEEKLY = template(
            "weekly",
            Cadence.WEEKLY,
            text("appreciations", false),
            text("went_well", false),
            text("issue", true),
            text("request", true));
    private static final Template AFTER_CONFLICT = template(
            "after_conflict",
            Cadence.ON_DEMAND,
            scale("calm"),
            scale("patience"),
            scale("seeing_the_other_side"),
            scale("listening_without_defending"),
            scale("openness_to_feedback"),
            choice("repair_landed", "yes", "partly", "no", "none_tried"));

    static final List<Template> ALL = List.of(DAILY, WEEKLY, AFTER_CONFLICT);

    private BuiltIn() {}

    static Optional<Template> of(String key) {
        return ALL.stream().filter(template -> template.key().equals(key)).findFirst();
    }

    private static Template template(String key, Cadence cadence, Item... items) {
        Template.Version first =
                new Template.Version(1, Instant.MIN, null, Arrays.stream(items).toList());
        return new Template(key, cadence, null, List.of(first));
    }

    private static Item scale(String key) {
        return new Item(key, Kind.SCALE, "", null, 1, 7, new Anchors("", ""), null, null);
    }

    private static Item text(String key, boolean isOptional) {
        return new Item(key, Kind.TEXT, "", isOptional ? true : null, null, null, null, null, null);
    }

    private static Item choice(String key, String... options) {
        List<Option> all =
                Stream.of(options).map(option -> new Option(option, "")).toList();
        return new Item(key, Kind.CHOICE, "", null, null, null, null, all, null);
    }
}
