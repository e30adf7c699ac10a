package app.toward.checkin;

import app.toward.checkin.Item.Anchors;
import app.toward.checkin.Item.Option;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the built-in templates in one language. A language is added by a file
 * {@code wording_<language>.properties} with the same keys.
 */
record Wording(ResourceBundle texts) {
    private static final String BUNDLE = "app.toward.checkin.wording";
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    /** The first of these languages that there are texts in, else English. */
    static Wording in(List<Locale> acceptable) {
        return acceptable.stream()
                .flatMap(language -> find(language).stream())
                .findFirst()
                .or(() -> find(Locale.ENGLISH))
                .orElseThrow();
    }

    private static Optional<Wording> find(Locale language) {
        try {
            return Optional.of(new Wording(ResourceBundle.getBundle(BUNDLE, language, NO_FALLBACK)));
        } catch (MissingResourceException e) {
            return Optional.empty();
        }
    }

    /** A response that says which language it is in, and that another could be had. */
    <T> RestResponse<T> tagged(T body) {
        return RestResponse.ResponseBuilder.ok(body)
                .header(HttpHeaders.CONTENT_LANGUAGE, texts.getLocale().toLanguageTag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    String titleOf(Template template, Template.Version version) {
        return version.title() == null ? texts.getString(template.key() + ".title") : version.title();
    }

    /** The items with their texts: their authors' own, or in this language. */
    List<Item> itemsOf(Template template, Template.Version version) {
        return template.isBuiltIn()
                ? version.items().stream()
                        .map(item -> worded(item, template.key() + "." + item.key()))
                        .toList()
                : version.items();
    }

    private Item worded(Item item, String key) {
        return new Item(
                item.key(),
                item.kind(),
                texts.getString(key),
                item.optional(),
                item.min(),
                item.max(),
                item.anchors() == null
                        ? null
                        : new Anchors(texts.getString(key + ".low"), texts.getString(key + ".high")),
                worded(item.options(), key),
                item.maxLength());
    }

    private @Nullable List<Option> worded(@Nullable List<Option> options, String key) {
        return options == null
                ? null
                : options.stream()
                        .map(option -> new Option(option.key(), texts.getString(key + "." + option.key())))
                        .toList();
    }
}
