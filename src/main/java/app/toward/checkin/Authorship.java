package app.toward.checkin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote which text of a version: who edits a template writes only what they change.
 *
 * @param byPlace without those texts whose author has erased their account
 */
record Authorship(Map<String, UUID> byPlace) {
    static final Authorship NOBODYS = new Authorship(Map.of());

    /** As it is stored: an author for each text, in the order of the texts. */
    static Authorship of(Questions questions, @Nullable UUID[] authors) {
        var byPlace = new HashMap<String, UUID>();
        List<String> places = List.copyOf(questions.texts().keySet());
        for (int i = 0; i < places.size() && i < authors.length; i++) {
            UUID author = authors[i];
            if (author != null) {
                byPlace.put(places.get(i), author);
            }
        }
        return new Authorship(byPlace);
    }

    @Nullable
    UUID[] stored(Questions questions) {
        List<@Nullable UUID> authors = new ArrayList<>();
        questions.texts().keySet().forEach(place -> authors.add(byPlace.get(place)));
        return authors.toArray(new @Nullable UUID[0]);
    }

    /** The authors of the next version. */
    Authorship afterEdit(Map<String, String> before, Map<String, String> after, UUID editor) {
        var next = new HashMap<>(byPlace);
        next.keySet().retainAll(after.keySet());
        after.forEach((place, text) -> {
            if (!text.equals(before.get(place))) {
                next.put(place, editor);
            }
        });
        return new Authorship(next);
    }

    Set<String> placesOf(UUID author) {
        return placesWhere(author::equals);
    }

    Set<String> placesOfOthers(UUID reader) {
        return placesWhere(author -> !author.equals(reader));
    }

    private Set<String> placesWhere(Predicate<UUID> isAsked) {
        return byPlace.entrySet().stream()
                .filter(text -> isAsked.test(text.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What is stored, without one of them. */
    static @Nullable UUID[] without(@Nullable UUID[] authors, UUID erased) {
        return Arrays.stream(authors)
                .map(author -> erased.equals(author) ? null : author)
                .toArray(UUID[]::new);
    }
}
