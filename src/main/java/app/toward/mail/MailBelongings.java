package app.toward.mail;

import app.toward.shared.Belongings;
import app.toward.shared.Shelf;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What is on its way to an account by mail. Its rows go with the account's; a letter that names an address alone finds
 * nobody of that address when it is next due, and goes then.
 */
@Singleton
class MailBelongings implements Belongings {
    @Override
    public Set<String> tables() {
        return Set.of("letter", "mail_token");
    }

    @Override
    public List<Shelf> shelves() {
        return List.of();
    }

    @Override
    public boolean eraseSome(UUID account, Instant now) {
        return true;
    }
}
