package app.toward.mail;

import app.toward.shared.Keys;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Timeouts;
import org.jspecify.annotations.Nullable;

/** Mail that is still to be sent: a row goes when its mail has gone. The text is written when it is sent. */
@Entity
class Letter extends PanacheEntityBase {
    /** How long it is tried to send it. */
    static final Duration LIFE = Duration.ofDays(3);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    /** A pause doubles this often, to a little over four hours. */
    private static final int MOST_DOUBLINGS = 8;

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    LetterKind kind;

    @Nullable
    UUID accountId;

    /** The address that it is about, as typed by whoever caused it: never written to before it was looked up. */
    @Nullable
    String recipient;

    Instant createdAt;

    Instant dueAt;

    int attempts;

    protected Letter() {}

    static Letter of(UUID id, LetterKind kind, @Nullable UUID accountId, @Nullable String recipient, Instant now) {
        var letter = new Letter();
        letter.id = id;
        letter.kind = kind;
        letter.accountId = accountId;
        letter.recipient = recipient;
        letter.createdAt = now;
        letter.dueAt = now;
        letter.persist();
        return letter;
    }

    /**
     * The letter that was tried least, and then the one that has waited longest: what the mail server will not take holds
     * up nothing that it may take. It is due again after a pause, unless it is gone by then: so nothing is lost
     * when the sender dies, and no other sender takes it meanwhile.
     */
    static Optional<Letter> claim(Instant now) {
        Optional<Letter> due = Letter.<Letter>find("dueAt <= ?1 order by attempts, dueAt", now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint("jakarta.persistence.lock.timeout", Timeouts.SKIP_LOCKED_MILLI)
                .firstResultOptional();
        due.ifPresent(letter -> {
            letter.dueAt = now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(letter.attempts, MOST_DOUBLINGS)));
            letter.attempts++;
        });
        return due;
    }

    /** Since when whatever has waited longest waits. */
    static Optional<Instant> oldest() {
        return Optional.ofNullable(Panache.getSession()
                .createSelectionQuery("select min(createdAt) from Letter", Instant.class)
                .getSingleResultOrNull());
    }

    /** The letter, if it has not been withdrawn; until the transaction ends it will not be. */
    static Optional<Letter> locked(UUID id) {
        return Letter.<Letter>find("id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** It is sent, or there is nobody to send it to. */
    static void remove(UUID id) {
        delete("id", id);
    }

    /** A letter whose account was only found when it was looked up. */
    static void concerns(UUID id, UUID accountId) {
        update("accountId = ?1 where id = ?2", accountId, id);
    }

    static void withdraw(UUID accountId, List<LetterKind> kinds) {
        delete("accountId = ?1 and kind in ?2", accountId, kinds);
    }

    /** Gives up what could not be sent for days. */
    static long forgetOutdated(Instant now, int most) {
        return delete(
                "id in (select outdated.id from Letter outdated where outdated.createdAt < ?1 order by outdated.createdAt"
                        + " limit " + most + ")",
                now.minus(LIFE));
    }

    /** The token that goes with a letter: it follows from the letter's id and the server's key, and is stored nowhere. */
    static String tokenOf(UUID id, Keys keys) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.mac("mail token", bytes));
    }
}
