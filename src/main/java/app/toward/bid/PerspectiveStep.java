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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody said of a bid before they said what they say now. */
@Entity
@IdClass(PerspectiveStep.Key.class)
class PerspectiveStep extends PanacheEntityBase {
    record Key(UUID bidId, Side side, Instant respondedAt) implements Serializable {}

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

    PerspectiveStep(UUID bidId, Side side, Perspective former) {
        this.bidId = bidId;
        this.side = side;
        this.respondedAt = former.respondedAt;
        this.response = former.response;
        this.manner = former.manner;
    }

    /** All of a bid, newest first. */
    static List<PerspectiveStep> of(UUID bidId) {
        return list("bidId = ?1 order by respondedAt desc", bidId);
    }

    static Optional<PerspectiveStep> lastOf(UUID bidId, Side side) {
        return find("bidId = ?1 and side = ?2 order by respondedAt desc", bidId, side)
                .firstResultOptional();
    }

    static void forget(UUID bidId, Side side) {
        delete("bidId = ?1 and side = ?2", bidId, side);
    }
}
