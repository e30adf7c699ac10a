package app.toward.checkin;

import app.toward.partnership.Membership;
import app.toward.shared.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The templates that a partnership can answer: the built-in ones of its kind and its own. */
final class Templates {
    private Templates() {}

    static List<Template> of(Membership membership) {
        return with(membership, TemplateVersion.of(membership));
    }

    /** The same, where its own are at hand. */
    static List<Template> with(Membership membership, List<Template> own) {
        return Stream.concat(BuiltIn.templatesOf(membership).stream(), own.stream())
                .toList();
    }

    static Optional<Template> find(Membership membership, String key) {
        return BuiltIn.find(membership, key)
                .map(BuiltIn::template)
                .or(() -> TemplateVersion.of(membership).stream()
                        .filter(template -> template.key().equals(key))
                        .findFirst());
    }

    /** What a round asks: in its authors' own words, or in a language. */
    static List<Item> itemsOf(Membership membership, Round round, Wording wording) {
        String key = round.template().key();
        return BuiltIn.find(membership, key)
                .map(wording::itemsOf)
                .or(() -> TemplateVersion.find(membership, key, round.version()).map(version -> version.items))
                .orElseThrow(Problem::notFound);
    }
}
