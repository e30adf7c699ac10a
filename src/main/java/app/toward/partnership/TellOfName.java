package app.toward.partnership;

import app.toward.account.ShowsName;
import app.toward.feed.Told;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Tells partners that the other goes by another name. */
@Singleton
class TellOfName implements ShowsName {
    private static final String SELECT = """
            select m.partnerId, p.id from Member m join Partnership p on p.id = m.partnershipId
            where m.accountId = :account and m.partnerId is not null and p.state <> :ended
            """;

    @Override
    public List<Told> toldOfName(UUID account) {
        return Panache.getSession()
                .createSelectionQuery(SELECT, Object[].class)
                .setParameter("account", account)
                .setParameter("ended", PartnershipState.ENDED)
                .getResultList()
                .stream()
                .map(row -> new Told((UUID) row[0], ShowPartnerships.told((UUID) row[1]), false))
                .toList();
    }
}
