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

        @Schema(
                description =
                        "Where it stands. While `paused`, what you write is for you alone, for ever; `ended` is for"
                                + " good.",
                examples = "active")
        PartnershipState state,

        @Schema(
                description = "Whether you pause it, so that you can resume it; only while `paused`. Whether your"
                        + " partner does so too shows only once you have resumed it.",
                examples = "true")
        @Nullable
        Boolean pausedByMe,

        @Schema(description = "When it began.") Instant startedAt,

        @Schema(description = "When it ended; absent before.") @Nullable
        Instant endedAt,

        @Schema(
                description =
                        "The other person; during a pause and after the end by the name that they had when it began;"
                                + " absent once they have erased their account.")
        @Nullable
        PersonView partner,

        @Schema(
                description = "What you call them; nobody else sees it. Absent if you call them nothing.",
                examples = "Benji")
        @Nullable
        String nickname) {

    private static final String SELECT = """
            select p.id, p.kind, p.state, m.pausedAt, p.startedAt, p.endedAt,
                   coalesce(theirs.shownName, partner.displayName), m.nickname
            from Member m
            join Partnership p on p.id = m.partnershipId
            left join Account partner on partner.id = m.partnerId
            left join Member theirs on theirs.partnershipId = m.partnershipId and theirs.accountId = m.partnerId
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
        var state = (PartnershipState) row[2];
        return new PartnershipView(
                (UUID) row[0],
                (PartnershipKind) row[1],
                state,
                state == PartnershipState.PAUSED ? row[3] != null : null,
                (Instant) row[4],
                (Instant) row[5],
                row[6] == null ? null : new PersonView((String) row[6]),
                (String) row[7]);
    }
}
