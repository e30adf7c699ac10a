package app.toward.checkin;

import app.toward.feed.Shows;
import app.toward.feed.Thing;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Shows the readers of the feed the templates of their partnerships, in the latest version. */
@Singleton
class ShowTemplates implements Shows {
    @Override
    public String kind() {
        return PartnershipTemplateResource.KIND;
    }

    @Override
    public Map<Thing, TemplateView> show(UUID reader, Collection<Thing> things, Instant now) {
        return ReadableTemplate.latest(
                        reader,
                        things.stream().map(Thing::partnership).distinct().toList(),
                        things.stream().map(Thing::id).toList())
                .stream()
                .collect(Collectors.toMap(
                        template -> new Thing(kind(), template.version().partnershipId, template.version().templateId),
                        ReadableTemplate::view));
    }
}
