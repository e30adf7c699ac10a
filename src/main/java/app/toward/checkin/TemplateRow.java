package app.toward.checkin;

import app.toward.account.CalendarHistory;
import app.toward.feed.Feed;
import app.toward.feed.Thing;
import app.toward.partnership.Membership;
import app.toward.shared.Row;
import app.toward.shared.Rows;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The templates that a partnership made, as they are read from their rows and written to them past the entity manager. What
 * is written is told to both in the same statement.
 */
final class TemplateRow {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
    private static final ItemsColumn ITEMS = new ItemsColumn();

    private static final Comparator<Stage> OLDEST_FIRST = Comparator.comparingInt(Stage::version)
            .thenComparing(Stage::inForceFrom)
            .thenComparing(stage -> stage.templateId.toString());

    /** In one column, so that they can be read with anything else of a partnership. */
    private static final String STAGES = """
            (select json_agg(json_build_object(
                'templateId', template_id, 'version', version, 'cadence', cadence,
                'inForceFrom', in_force_from, 'retiredAt', retired_at))
            from template_version where partnership_id = PARTNERSHIP)
            """;

    /** All of a partnership's, to be read with a membership, the oldest first. */
    static final Membership.Along<List<Template>> OWN =
            new Membership.Along<>(STAGES.replace("PARTNERSHIP", "p.id"), TemplateRow::templates);

    private static final String SELECT = "select " + STAGES.replace("PARTNERSHIP", ":partnership");

    private static final String VERSION = """
            left join lateral (
                select partnership_id, template_id, version, cadence, title, items, authors, in_force_from, retired_at
                from template_version
                where partnership_id = :partnership and cast(template_id as text) = :template
                order by version DIRECTION limit 1) as NAME on true
            """;

    private static final String PRESENT = SELECT + ", first.*, latest.* from (values (1)) as one "
            + VERSION.replace("DIRECTION", "asc").replace("NAME", "first")
            + VERSION.replace("DIRECTION", "desc").replace("NAME", "latest");

    private static final String BOTH = ", written as (select unnest(:readers) as reader)";

    private static final String ADD = """
            added as (
                insert into template_version
                    (partnership_id, template_id, version, cadence, title, items, authors, in_force_from)
                values (:partnership, :thing, :version, :cadence, :title, :items, :authors, :from))
            """ + BOTH;

    private static final String RETIRE = """
            retired as (
                update template_version set retired_at = :retired
                where partnership_id = :partnership and template_id = :thing)
            """ + BOTH;

    private TemplateRow() {}

    /** A version without its questions. */
    private record Stage(
            UUID templateId,
            int version,
            Cadence cadence,
            Instant inForceFrom,
            @Nullable Instant retiredAt) {}

    /**
     * What there is before a template is made or changed.
     *
     * @param own all that the partnership has made
     * @param first the first version of the one that was asked for, if it is one of them
     */
    record Present(
            List<Template> own,
            @Nullable TemplateVersion first,
            @Nullable TemplateVersion latest) {}

    static List<Template> of(Membership membership) {
        return Rows.find(SELECT, Map.of("partnership", membership.partnershipId()), TemplateRow::templates)
                .get(0);
    }

    static Present present(Membership membership, String template) {
        return Rows.find(
                        PRESENT,
                        Map.of("partnership", membership.partnershipId(), "template", template),
                        row -> new Present(templates(row), version(row), version(row)))
                .get(0);
    }

    private static List<Template> templates(Row row) throws SQLException {
        return stages(row.textOrNull()).stream()
                .sorted(OLDEST_FIRST)
                .collect(Collectors.groupingBy(Stage::templateId, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(TemplateRow::template)
                .toList();
    }

    private static List<Stage> stages(@Nullable String json) {
        try {
            return json == null ? List.of() : JSON.readValue(json, new TypeReference<List<Stage>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Template template(List<Stage> stages) {
        Stage first = stages.get(0);
        return new Template(
                first.templateId.toString(),
                first.cadence,
                first.inForceFrom,
                first.retiredAt,
                stages.stream()
                        .map(stage -> new Template.Version(stage.version, stage.inForceFrom))
                        .toList());
    }

    private static @Nullable TemplateVersion version(Row row) throws SQLException {
        UUID partnership = row.idOrNull();
        if (partnership == null) {
            row.skip(8);
            return null;
        }
        var version = new TemplateVersion();
        version.partnershipId = partnership;
        version.templateId = row.id();
        version.version = row.number();
        version.cadence = row.constant(Cadence.class);
        version.title = row.text();
        version.items = List.copyOf(ITEMS.convertToEntityAttribute(row.text()));
        version.authors = row.ids();
        version.inForceFrom = row.instant();
        version.retiredAt = row.instantOrNull();
        return version;
    }

    static void add(TemplateVersion version, Membership membership, Instant now) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("version", version.version);
        values.put("cadence", version.cadence.name());
        values.put("title", version.title);
        values.put("items", ITEMS.convertToDatabaseColumn(version.items));
        values.put("authors", Arrays.asList(version.authors));
        values.put("from", version.inForceFrom);
        write(ADD, values, version, membership, now);
    }

    /** Lets no round of a template open any more, from when everybody knows of it. */
    static void retire(TemplateVersion version, Membership membership, Instant now) {
        write(RETIRE, Map.of("retired", now.plus(CalendarHistory.NOTICE)), version, membership, now);
    }

    private static void write(
            String writing,
            Map<String, ? extends @Nullable Object> values,
            TemplateVersion version,
            Membership membership,
            Instant now) {
        Map<String, @Nullable Object> all = new HashMap<>(values);
        all.put("readers", membership.members());
        var told = new Thing(PartnershipTemplateResource.KIND, version.partnershipId, version.templateId);
        Feed.write(writing, all, told, now, row -> told);
    }
}
