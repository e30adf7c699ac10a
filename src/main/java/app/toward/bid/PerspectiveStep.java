package app.toward.bid;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody said of a bid before they said what they say now. */
@Entity
@IdClass(PerspectiveStep.Key.class)
class PerspectiveStep extends PanacheEntityBase {
    record Key(UUID partnershipId, UUID bidId, Side side, Instant respondedAt) implements Serializable {}

    @Id
    UUID partnershipId;

    @Id
    UUID bidId;

    @Id
    @Enumerated(EnumType.STRING)
    Side side;

    /** When it was said. */
    @Id
    Instant respondedAt;

    @Enumerated(EnumType.STRING)
    Response response;

    @Enumerated(EnumType.STRING)
    @Nullable
    Manner manner;

    protected PerspectiveStep() {}

    PerspectiveStep(Bid bid, Side side, Perspective former) {
        this.partnershipId = bid.partnershipId;
        this.bidId = bid.id;
        this.side = side;
        this.respondedAt = former.respondedAt;
        this.response = former.response;
        this.manner = former.manner;
    }

    /** All of one side of a bid, newest first. */
    static List<PerspectiveStep> of(Bid bid, Side side) {
        return list(
                "partnershipId = ?1 and bidId = ?2 and side = ?3 order by respondedAt desc",
                bid.partnershipId,
                bid.id,
                side);
    }

    static void forget(Bid bid, Side side) {
        delete("partnershipId = ?1 and bidId = ?2 and side = ?3", bid.partnershipId, bid.id, side);
    }
}
