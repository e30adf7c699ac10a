package app.toward.mail;

import app.toward.shared.Keys;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Finds out whom a letter goes to, and makes its token. To be called when it is sent. */
@Singleton
class AddressLetter {
    /** A letter that somebody gets; the kind says which text. */
    record Addressed(UUID id, LetterKind kind, String to, String locale) {}

    private static final String LOCALE_OF_REGISTRATION =
            "select r.locale from Registration r where r.id = :id and r.expiresAt > :now";

    private final Keys keys;
    private final Clock clock;

    AddressLetter(Keys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The letter as it is sent; empty if by now there is nobody to tell, or nothing to say. */
    @Transactional
    Optional<Addressed> address(UUID id) {
        return Letter.locked(id).flatMap(letter -> address(letter, clock.instant()));
    }

    private Optional<Addressed> address(Letter letter, Instant now) {
        return switch (letter.kind) {
            case VERIFICATION ->
                AddressHolder.ofAccount(accountOf(letter))
                        .filter(holder -> !holder.isVerified())
                        .map(holder -> withToken(letter, holder, holder.email(), now));
            case REGISTRATION -> registration(letter, now);
            case CHANGE -> change(letter, now);
            case PASSWORD_RESET ->
                AddressHolder.of(recipientOf(letter), now).stream()
                        .filter(AddressHolder::isCurrent)
                        .findFirst()
                        .map(holder -> reset(letter, holder, now));
            case RESTORATION ->
                // Made with the letter; gone if it was used, or taken back with the change.
                MailToken.ofLetter(letter.id, now)
                        .flatMap(token -> AddressHolder.ofAccount(token.accountId)
                                .map(holder -> new Addressed(letter.id, letter.kind, token.email, holder.locale())));
            case KNOWN_ADDRESS ->
                AddressHolder.of(recipientOf(letter), now).stream().findFirst().map(holder -> known(letter, holder));
            case ERASURE, ERASURE_UNDONE, EXPORT ->
                AddressHolder.ofAccount(accountOf(letter))
                        .map(holder -> new Addressed(letter.id, letter.kind, holder.email(), holder.locale()));
        };
    }

    /** Where the address has an account, its owner is told instead. */
    private static Optional<Addressed> registration(Letter letter, Instant now) {
        String email = recipientOf(letter);
        return AddressHolder.of(email, now).stream()
                .findFirst()
                .map(holder -> known(letter, holder))
                .or(() -> Panache.getSession()
                        .createSelectionQuery(LOCALE_OF_REGISTRATION, String.class)
                        .setParameter("id", letter.id)
                        .setParameter("now", now)
                        .uniqueResultOptional()
                        .map(locale -> new Addressed(letter.id, letter.kind, email, locale)));
    }

    /** Where the new address is another person's, they are told instead, and whoever asked is not. */
    private Optional<Addressed> change(Letter letter, Instant now) {
        UUID account = accountOf(letter);
        String email = recipientOf(letter);
        return AddressHolder.othersThan(account, email, now).stream()
                .findFirst()
                .map(other -> known(letter, other))
                .or(() -> AddressHolder.ofAccount(account)
                        .filter(holder ->
                                !holder.isVerified() || !holder.email().equals(email))
                        .map(holder -> withToken(letter, holder, email, now)));
    }

    private Addressed reset(Letter letter, AddressHolder holder, Instant now) {
        Letter.concerns(letter.id, holder.accountId());
        // To the address that the account has, not to one that merely compares as the same.
        return withToken(letter, holder, holder.email(), now);
    }

    private static Addressed known(Letter letter, AddressHolder holder) {
        return new Addressed(letter.id, LetterKind.KNOWN_ADDRESS, holder.email(), holder.locale());
    }

    private Addressed withToken(Letter letter, AddressHolder holder, String email, Instant now) {
        MailToken.issue(letter.id, letter.kind, holder.accountId(), email, keys, now);
        return new Addressed(letter.id, letter.kind, email, holder.locale());
    }

    private static UUID accountOf(Letter letter) {
        return Objects.requireNonNull(letter.accountId);
    }

    private static String recipientOf(Letter letter) {
        return Objects.requireNonNull(letter.recipient);
    }
}
