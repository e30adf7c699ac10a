package app.toward.feed;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.AtOnce;
import app.toward.Couple;
import app.toward.Person;
import app.toward.session.VerifyToken.Claimed;
import app.toward.shared.FreshId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What replicas say of each other's streams, also after an outage in which none of them was heard of. */
@QuarkusTest
class StreamRightTest {
    private static final int MOST = 100;

    @Inject
    EntityManager database;

    /** A process that holds one stream. */
    private record Replica(UUID id, EventStream stream) {
        static Replica with(Person person) {
            var replica = new Replica(UUID.randomUUID(), heldBy(signedIn(person)));
            replica.comeBack();
            return replica;
        }

        Claimed reader() {
            return new Claimed(stream.account, stream.session);
        }

        void comeBack() {
            inTurn(() -> StreamRight.introduce(id, List.of(stream), Instant.now()));
        }

        void beat() {
            inTurn(() -> {
                if (!StreamRight.beat(id)) {
                    StreamRight.introduce(id, List.of(stream), Instant.now());
                }
            });
        }

        void sweep() {
            inTurn(() -> StreamRight.sweep(id));
        }

        Optional<Map<UUID, Long>> look(Hint hint) {
            return QuarkusTransaction.requiringNew().call(() -> StreamRight.look(id, hint, Instant.now()));
        }

        boolean isAlive() {
            return look(Hint.ALL).orElse(Map.of()).containsKey(stream.id);
        }
    }

    @Test
    void after_an_outage_nobody_who_comes_back_takes_another_for_dead() {
        var couple = Couple.together();
        var first = Replica.with(couple.ana());
        var second = Replica.with(couple.ben());
        List.of(first, second).forEach(this::fallSilent);
        first.beat();
        first.sweep();
        assertThat(second.isAlive()).as("it had no chance to be heard").isTrue();
        second.beat();
        second.sweep();
        assertThat(first.isAlive()).isTrue();
    }

    @Test
    void who_is_silent_while_others_are_there_is_swept_and_comes_back_with_its_streams() {
        var couple = Couple.together();
        var present = Replica.with(couple.ana());
        var silent = Replica.with(couple.ben());
        fallSilent(silent);
        present.sweep();
        assertThat(silent.isAlive())
                .as("the other has not been here for long itself")
                .isTrue();
        change("here_since = now() - interval '1 hour'", present);
        present.sweep();
        assertThat(silent.look(Hint.ALL))
                .as("it is told that it is not known any more")
                .isEmpty();
        assertThat(QuarkusTransaction.requiringNew().call(() -> StreamRight.beat(silent.id)))
                .isFalse();
        silent.comeBack();
        assertThat(silent.isAlive()).isTrue();
    }

    @Test
    void what_comes_back_is_without_the_streams_of_sessions_that_have_ended() {
        var couple = Couple.together();
        var replica = Replica.with(couple.ben());
        run("delete from feed_replica where id = :id", replica.id);
        run("delete from session where id = :id", replica.stream.session);
        replica.comeBack();
        assertThat(replica.look(Hint.ALL)).contains(Map.of());
    }

    @Test
    void only_the_streams_that_a_hint_concerns_are_looked_for() {
        var couple = Couple.together();
        var replica = Replica.with(couple.ana());
        UUID other = FreshId.next();
        inTurn(() -> StreamRight.open(other, replica.id, signedIn(couple.ben()), MOST, Instant.now()));
        assertThat(replica.look(Hint.of(List.of(replica.stream.account))).orElseThrow())
                .containsOnlyKeys(replica.stream.id);
        assertThat(replica.look(Hint.ALL).orElseThrow()).containsOnlyKeys(replica.stream.id, other);
    }

    @Test
    void all_at_once_they_come_back_and_sweep_and_sign_out_and_nobody_waits_in_a_circle() throws Exception {
        var couple = Couple.together();
        List<Replica> replicas = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            replicas.add(Replica.with(i % 2 == 0 ? couple.ana() : couple.ben()));
        }
        for (int round = 0; round < 40; round++) {
            replicas.forEach(this::fallSilent);
            List<Callable<Void>> all = new ArrayList<>();
            for (Replica replica : replicas) {
                all.add(() -> {
                    replica.comeBack();
                    replica.beat();
                    change("here_since = now() - interval '1 hour'", replica);
                    replica.sweep();
                    inTurn(() -> StreamRight.open(FreshId.next(), replica.id, replica.reader(), 2, Instant.now()));
                    return null;
                });
            }
            AtOnce.all(replicas.size(), all);
        }
    }

    private void fallSilent(Replica replica) {
        change("seen_at = now() - interval '2 minutes', here_since = now() - interval '1 hour'", replica);
    }

    private void change(String values, Replica replica) {
        run("update feed_replica set " + values + " where id = :id", replica.id);
    }

    private void run(String sql, UUID id) {
        inTurn(() -> database.createNativeQuery(sql).setParameter("id", id).executeUpdate());
    }

    private static void inTurn(Runnable step) {
        QuarkusTransaction.requiringNew().run(step);
    }

    private static EventStream heldBy(Claimed reader) {
        return new EventStream(FreshId.next(), reader, null, ready -> {}, closed -> {}, () -> {});
    }

    private static Claimed signedIn(Person person) {
        String account = person.get("/v1/me").extract().path("id");
        return new Claimed(
                UUID.fromString(account),
                UUID.fromString(String.valueOf(person.signIn().get("sessionId"))));
    }
}
