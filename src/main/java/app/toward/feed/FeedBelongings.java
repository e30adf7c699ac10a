package app.toward.feed;

import app.toward.shared.Belongings;
import app.toward.shared.Shelf;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The feed of an account: it only says of things where they stand, so there is nothing in it to be given. */
@Singleton
class FeedBelongings implements Belongings {
    private static final int AT_ONCE = 5_000;

    private static final String ERASE_SOME = """
            delete from feed_entry where account_id = :account and position in
                (select position from feed_entry where account_id = :account limit :limit)
            """;

    @Override
    public Set<String> tables() {
        return Set.of("feed", "feed_entry", "feed_stream", "feed_ticket");
    }

    @Override
    public List<Shelf> shelves() {
        return List.of();
    }

    @Override
    public boolean eraseSome(UUID account, Instant now) {
        int erased = Panache.getSession()
                .createNativeMutationQuery(ERASE_SOME)
                .setParameter("account", account)
                .setParameter("limit", AT_ONCE)
                .executeUpdate();
        return erased < AT_ONCE;
    }
}
