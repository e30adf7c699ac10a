package app.toward.mail;

import app.toward.session.Credential;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose an address is: of the account that signs in with it, or of one that did and can still have it restored. Else
 * whoever took an account over could register the old address, and so keep its owner from coming back.
 *
 * @param email as the account has it, which is not always how it was typed now
 * @param isCurrent whether the account signs in with it now
 */
public record AddressHolder(UUID accountId, String email, String locale, boolean isCurrent, boolean isVerified) {
    private static final String OF_ADDRESS = """
            select c.accountId, c.email, a.locale, true, c.verifiedAt is not null
            from Credential c join Account a on a.id = c.accountId where c.emailKey = :key
            union all
            select t.accountId, t.email, a.locale, false, true
            from MailToken t join Account a on a.id = t.accountId
            where t.emailKey = :key and t.kind = RESTORATION and t.expiresAt > :now
            """;

    private static final String OF_ACCOUNT = """
            select c.accountId, c.email, a.locale, true, c.verifiedAt is not null
            from Credential c join Account a on a.id = c.accountId where c.accountId = :account
            """;

    /** Usually none or one. */
    public static List<AddressHolder> of(String email, Instant now) {
        return Panache.getSession()
                .createSelectionQuery(OF_ADDRESS, Object[].class)
                .setParameter("key", Credential.keyOf(email))
                .setParameter("now", now)
                .getResultList()
                .stream()
                .map(AddressHolder::of)
                .toList();
    }

    static List<AddressHolder> othersThan(UUID accountId, String email, Instant now) {
        return of(email, now).stream()
                .filter(holder -> !holder.accountId().equals(accountId))
                .toList();
    }

    static Optional<AddressHolder> ofAccount(UUID accountId) {
        return Panache.getSession()
                .createSelectionQuery(OF_ACCOUNT, Object[].class)
                .setParameter("account", accountId)
                .uniqueResultOptional()
                .map(AddressHolder::of);
    }

    private static AddressHolder of(Object[] row) {
        return new AddressHolder((UUID) row[0], (String) row[1], (String) row[2], (boolean) row[3], (boolean) row[4]);
    }
}
