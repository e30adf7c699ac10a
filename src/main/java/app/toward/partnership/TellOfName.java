package app.toward.partnership;

import app.toward.account.ShowsName;
import app.toward.feed.Told;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Tells partners that the other goes by another name, and inviters that whoever waits for them does. */
@Singleton
class TellOfName implements ShowsName {
    private static final String PARTNERS = """
            select m.partnerId, p.id from Member m join Partnership p on p.id = m.partnershipId
            where m.accountId = :account and m.partnerId is not null and p.state = ACTIVE
            """;

    private static final String INVITERS = """
            select i.inviterId, i.id from Invitation i
            where i.redeemerId = :account and i.state = AWAITING_CONFIRMATION
            """;

    @Override
    public List<Told> toldOfName(UUID account) {
        return Stream.concat(
                        found(PARTNERS, account)
                                .map(row -> new Told((UUID) row[0], ShowPartnerships.told((UUID) row[1]), false)),
                        found(INVITERS, account)
                                .map(row -> new Told((UUID) row[0], ShowInvitations.told((UUID) row[1]), false)))
                .toList();
    }

    private static Stream<Object[]> found(String query, UUID account) {
        return Panache.getSession()
                .createSelectionQuery(query, Object[].class)
                .setParameter("account", account)
                .getResultList()
                .stream();
    }
}
