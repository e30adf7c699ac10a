package app.toward.export;

import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file of all that an account has here, made when it is asked for. */
@Entity
class Export extends PanacheEntityBase {
    /** Of those that run an account has one: who asks at the same time gets the same. */
    private static final String ASK = """
            insert into export (id, account_id, state, created_at, attempt, things)
            values (:id, :account, 'WAITING', :now, 0, 0)
            on conflict (account_id) where state in ('WAITING', 'RUNNING') do nothing
            """;

    private static final String REMEMBER = """
            insert into export_request (account_id, id, export_id) values (:account, :id, :export)
            on conflict do nothing
            """;

    private static final String ASKED_FOR = """
            select e.* from export_request r join export e on e.id = r.export_id
            where r.account_id = :account and r.id = :id
            """;

    private static final String EXPIRE = """
            update export set state = 'EXPIRED'
            where id in (
                select id from export where state = 'READY' and expires_at <= :now
                order by expires_at limit 100 for update skip locked)
            """;

    private static final String NEXT_TO_EMPTY = """
            select id from export where state in ('EXPIRED', 'FAILED') and not is_emptied
            limit 1 for update skip locked
            """;

    /** Whoever is making one finds that nobody wants it any more. */
    private static final String GIVE_ALL_UP = """
            update export set state = 'FAILED', lease_until = null where account_id = :account and state <> 'FAILED'
            """;

    /** What is ready is over at once, and what is being made is begun anew by whoever finds it. */
    private static final String OUTDATE = """
            update export set
                expires_at = case when state = 'READY' then cast(:now as timestamptz) end,
                attempt = case when state = 'READY' then attempt else attempt + 1 end,
                state = case when state = 'READY' then state else 'WAITING' end,
                lease_until = null
            where account_id in :accounts and state in ('READY', 'WAITING', 'RUNNING')
            """;

    private static final Duration REMEMBERED = Duration.ofDays(60);

    @Id
    UUID id;

    UUID accountId;

    @Enumerated(EnumType.STRING)
    ExportState state;

    Instant createdAt;

    /** Counts who has begun to build it. */
    int attempt;

    @Nullable
    Instant leaseUntil;

    /** How many things are in it so far. */
    long things;

    /** In bytes. */
    @Nullable
    Long size;

    @Nullable
    Instant expiresAt;

    /** Whether nothing is left of its file. */
    boolean isEmptied;

    protected Export() {}

    /** Asks for one; the one that is being made already, if there is one, which this id then stands for, too. */
    static Export ask(UUID id, UUID account, Instant now) {
        Panache.getSession()
                .createNativeMutationQuery(ASK)
                .setParameter("id", id)
                .setParameter("account", account)
                .setParameter("now", now)
                .executeUpdate();
        // The newest, for the one that was running may have become ready between the two statements.
        Export export = Export.<Export>find("accountId = ?1 order by createdAt desc, id desc", account)
                .firstResultOptional()
                .orElseThrow();
        if (!export.id.equals(id)) {
            Panache.getSession()
                    .createNativeMutationQuery(REMEMBER)
                    .setParameter("account", account)
                    .setParameter("id", id)
                    .setParameter("export", export.id)
                    .executeUpdate();
        }
        return export;
    }

    /** Since when the one that is not made yet waits that was asked for first. */
    static Optional<Instant> oldestUnfinished() {
        return Optional.ofNullable(Panache.getSession()
                .createSelectionQuery(
                        "select min(createdAt) from Export where state in (WAITING, RUNNING)", Instant.class)
                .getSingleResultOrNull());
    }

    static Optional<Export> of(UUID account, UUID id) {
        return find("accountId = ?1 and id = ?2", account, id).firstResultOptional();
    }

    /** What somebody has asked for under an id, which has that id or was being made then. */
    static Optional<Export> askedFor(UUID account, UUID id) {
        return of(account, id)
                .or(() -> Panache.getSession()
                        .createNativeQuery(ASKED_FOR, Export.class)
                        .setParameter("account", account)
                        .setParameter("id", id)
                        .uniqueResultOptional());
    }

    /** Lets those be over that have expired, and forgets after a while that there were any. */
    static void expire(Instant now) {
        Panache.getSession()
                .createNativeMutationQuery(EXPIRE)
                .setParameter("now", now)
                .executeUpdate();
        delete(
                "createdAt < ?1 and state in (?2, ?3) and isEmptied",
                now.minus(REMEMBERED),
                ExportState.EXPIRED,
                ExportState.FAILED);
    }

    /**
     * Removes a few parts of what has expired or failed.
     *
     * @return whether there is more of it
     */
    static boolean emptySome() {
        Optional<UUID> next = Panache.getSession()
                .createNativeQuery(NEXT_TO_EMPTY, UUID.class)
                .uniqueResultOptional();
        next.filter(export -> !ExportParts.removeSome(export))
                .ifPresent(emptied -> update("isEmptied = true where id = ?1", emptied));
        return next.isPresent();
    }

    /** Lets nothing be had any more that was made, or begun, before something went out of these accounts' sight. */
    static void outdate(Collection<UUID> accounts, Instant now) {
        Panache.getSession()
                .createNativeMutationQuery(OUTDATE)
                .setParameter("accounts", accounts)
                .setParameter("now", now)
                .executeUpdate();
    }

    /**
     * Removes a part of what an account has, also of one that is being made.
     *
     * @return whether nothing is left
     */
    static boolean removeSome(UUID account) {
        Panache.getSession()
                .createNativeMutationQuery(GIVE_ALL_UP)
                .setParameter("account", account)
                .executeUpdate();
        List<Export> all = list("accountId", account);
        if (all.stream().anyMatch(export -> ExportParts.removeSome(export.id))) {
            return false;
        }
        delete("accountId", account);
        return true;
    }

    /** Where it stands at an instant: it expires by itself. */
    ExportState stateAt(Instant now) {
        boolean isOver = state == ExportState.READY && expiresAt != null && !now.isBefore(expiresAt);
        return isOver ? ExportState.EXPIRED : state;
    }

    /**
     * Refuses to give what is not there.
     *
     * @throws Problem 409 if it is not ready, not ready yet, or not ready any more
     */
    void requireReady(Instant now) {
        switch (stateAt(now)) {
            case READY -> {}
            case EXPIRED -> throw Problem.conflict("export_expired", "This export has expired: ask for another one.");
            case FAILED -> throw Problem.conflict("export_failed", "This export has failed: ask for another one.");
            case WAITING, RUNNING -> throw Problem.conflict("export_not_ready", "This export is not ready yet.");
        }
    }
}
