package app.toward.bid;

import app.toward.partnership.Membership;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.UUID;

/** How one member wants to be dealt with in one partnership; without one, as everybody is. Seen by nobody else. */
@Entity
@IdClass(BidSetting.Key.class)
class BidSetting extends PanacheEntityBase {
    record Key(UUID partnershipId, UUID accountId) implements Serializable {}

    private static final String PUT = """
            insert into bid_setting (partnership_id, account_id, is_awaiting) values (:partnership, :account, :awaiting)
            on conflict (partnership_id, account_id) do update set is_awaiting = excluded.is_awaiting
            """;

    @Id
    UUID partnershipId;

    @Id
    UUID accountId;

    boolean isAwaiting;

    protected BidSetting() {}

    static BidSettings of(Membership membership) {
        BidSetting present = findById(new Key(membership.partnershipId(), membership.accountId()));
        return new BidSettings(present == null || present.isAwaiting);
    }

    static void put(Membership membership, boolean awaiting) {
        Panache.getSession()
                .createNativeMutationQuery(PUT)
                .setParameter("partnership", membership.partnershipId())
                .setParameter("account", membership.accountId())
                .setParameter("awaiting", awaiting)
                .executeUpdate();
    }
}
