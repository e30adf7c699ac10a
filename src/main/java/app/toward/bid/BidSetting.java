package app.toward.bid;

import app.toward.feed.Feed;
import app.toward.feed.Thing;
import app.toward.partnership.Membership;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** How one member wants to be dealt with in one partnership; without one, as everybody is. Seen by nobody else. */
@Entity
@IdClass(BidSetting.Key.class)
class BidSetting extends PanacheEntityBase {
    record Key(UUID partnershipId, UUID accountId) implements Serializable {}

    private static final String LOCK = """
            insert into bid_setting (partnership_id, account_id, is_awaiting) values (:partnership, :account, true)
            on conflict (partnership_id, account_id) do update set is_awaiting = bid_setting.is_awaiting
            returning is_awaiting
            """;

    /** Nobody else is told of it. */
    private static final String PUT = """
            put as (
                update bid_setting set is_awaiting = :awaiting
                where partnership_id = :partnership and account_id = :account
                returning account_id),
            written as (select account_id as reader from put)
            """;

    private static final String SEVERAL = """
            select m.partnershipId, setting.isAwaiting
            from Member m
            left join BidSetting setting
                on setting.partnershipId = m.partnershipId and setting.accountId = m.accountId
            where m.accountId = :account and m.partnershipId in :partnerships
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

    /** The settings of a member in those of these partnerships that they have; the others are missing. */
    static Map<UUID, BidSettings> of(UUID account, Collection<UUID> partnerships) {
        return Panache.getSession()
                .createSelectionQuery(SEVERAL, Object[].class)
                .setParameter("account", account)
                .setParameter("partnerships", partnerships)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(
                        row -> (UUID) row[0], row -> new BidSettings(row[1] == null || (boolean) row[1])));
    }

    /** The settings under a lock until the transaction ends; made, as everybody has them, for there to be a row to lock. */
    static BidSettings locked(Membership membership) {
        boolean isAwaiting = Panache.getSession()
                .createNativeQuery(LOCK, Boolean.class)
                .setParameter("partnership", membership.partnershipId())
                .setParameter("account", membership.accountId())
                .getSingleResult();
        return new BidSettings(isAwaiting);
    }

    /** Changes the settings that are locked. */
    static BidSettings put(Membership membership, boolean awaiting, Instant now) {
        var told = new Thing(ShowBidSettings.KIND, membership.partnershipId(), membership.partnershipId());
        var parameters = Map.of("account", membership.accountId(), "awaiting", awaiting);
        return Feed.write(PUT, parameters, told, now, row -> new BidSettings(awaiting))
                .get(0);
    }
}
