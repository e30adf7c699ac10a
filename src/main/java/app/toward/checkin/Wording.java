package app.toward.checkin;

import app.toward.checkin.Item.Anchors;
import app.toward.checkin.Item.Option;
import app.toward.partnership.Membership;
import app.toward.shared.Problem;
import app.toward.shared.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the built-in templates in one language. A language is added by a file
 * {@code wording_<language>.properties} with the same keys.
 */
record Wording(Texts texts) {
    /** The first of these languages that there are texts in, else English. */
    static Wording in(List<Locale> acceptable) {
        return new Wording(Texts.in("app.toward.checkin.wording", acceptable));
    }

    /** A response that says which language it is in, and that another could be had. */
    <T> RestResponse<T> tagged(T body) {
        return texts.tagged(body);
    }

    String titleOf(BuiltIn builtIn) {
        return texts.get(builtIn.template().key() + ".title");
    }

    /**
     * What a round asks: in this language, or in its authors' own words.
     *
     * @param own if the partnership has worded it
     */
    List<Item> itemsOf(Round round, Membership membership, @Nullable List<Item> own) {
        return BuiltIn.find(membership, round.template().key())
                .map(this::itemsOf)
                .or(() -> Optional.ofNullable(own))
                .orElseThrow(Problem::notFound);
    }

    List<Item> itemsOf(BuiltIn builtIn) {
        return builtIn.items().stream()
                .map(item -> worded(item, builtIn.template().key() + "." + item.key()))
                .toList();
    }

    private Item worded(Item item, String key) {
        return new Item(
                item.key(),
                item.kind(),
                texts.get(key),
                item.optional(),
                item.min(),
                item.max(),
                item.anchors() == null ? null : new Anchors(texts.get(key + ".low"), texts.get(key + ".high")),
                worded(item.options(), key),
                item.maxLength());
    }

    private @Nullable List<Option> worded(@Nullable List<Option> options, String key) {
        return options == null
                ? null
                : options.stream()
                        .map(option -> new Option(option.key(), texts.get(key + "." + option.key())))
                        .toList();
    }
}
