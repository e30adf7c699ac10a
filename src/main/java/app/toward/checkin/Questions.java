package app.toward.checkin;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a version of a template asks. */
record Questions(String title, List<Item> items) {
    /** Stands where somebody's words are no longer shown. */
    static final String NO_WORDS = "…";

    /** No item has a key like this. */
    private static final String TITLE = "/title";

    /** Each of its texts by its place. What stands at its place unchanged in the next version is not said anew. */
    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put(TITLE, title);
        items.forEach(item -> item.tell(texts::put));
        return texts;
    }

    /** How many characters its texts have together. */
    int length() {
        return texts().values().stream()
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .sum();
    }

    /** The same without the texts at these places. What can be answered, and how, stays. */
    Questions without(Set<String> places) {
        Set<String> keys = items.stream().map(Item::key).collect(Collectors.toCollection(HashSet::new));
        return new Questions(
                places.contains(TITLE) ? NO_WORDS : title,
                items.stream().map(item -> item.without(places, keys)).toList());
    }

    /** Places of words, without those of the keys by which answers name items and options. */
    static Set<String> wordsAt(Set<String> places) {
        return places.stream().filter(Predicate.not(Item::isOfKey)).collect(Collectors.toSet());
    }
}
