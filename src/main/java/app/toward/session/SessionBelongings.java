package app.toward.session;

import app.toward.shared.Belongings;
import app.toward.shared.Shelf;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The signed-in devices of an account, and how it proves that it is itself. */
@Singleton
class SessionBelongings implements Belongings {
    /** In an export no device is the one that asks. */
    private static final UUID NO_DEVICE = new UUID(0, 0);

    private static final String LIVING = """
            select s from Session s where s.accountId = :account and s.expiresAt > :now
            order by s.createdAt desc, s.id desc
            """;

    @Override
    public Set<String> tables() {
        return Set.of("session", "credential");
    }

    @Override
    public List<Shelf> shelves() {
        return List.of(new Shelf("devices", "SessionDetails", List.of(), SessionBelongings::devices));
    }

    private static void devices(UUID account, Instant now, Shelf.Taker taker) {
        Panache.getSession()
                .createSelectionQuery(LIVING, Session.class)
                .setParameter("account", account)
                .setParameter("now", now)
                .getResultList()
                .forEach(session -> taker.take(Map.of(), SessionDetailsView.of(session, NO_DEVICE)));
    }

    @Override
    public boolean eraseSome(UUID account, Instant now) {
        Credential.revoke(account);
        return true;
    }
}
