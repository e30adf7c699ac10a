package app.toward.checkin;

import app.toward.feed.Shows;
import app.toward.feed.Thing;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shows the readers of the feed the templates of their partnerships, in the latest version. */
@Singleton
class ShowTemplates implements Shows {
    @Override
    public String kind() {
        return PartnershipTemplateResource.KIND;
    }

    @Override
    public Map<Thing, TemplateView> show(UUID reader, Collection<Thing> things, Instant now) {
        // No language is needed: a template of a partnership has its own words.
        Wording wording = Wording.in(List.of());
        Map<Thing, TemplateView> seen = new HashMap<>();
        TemplateVersion.readable(reader, things.stream().map(Thing::partnership).toList())
                .forEach((partnership, templates) -> templates.forEach(template -> seen.put(
                        new Thing(kind(), partnership, UUID.fromString(template.key())),
                        TemplateView.of(template, template.latest(), wording))));
        return seen;
    }
}
