package app.toward.checkin;

import app.toward.checkin.Item.Anchors;
import app.toward.checkin.Item.Kind;
import app.toward.checkin.Item.Option;
import app.toward.partnership.Membership;
import app.toward.partnership.PartnershipKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A template that partnerships have without making it. Its texts are in the resource bundle {@code wording}.
 *
 * @param kinds of the partnerships that have it
 */
record BuiltIn(Template template, Set<PartnershipKind> kinds, List<Item> items) {
    private static final BuiltIn DAILY = builtIn(
            "daily",
            Cadence.DAILY,
            EnumSet.allOf(PartnershipKind.class),
            scale("mood"),
            scale("closeness"),
            scale("presence"),
            scale("feeling_heard"),
            scale("time_together"),
            text("appreciation", true));

    /** The talk of those who share a household, or much of one; friends who want it make their own. */
    private static final BuiltIn WEEKLY = builtIn(
            "weekly",
            Cadence.WEEKLY,
            EnumSet.complementOf(EnumSet.of(PartnershipKind.FRIENDSHIP)),
            text("appreciations", false),
            text("went_well", false),
            text("issue", true),
            text("request", true));

    private static final BuiltIn AFTER_CONFLICT = builtIn(
            "after_conflict",
            Cadence.ON_DEMAND,
            EnumSet.allOf(PartnershipKind.class),
            scale("calm"),
            scale("patience"),
            scale("seeing_the_other_side"),
            scale("listening_without_defending"),
            scale("openness_to_feedback"),
            choice("repair_landed", "yes", "partly", "no", "none_tried"));

    static final List<BuiltIn> ALL = List.of(DAILY, WEEKLY, AFTER_CONFLICT);

    /** Those that a partnership has. */
    static List<BuiltIn> of(Membership membership) {
        return ALL.stream().filter(one -> one.kinds.contains(membership.kind())).toList();
    }

    static List<Template> templatesOf(Membership membership) {
        return of(membership).stream().map(BuiltIn::template).toList();
    }

    static Optional<BuiltIn> find(Membership membership, String key) {
        return of(membership).stream()
                .filter(one -> one.template.key().equals(key))
                .findFirst();
    }

    /** Whether it is a key of one that is answered on demand. */
    static boolean isOnDemand(String key) {
        return ALL.stream()
                .map(BuiltIn::template)
                .anyMatch(one -> one.cadence() == Cadence.ON_DEMAND && one.key().equals(key));
    }

    private static BuiltIn builtIn(String key, Cadence cadence, Set<PartnershipKind> kinds, Item... items) {
        var template = new Template(key, cadence, null, null, List.of(new Template.Version(1, Instant.MIN)));
        return new BuiltIn(template, Set.copyOf(kinds), Arrays.stream(items).toList());
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
