package app.toward.partnership;

import app.toward.shared.Position;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A partnership as one of its members sees it. */
@Schema(name = "Partnership", description = "A partnership, as you see it.")
record PartnershipView(
        @Schema(description = "The id of the partnership.") UUID id,

        @Schema(description = "What the two of you are to each other.", examples = "romantic")
        PartnershipKind kind,

        @Schema(description = "Where it stands.", examples = "active")
        PartnershipState state,

        @Schema(description = "When it began.") Instant startedAt,

        @Schema(description = "The other person; absent once they have erased their account.") @Nullable
        PersonView partner) {

    private static final String SELECT = """
            select p.id, p.kind, p.state, p.startedAt, partner.displayName
            from Member m
            join Partnership p on p.id = m.partnershipId
            left join Account partner on partner.id = m.partnerId
            where m.accountId = :account
            """;

    static Optional<PartnershipView> find(UUID account, UUID partnership) {
        return Panache.getSession()
                .createSelectionQuery(SELECT + " and p.id = :partnership", Object[].class)
                .setParameter("account", account)
                .setParameter("partnership", partnership)
                .uniqueResultOptional()
                .map(PartnershipView::of);
    }

    static List<PartnershipView> withIds(UUID account, Collection<UUID> ids) {
        return Panache.getSession()
                .createSelectionQuery(SELECT + " and p.id in :ids", Object[].class)
                .setParameter("account", account)
                .setParameter("ids", ids)
                .getResultList()
                .stream()
                .map(PartnershipView::of)
                .toList();
    }

    static List<PartnershipView> list(UUID account, Position after, int limit) {
        return Panache.getSession()
                .createSelectionQuery(
                        SELECT
                                + " and (m.joinedAt, m.partnershipId) < (:at, :id)"
                                + " order by m.joinedAt desc, m.partnershipId desc",
                        Object[].class)
                .setParameter("account", account)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(PartnershipView::of)
                .toList();
    }

    Position position() {
        return new Position(startedAt, id);
    }

    private static PartnershipView of(Object[] row) {
        return new PartnershipView(
                (UUID) row[0],
                (PartnershipKind) row[1],
                (PartnershipState) row[2],
                (Instant) row[3],
                row[4] == null ? null : new PersonView((String) row[4]));
    }
}
