package app.toward.export;

import app.toward.shared.Position;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An export as its person sees it. */
@Schema(name = "Export", description = "A file of all that you have here.")
record ExportView(
        @Schema(description = "The id of the export.") UUID id,

        @Schema(
                description =
                        "Where it stands: `waiting` for its turn, `running`, `ready` to be fetched, `failed` after"
                                + " several attempts, or `expired`.",
                examples = "ready")
        ExportState state,

        @Schema(description = "How many things are in it so far.", examples = "1734")
        long things,

        @Schema(description = "How large the file is, in bytes; absent before it is ready.", examples = "182044")
        @Nullable
        Long size,

        @Schema(description = "When you asked for it.") Instant createdAt,

        @Schema(description = "Until when it can be fetched; absent before it is ready.") @Nullable
        Instant expiresAt) {
    private static final String LIST = """
            select e from Export e where e.accountId = :account and (e.createdAt, e.id) < (:at, :id)
            order by e.createdAt desc, e.id desc
            """;

    static ExportView of(Export export, Instant now) {
        return new ExportView(
                export.id, export.stateAt(now), export.things, export.size, export.createdAt, export.expiresAt);
    }

    static List<ExportView> list(UUID account, Position after, int limit, Instant now) {
        return Panache.getSession()
                .createSelectionQuery(LIST, Export.class)
                .setParameter("account", account)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(export -> of(export, now))
                .toList();
    }

    Position position() {
        return new Position(createdAt, id);
    }
}
