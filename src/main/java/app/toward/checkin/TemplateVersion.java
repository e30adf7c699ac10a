package app.toward.checkin;

import app.toward.account.CalendarHistory;
import app.toward.partnership.Membership;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One version of a template that a partnership made for itself. It never changes. */
@Entity
@IdClass(TemplateVersion.Key.class)
class TemplateVersion extends PanacheEntityBase {
    static final int MOST_TEMPLATES = 20;
    static final int MOST_VERSIONS = 100;

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
        return TemplateVersion.<TemplateVersion>list(
                        "partnershipId = ?1 order by version, inForceFrom, templateId", membership.partnershipId())
                .stream()
                .collect(Collectors.groupingBy(version -> version.templateId, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(TemplateVersion::template)
                .toList();
    }

    /** The templates that partnerships made, for one of their members: those of others are missing. */
    static Map<UUID, List<Template>> of(UUID member, Collection<UUID> partnerships) {
        Map<UUID, Map<UUID, List<TemplateVersion>>> versions = TemplateVersion.<TemplateVersion>stream(
                        """
                        from TemplateVersion version
                        where partnershipId in ?1
                        and exists (select 1 from Member m
                            where m.partnershipId = version.partnershipId and m.accountId = ?2)
                        order by version, inForceFrom, templateId
                        """, partnerships, member)
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
