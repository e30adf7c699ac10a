package app.toward.bid;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Couple;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Leaving is one call, also after many years. */
@QuarkusTest
class LongPartnershipTest {
    private static final Logger LOG = Logger.getLogger(LongPartnershipTest.class);
    private static final int BIDS = 50_000;

    private static final String FILL = """
            insert into bid (id, partnership_id, bidder_id, receiver_id, recorded_by, kind, channel, cue,
                occurred_at, occurred_offset, recorded_at, request_digest, bidder_could_see)
            select gen_random_uuid(), :partnership, account_id, partner_id, 'BIDDER', 'PLAY', 'CALL', 'moon',
                now() - i * interval '1 hour', 0, now(), '\\x00', false
            from (select account_id, partner_id from membership where partnership_id = :partnership limit 1) one,
                generate_series(1, :bids) i
            """;

    private static final String TELL = """
            insert into feed_entry (account_id, position, kind, partnership_id, thing_id, is_gone, changed_at)
            select account_id, position + row_number() over (partition by account_id order by b.id), 'bid',
                :partnership, b.id, false, now()
            from membership join feed using (account_id), bid b
            where membership.partnership_id = :partnership and b.partnership_id = :partnership
            """;

    private static final String NUMBER = """
            update feed set position = position + :bids
            where account_id in (select account_id from membership where partnership_id = :partnership)
            """;

    @Inject
    EntityManager database;

    @Test
    void both_are_told_of_fifty_thousand_bids_in_the_transaction_of_the_end() {
        var couple = Couple.together();
        QuarkusTransaction.requiringNew().run(() -> {
            run(FILL, couple, Map.of("bids", BIDS));
            run(TELL, couple, Map.of());
            run(NUMBER, couple, Map.of("bids", BIDS));
        });
        long before = untold(couple);
        assertThat(before).isEqualTo(2L * BIDS);
        Instant start = Instant.now();
        couple.ana().patch(couple.path(""), Map.of("state", "ended")).statusCode(200);
        LOG.infof(
                "Ended with %d bids in %d ms",
                BIDS, Duration.between(start, Instant.now()).toMillis());
        assertThat(numbered(couple)).isEqualTo(2L * BIDS);
    }

    private void run(String sql, Couple couple, Map<String, Object> parameters) {
        var query = database.createNativeQuery(sql).setParameter("partnership", UUID.fromString(couple.partnership()));
        parameters.forEach(query::setParameter);
        query.executeUpdate();
    }

    private long untold(Couple couple) {
        return count("select count(*) from feed_entry where partnership_id = :partnership and kind = 'bid'", couple);
    }

    /** Those that come after the end itself, which both are told first. */
    private long numbered(Couple couple) {
        return count("""
                with ended as materialized (
                    select account_id, position from feed_entry where kind = 'partnership' and thing_id = :partnership)
                select count(*) from ended join feed_entry told using (account_id)
                where told.partnership_id = :partnership and told.kind = 'bid' and told.position > ended.position
                """, couple);
    }

    private long count(String sql, Couple couple) {
        return (long) database.createNativeQuery(sql)
                .setParameter("partnership", UUID.fromString(couple.partnership()))
                .getSingleResult();
    }
}
