package app.toward.checkin;

import app.toward.partnership.PartnershipKind;
import app.toward.partnership.PartnershipState;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * A version of a template that a partnership made, as far as one of its members may read it: after the end what they
 * answered, since an answer is nothing without its question, and of anything else the words that are theirs.
 *
 * @param since when the template was made
 */
record ReadableTemplate(TemplateVersion version, Instant since, PartnershipKind kind, boolean isWhole, UUID reader) {
    private static final String ENDED = PartnershipState.class.getName() + ".ENDED";

    private static final String ANSWERED = """
            exists (select 1 from Answer a
                where a.partnershipId = VERSION.partnershipId and a.authorId = :reader and a.visibility is not null
                and a.template = cast(VERSION.templateId as string) and a.templateVersion = VERSION.version)
            """;

    private static final String READABLE =
            "(p.state <> " + ENDED + " or array_contains(VERSION.authors, m.accountId) or " + ANSWERED + ")";

    private static final String SELECT = """
            select t, original.inForceFrom, p.kind, case when p.state <> %s or %s then true else false end
            from TemplateVersion t
            join TemplateVersion original
                on original.partnershipId = t.partnershipId and original.templateId = t.templateId
                and original.version = 1
            join Member m on m.partnershipId = t.partnershipId and m.accountId = :reader
            join Partnership p on p.id = t.partnershipId
            where t.partnershipId in :partnerships and %s
            """.formatted(ENDED, of("t", ANSWERED), of("t", READABLE));

    private static final String LATEST = """
             and not exists (select 1 from TemplateVersion later
                where later.partnershipId = t.partnershipId and later.templateId = t.templateId
                and later.version > t.version and %s)
            """.formatted(of("later", READABLE));

    private static String of(String version, String condition) {
        return condition.replace("VERSION", version);
    }

    /** Of each template of a partnership the latest version, the oldest template first. */
    static List<ReadableTemplate> latest(UUID reader, UUID partnership) {
        return read(select(LATEST, reader, List.of(partnership)), reader);
    }

    /** Of these templates of partnerships the latest version. */
    static List<ReadableTemplate> latest(UUID reader, Collection<UUID> partnerships, Collection<UUID> templates) {
        return read(
                select(LATEST + " and t.templateId in :templates", reader, partnerships)
                        .setParameter("templates", templates),
                reader);
    }

    /** A version of one; the latest if none is named. */
    static Optional<ReadableTemplate> find(UUID reader, UUID partnership, String key, @Nullable Integer version) {
        // Compared as text: what is no id is no template's.
        String condition =
                " and cast(t.templateId as string) = :key" + (version == null ? LATEST : " and t.version = :version");
        var query = select(condition, reader, List.of(partnership)).setParameter("key", key);
        if (version != null) {
            query.setParameter("version", version);
        }
        return read(query, reader).stream().findFirst();
    }

    private static SelectionQuery<Object[]> select(String rest, UUID reader, Collection<UUID> partnerships) {
        return Panache.getSession()
                .createSelectionQuery(SELECT + rest, Object[].class)
                .setParameter("reader", reader)
                .setParameter("partnerships", partnerships);
    }

    private static List<ReadableTemplate> read(SelectionQuery<Object[]> query, UUID reader) {
        return query.getResultList().stream()
                .map(row -> new ReadableTemplate(
                        (TemplateVersion) row[0], (Instant) row[1], (PartnershipKind) row[2], (boolean) row[3], reader))
                .sorted(Comparator.comparing(ReadableTemplate::since)
                        .thenComparing(template -> template.version.templateId.toString()))
                .toList();
    }

    TemplateView view() {
        Questions shown = isWhole ? version.questions() : version.questionsBy(reader);
        return TemplateView.of(version, shown, kind);
    }
}
