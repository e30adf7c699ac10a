package app.toward.account;

import app.toward.shared.Belongings;
import app.toward.shared.Shelf;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The profile of an account. */
@Singleton
class AccountBelongings implements Belongings {
    @Override
    public Set<String> tables() {
        return Set.of("account", "registration");
    }

    @Override
    public List<Shelf> shelves() {
        return List.of(new Shelf(
                "profile", "Me", List.of(), (account, now, taker) -> taker.take(Map.of(), MeView.ofAccount(account))));
    }

    /**
     * Its row goes last, and {@link EraseAccounts} takes it. Registrations are nobody's yet: those of its address went
     * when it was made, and whoever gives that address since has theirs forgotten in days.
     */
    @Override
    public boolean eraseSome(UUID account, Instant now) {
        return true;
    }
}
