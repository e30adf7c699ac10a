package app.toward.session;

import app.toward.shared.Position;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A signed-in device as the list shows it. */
@Schema(name = "Session", description = "One of your signed-in devices.")
record SessionView(
        @Schema(description = "The id of the session.") UUID id,

        @Schema(
                description = "How you call the device, or what it calls itself; absent if neither is known.",
                examples = "Ana's phone")
        @Nullable
        String label,

        @Schema(description = "When the device was signed in.")
        Instant createdAt,

        @Schema(description = "Whether it is the device that asks.", examples = "true")
        boolean current) {
    private static final String LIST = """
            select s.id, coalesce(s.label, s.client), s.createdAt from Session s
            where s.accountId = :account and s.expiresAt > :now and (s.createdAt, s.id) < (:at, :id)
            order by s.createdAt desc, s.id desc
            """;

    static List<SessionView> list(UUID account, UUID current, Position after, int limit, Instant now) {
        return Panache.getSession()
                .createSelectionQuery(LIST, Object[].class)
                .setParameter("account", account)
                .setParameter("now", now)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(row -> new SessionView((UUID) row[0], (String) row[1], (Instant) row[2], current.equals(row[0])))
                .toList();
    }

    Position position() {
        return new Position(createdAt, id);
    }
}
