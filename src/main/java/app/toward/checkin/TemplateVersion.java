package app.toward.checkin;

import app.toward.account.CalendarHistory;
import app.toward.partnership.Membership;
import app.toward.partnership.PartnershipState;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One version of a template that a partnership made for itself. It never changes. */
@Entity
@IdClass(TemplateVersion.Key.class)
class TemplateVersion extends PanacheEntityBase {
    static final int MOST_TEMPLATES = 20;
    static final int MOST_VERSIONS = 100;

    private static final Comparator<TemplateVersion> OLDEST_FIRST = Comparator.<TemplateVersion>comparingInt(
                    version -> version.version)
            .thenComparing(version -> version.inForceFrom)
            .thenComparing(version -> version.templateId.toString());

    record Key(UUID partnershipId, UUID templateId, int version) implements Serializable {}

    @Id
    UUID partnershipId;

    @Id
    UUID templateId;

    @Id
    int version;

    @Enumerated(EnumType.STRING)
    Cadence cadence;

    String title;

    @Convert(converter = ItemsColumn.class)
    List<Item> items;

    Instant inForceFrom;

    /** Whose words it is; absent once they have erased their account, and their words with it. */
    @Nullable
    UUID authorId;

    /** The templates that a partnership made, the oldest first. */
    static List<Template> of(Membership membership) {
        return templates(TemplateVersion.<TemplateVersion>stream("partnershipId", membership.partnershipId()))
                .getOrDefault(membership.partnershipId(), List.of());
    }

    /** The templates that partnerships made, for one of their members: those of others are missing. */
    static Map<UUID, List<Template>> of(UUID member, Collection<UUID> partnerships) {
        return templates(TemplateVersion.<TemplateVersion>stream("""
                from TemplateVersion t
                where t.partnershipId in ?1
                and exists (select 1 from Member m where m.partnershipId = t.partnershipId and m.accountId = ?2)
                """, partnerships, member));
    }

    /**
     * The same as far as that member may read them: after the end, the versions that they worded or answered themselves,
     * since an answer is nothing without its question.
     */
    static Map<UUID, List<Template>> readable(UUID member, Collection<UUID> partnerships) {
        return templates(TemplateVersion.<TemplateVersion>stream("""
                select t from TemplateVersion t
                join Member m on m.partnershipId = t.partnershipId and m.accountId = ?2
                join Partnership p on p.id = t.partnershipId
                where t.partnershipId in ?1 and (p.state <> ?3 or t.authorId = ?2 or exists (
                    select 1 from Answer a
                    where a.partnershipId = t.partnershipId and a.authorId = ?2 and a.visibility is not null
                    and a.template = cast(t.templateId as string) and a.templateVersion = t.version))
                """, partnerships, member, PartnershipState.ENDED));
    }

    private static Map<UUID, List<Template>> templates(Stream<TemplateVersion> all) {
        Map<UUID, Map<UUID, List<TemplateVersion>>> versions = all.sorted(OLDEST_FIRST)
                .collect(Collectors.groupingBy(
                        version -> version.partnershipId,
                        Collectors.groupingBy(version -> version.templateId, LinkedHashMap::new, Collectors.toList())));
        Map<UUID, List<Template>> templates = new HashMap<>();
        versions.forEach((partnership, byId) -> templates.put(
                partnership,
                byId.values().stream().map(TemplateVersion::template).toList()));
        return templates;
    }

    private static Template template(List<TemplateVersion> versions) {
        TemplateVersion first = versions.get(0);
        return new Template(
                first.templateId.toString(),
                first.cadence,
                first.inForceFrom,
                versions.stream()
                        .map(one -> new Template.Version(one.version, one.inForceFrom, one.title, one.items))
                        .toList());
    }

    /**
     * Makes a template.
     *
     * @param present those that the partnership has made
     * @throws Problem 409 if they are as many as one may have
     */
    static Template make(Membership membership, UUID id, NewTemplate asked, List<Template> present, Instant now) {
        if (present.size() >= MOST_TEMPLATES) {
            throw Problem.conflict(
                    "too_many_templates", "You have made " + MOST_TEMPLATES + " templates, as many as can be.");
        }
        return template(List.of(add(membership, id, 1, asked.cadence(), asked.wording(), now)));
    }

    /**
     * Adds a version to a template of this partnership, for the rounds that open once it is there for everybody.
     *
     * @throws Problem 409 if it has as many as one may have
     */
    static Template edit(Membership membership, Template template, TemplateEdit edit, Instant now) {
        if (template.versions().size() >= MOST_VERSIONS) {
            throw Problem.conflict(
                    "too_many_versions", "A template has at most " + MOST_VERSIONS + " versions: make a new one.");
        }
        Instant from = now.plus(CalendarHistory.NOTICE);
        int next = template.latest().number() + 1;
        add(membership, UUID.fromString(template.key()), next, template.cadence(), edit, from);
        return template.with(new Template.Version(next, from, edit.title(), edit.items()));
    }

    private static TemplateVersion add(
            Membership membership, UUID id, int number, Cadence cadence, TemplateEdit text, Instant from) {
        text.requireSound();
        var version = new TemplateVersion();
        version.partnershipId = membership.partnershipId();
        version.templateId = id;
        version.version = number;
        version.cadence = cadence;
        version.title = text.title();
        version.items = text.items();
        version.inForceFrom = from;
        version.authorId = membership.accountId();
        version.persist();
        return version;
    }

    static Optional<TemplateVersion> writtenBy(Membership membership) {
        return find("partnershipId = ?1 and authorId = ?2", membership.partnershipId(), membership.accountId())
                .firstResultOptional();
    }

    /**
     * Forgets its author and their words. What can be answered, and how, stays: it is what answers are answers to.
     *
     * @param areKeysKept whether the other's answers name the items
     */
    void forgetAuthor(boolean areKeysKept) {
        authorId = null;
        title = Item.NO_WORDS;
        items = IntStream.range(0, items.size())
                .mapToObj(i -> items.get(i).wordless(areKeysKept ? items.get(i).key() : "item_" + (i + 1), areKeysKept))
                .toList();
    }
}
