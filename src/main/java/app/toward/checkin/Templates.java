package app.toward.checkin;

import app.toward.partnership.Membership;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The templates that a partnership can answer: the built-in ones and its own. */
final class Templates {
    private Templates() {}

    static List<Template> of(Membership membership) {
        return Stream.concat(BuiltIn.ALL.stream(), TemplateVersion.of(membership).stream())
                .toList();
    }

    /** Those whose questions the caller may read: after the end, of those made here, what they worded or answered. */
    static List<Template> readable(Membership membership) {
        if (!membership.hasEnded()) {
            return of(membership);
        }
        UUID partnership = membership.partnershipId();
        var madeHere = TemplateVersion.readable(membership.accountId(), List.of(partnership))
                .getOrDefault(partnership, List.of());
        return Stream.concat(BuiltIn.ALL.stream(), madeHere.stream()).toList();
    }

    static Optional<Template> find(Membership membership, String key) {
        return BuiltIn.of(key)
                .or(() -> TemplateVersion.of(membership).stream()
                        .filter(template -> template.key().equals(key))
                        .findFirst());
    }
}
