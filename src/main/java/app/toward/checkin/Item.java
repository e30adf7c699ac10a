package app.toward.checkin;

import app.toward.shared.StrictText;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** One question of a template. The same record is asked for, stored and shown. */
@Schema(name = "Item", description = "One question of a template.")
record Item(
        @Schema(description = "Names the item within its template.", examples = "mood")
        @NotNull
        @Pattern(regexp = "[a-z][a-z0-9_]{0,39}", message = "must be lower snake case, at most 40 characters")
        String key,

        @Schema(
                description =
                        "`scale`: a whole number from `min` to `max`. `choice`: one of `options`. `choices`: several"
                                + " of them. `text`: words. More kinds may come.",
                examples = "scale")
        @NotNull
        Kind kind,

        @Schema(description = "The question.", examples = "How is your mood today?")
        @NotBlank
        @CodePointLength(max = 300)
        String prompt,

        @Schema(description = "Whether an answer may leave it out. False unless given.", examples = "false") @Nullable
        Boolean optional,

        @Schema(description = "The least value of a scale.", examples = "1") @Min(-100) @Max(100) @Nullable
        Integer min,

        @Schema(description = "The greatest value of a scale.", examples = "7") @Min(-100) @Max(100) @Nullable
        Integer max,

        @Schema(description = "What the two ends of a scale mean.") @Valid @Nullable
        Anchors anchors,

        @Schema(description = "What can be chosen, 2 to 20 of them.") @Size(min = 2, max = 20) @Nullable
        List<@Valid @NotNull Option> options,

        @Schema(description = "How many characters a text has at most. 2000 unless given.", examples = "500")
        @Min(1)
        @Max(MOST_TEXT)
        @Nullable
        Integer maxLength) {
    static final int MOST_TEXT = 4000;

    private static final String KEY = "/key";

    private static final int USUAL_TEXT = 2000;

    /** What is asked for. */
    @Schema(
            name = "ItemKind",
            description = "What is asked for. `scale`: a whole number from `min` to `max`. `choice`: one of `options`."
                    + " `choices`: several of them. `text`: words.")
    enum Kind {
        SCALE,
        CHOICE,
        CHOICES,
        TEXT
    }

    /** What the ends of a scale mean. */
    @Schema(name = "Anchors", description = "What the two ends of a scale mean.")
    record Anchors(
            @Schema(description = "What `min` means.", examples = "Very low") @NotBlank @CodePointLength(max = 80)
            String low,

            @Schema(description = "What `max` means.", examples = "Very good") @NotBlank @CodePointLength(max = 80)
            String high) {}

    /** One thing that can be chosen. */
    @Schema(name = "ItemOption", description = "One thing that can be chosen.")
    record Option(
            @Schema(description = "Names the option within its item.", examples = "partly")
            @NotNull
            @Pattern(regexp = "[a-z][a-z0-9_]{0,39}", message = "must be lower snake case, at most 40 characters")
            String key,

            @Schema(description = "What it says.", examples = "Partly") @NotBlank @CodePointLength(max = 120)
            String label) {}

    boolean canBeLeftOut() {
        return Boolean.TRUE.equals(optional);
    }

    /** Tells each of its texts by its place. */
    void tell(BiConsumer<String, String> taker) {
        taker.accept(key + KEY, key);
        taker.accept(key + "/prompt", prompt);
        if (anchors != null) {
            taker.accept(lowOf(key), anchors.low());
            taker.accept(highOf(key), anchors.high());
        }
        Stream.ofNullable(options).flatMap(List::stream).forEach(option -> {
            taker.accept(place(option) + KEY, option.key());
            taker.accept(place(option) + "/label", option.label());
        });
    }

    static String lowOf(String item) {
        return item + "/low";
    }

    static String highOf(String item) {
        return item + "/high";
    }

    private String place(Option option) {
        return key + "/options/" + option.key();
    }

    static boolean isOfKey(String place) {
        return place.endsWith(KEY);
    }

    /** The same question without the texts at these places; a key gives way to one that is not taken. */
    Item without(Set<String> places, Set<String> taken) {
        return new Item(
                places.contains(key + KEY) ? free("item", taken) : key,
                kind,
                unless(places.contains(key + "/prompt"), prompt),
                optional,
                min,
                max,
                anchors == null
                        ? null
                        : new Anchors(
                                unless(places.contains(lowOf(key)), anchors.low()),
                                unless(places.contains(highOf(key)), anchors.high())),
                options == null ? null : optionsWithout(places, options),
                maxLength);
    }

    private List<Option> optionsWithout(Set<String> places, List<Option> all) {
        Set<String> taken = new HashSet<>(keys());
        return all.stream()
                .map(option -> new Option(
                        places.contains(place(option) + KEY) ? free("option", taken) : option.key(),
                        unless(places.contains(place(option) + "/label"), option.label())))
                .toList();
    }

    private static String unless(boolean isHidden, String words) {
        return isHidden ? Questions.NO_WORDS : words;
    }

    private static String free(String name, Set<String> taken) {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> name + "_" + i)
                .filter(taken::add)
                .findFirst()
                .orElseThrow();
    }

    /** What is wrong with this item as a definition: its kind decides which fields it has. */
    Optional<String> flaw() {
        boolean isScale = kind == Kind.SCALE;
        boolean isChosen = kind == Kind.CHOICE || kind == Kind.CHOICES;
        if (isScale && (min == null || max == null || min >= max)) {
            return Optional.of("a scale has a min below its max");
        }
        if (!isScale && (min != null || max != null || anchors != null)) {
            return Optional.of("only a scale has min, max and anchors");
        }
        if (isChosen != (options != null)) {
            return Optional.of("a choice has options, and nothing else has");
        }
        if (options != null && options.stream().map(Option::key).distinct().count() < options.size()) {
            return Optional.of("two options have the same key");
        }
        return kind != Kind.TEXT && maxLength != null ? Optional.of("only a text has a maxLength") : Optional.empty();
    }

    /** What is wrong with a value as an answer to this item. */
    Optional<String> flawOf(JsonNode value) {
        return switch (kind) {
            case SCALE ->
                value.isInt() && isOnScale(value.intValue())
                        ? Optional.empty()
                        : Optional.of("must be a whole number from " + min + " to " + max);
            case CHOICE ->
                value.isTextual() && keys().contains(value.textValue())
                        ? Optional.empty()
                        : Optional.of("must be one of: " + String.join(", ", keys()));
            case CHOICES ->
                areDistinctOptions(value)
                        ? Optional.empty()
                        : Optional.of("must be a list of some of, each once"
                                + (canBeLeftOut() ? ": " : " and at least one: ")
                                + String.join(", ", keys()));
            case TEXT ->
                isText(value)
                        ? Optional.empty()
                        : Optional.of("must be a text of 1 to " + longestText() + " characters");
        };
    }

    private boolean isOnScale(int value) {
        return min != null && max != null && min <= value && value <= max;
    }

    private List<String> keys() {
        return options == null ? List.of() : options.stream().map(Option::key).toList();
    }

    private boolean areDistinctOptions(JsonNode value) {
        List<String> keys = keys();
        Set<String> seen = new HashSet<>();
        for (JsonNode one : value) {
            if (!one.isTextual() || !keys.contains(one.textValue()) || !seen.add(one.textValue())) {
                return false;
            }
        }
        return value.isArray() && (canBeLeftOut() || !value.isEmpty());
    }

    private boolean isText(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : "";
        return !text.isBlank() && StrictText.isStorable(text) && text.codePointCount(0, text.length()) <= longestText();
    }

    private int longestText() {
        return maxLength == null ? USUAL_TEXT : maxLength;
    }
}
