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

/** An invitation as its inviter sees it. */
@Schema(name = "Invitation", description = "An invitation, as its inviter sees it.")
record InvitationView(
        @Schema(description = "The id of the invitation.") UUID id,

        @Schema(description = "What the two will be to each other.", examples = "romantic")
        PartnershipKind kind,

        @Schema(description = "Where it stands.", examples = "pending")
        InvitationState state,

        @Schema(description = "What to tell the other person; only while `pending`.", examples = "7K3MQ9XR") @Nullable
        String code,

        @Schema(
                description = "The code as a link for apps; only while `pending`, and where this server has one.",
                format = "uri",
                examples = "https://example.org/invitation#code=7K3MQ9XR")
        @Nullable
        String link,

        @Schema(description = "When it was made.") Instant createdAt,

        @Schema(description = "When it can no longer be redeemed or confirmed.")
        Instant expiresAt,

        @Schema(description = "Who redeemed the code; only while `awaiting_confirmation`.") @Nullable
        PersonView redeemer,

        @Schema(description = "The partnership, once `accepted`.") @Nullable
        UUID partnershipId) {

    private static final String SELECT = """
            select i, redeemer.displayName
            from Invitation i left join Account redeemer on redeemer.id = i.redeemerId
            where i.inviterId = :inviter
            """;

    static Optional<InvitationView> find(UUID inviter, UUID id, TellCode tellCode, Instant now) {
        return Panache.getSession()
                .createSelectionQuery(SELECT + " and i.id = :id", Object[].class)
                .setParameter("inviter", inviter)
                .setParameter("id", id)
                .uniqueResultOptional()
                .map(row -> of(row, tellCode, now));
    }

    static List<InvitationView> withIds(UUID inviter, Collection<UUID> ids, TellCode tellCode, Instant now) {
        return Panache.getSession()
                .createSelectionQuery(SELECT + " and i.id in :ids", Object[].class)
                .setParameter("inviter", inviter)
                .setParameter("ids", ids)
                .getResultList()
                .stream()
                .map(row -> of(row, tellCode, now))
                .toList();
    }

    static List<InvitationView> list(UUID inviter, Position after, int limit, TellCode tellCode, Instant now) {
        return Panache.getSession()
                .createSelectionQuery(
                        SELECT + " and (i.createdAt, i.id) < (:at, :id) order by i.createdAt desc, i.id desc",
                        Object[].class)
                .setParameter("inviter", inviter)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(row -> of(row, tellCode, now))
                .toList();
    }

    Position position() {
        return new Position(createdAt, id);
    }

    private static InvitationView of(Object[] row, TellCode tellCode, Instant now) {
        return of((Invitation) row[0], (String) row[1], tellCode, now);
    }

    static InvitationView of(Invitation invitation, @Nullable String redeemer, TellCode tellCode, Instant now) {
        InvitationState state = invitation.stateAt(now);
        InvitationCode code = state == InvitationState.PENDING ? tellCode.of(invitation.id) : null;
        // A name is shown to decide by, and after that only to those who share a partnership.
        boolean isAwaiting = state == InvitationState.AWAITING_CONFIRMATION;
        return new InvitationView(
                invitation.id,
                invitation.kind,
                state,
                code == null ? null : code.text(),
                code == null ? null : tellCode.link(code),
                invitation.createdAt,
                invitation.expiresAt,
                isAwaiting && redeemer != null ? new PersonView(redeemer) : null,
                invitation.partnershipId);
    }
}
