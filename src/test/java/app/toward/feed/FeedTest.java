package app.toward.feed;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.AtOnce;
import app.toward.Couple;
import app.toward.Person;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the feeds are numbered: a reader who has read up to a position has missed nothing before it. */
@QuarkusTest
class FeedTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final UUID PARTNERSHIP = UUID.randomUUID();

    @Inject
    EntityManager database;

    @Test
    void who_writes_second_waits_for_the_first_to_commit_and_gets_the_later_position() {
        var couple = Couple.together();
        UUID ana = idOf(couple.ana());
        UUID ben = idOf(couple.ben());
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        var later = new ArrayList<CompletableFuture<Void>>();
        QuarkusTransaction.requiringNew().run(() -> {
            Feed.upsert(thing(first), List.of(ana, ben), NOW);
            later.add(CompletableFuture.runAsync(() -> tell(second, List.of(ana))));
            while (!somebodyWaits()) {
                assertThat(later.get(0)).as("it waits for the first").isNotDone();
            }
        });
        later.get(0).join();
        assertThat(positionOf(ana, second)).isEqualTo(positionOf(ana, first) + 1);
    }

    @Test
    void what_is_told_at_once_is_numbered_without_gaps_or_doubles() throws Exception {
        var couple = Couple.together();
        UUID ana = idOf(couple.ana());
        UUID ben = idOf(couple.ben());
        long before = position(ana);
        List<Callable<Void>> writers = new ArrayList<>();
        Set<UUID> things = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            UUID thing = UUID.randomUUID();
            things.add(thing);
            List<UUID> readers = i % 2 == 0 ? List.of(ana, ben) : List.of(ben, ana);
            writers.add(() -> {
                tell(thing, readers);
                return null;
            });
        }
        AtOnce.all(8, writers);
        assertThat(position(ana)).isEqualTo(before + things.size());
        assertThat(things.stream().map(thing -> positionOf(ana, thing) - before).sorted())
                .first()
                .isEqualTo(1L);
        assertThat(things.stream().map(thing -> positionOf(ana, thing)))
                .doesNotHaveDuplicates()
                .allMatch(position -> position <= before + things.size());
    }

    @Test
    void some_are_told_of_a_change_and_others_that_it_is_gone_whatever_their_order() throws Exception {
        var couple = Couple.together();
        UUID ana = idOf(couple.ana());
        UUID ben = idOf(couple.ben());
        UUID thing = UUID.randomUUID();
        List<Callable<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            List<UUID> changedFor = i % 2 == 0 ? List.of(ana) : List.of(ben);
            List<UUID> goneFor = i % 2 == 0 ? List.of(ben) : List.of(ana);
            writers.add(() -> {
                QuarkusTransaction.requiringNew()
                        .run(() -> Feed.change(thing(UUID.randomUUID()), changedFor, goneFor, NOW));
                return null;
            });
        }
        AtOnce.all(8, writers);
        QuarkusTransaction.requiringNew().run(() -> Feed.change(thing(thing), List.of(ana), List.of(ben), NOW));
        assertThat(isGone(ana, thing)).isFalse();
        assertThat(isGone(ben, thing)).isTrue();
    }

    @Test
    void one_id_in_two_partnerships_is_two_things() {
        var couple = Couple.together();
        UUID ana = idOf(couple.ana());
        UUID id = UUID.randomUUID();
        long before = position(ana);
        QuarkusTransaction.requiringNew()
                .run(() -> Feed.upsertAll(
                        List.of(new Thing("bid", PARTNERSHIP, id), new Thing("bid", UUID.randomUUID(), id)),
                        List.of(ana),
                        NOW));
        assertThat(entries("thing_id = '" + id + "'", ana)).containsExactly(before + 1, before + 2);
    }

    @Test
    void everything_of_a_kind_in_a_partnership_is_told_of_at_once_and_nothing_else() {
        var couple = Couple.together();
        UUID ana = idOf(couple.ana());
        UUID ben = idOf(couple.ben());
        List<Thing> bids =
                Stream.generate(UUID::randomUUID).limit(3).map(FeedTest::thing).toList();
        List<Thing> others = List.of(
                new Thing("bid", UUID.randomUUID(), UUID.randomUUID()),
                new Thing("template", PARTNERSHIP, UUID.randomUUID()));
        QuarkusTransaction.requiringNew().run(() -> {
            Feed.upsertAll(bids, List.of(ana, ben), NOW);
            Feed.upsertAll(others, List.of(ana, ben), NOW);
        });
        long before = position(ana);
        long bens = position(ben);
        UUID kept = bids.get(1).id();
        QuarkusTransaction.requiringNew()
                .run(() -> Feed.changeEvery("bid", PARTNERSHIP, ana, ids -> Set.of(kept), NOW));
        assertThat(position(ana)).isEqualTo(before + 3);
        assertThat(entries("is_gone", ana)).containsExactly(before + 1, before + 3);
        assertThat(positionOf(ana, kept)).isEqualTo(before + 2);
        assertThat(position(ben)).isEqualTo(bens);
        QuarkusTransaction.requiringNew().run(() -> Feed.changeEvery("bid", PARTNERSHIP, ana, ids -> ids, NOW));
        assertThat(position(ana)).as("what is gone stays as it is").isEqualTo(before + 4);
        assertThat(positionOf(ana, kept)).isEqualTo(before + 4);
    }

    private static void tell(UUID thing, List<UUID> readers) {
        QuarkusTransaction.requiringNew().run(() -> Feed.upsert(thing(thing), readers, NOW));
    }

    private static Thing thing(UUID id) {
        return new Thing("bid", PARTNERSHIP, id);
    }

    @SuppressWarnings("unchecked")
    private List<Long> entries(String condition, UUID account) {
        return database.createNativeQuery(
                        "select position from feed_entry where account_id = :account and " + condition + " order by 1")
                .setParameter("account", account)
                .getResultList();
    }

    private boolean somebodyWaits() {
        return !database.createNativeQuery("select 1 from pg_locks where not granted")
                .getResultList()
                .isEmpty();
    }

    private long position(UUID account) {
        return (long) database.createNativeQuery("select position from feed where account_id = :account")
                .setParameter("account", account)
                .getSingleResult();
    }

    private long positionOf(UUID account, UUID thing) {
        return (long) entry("position", account, thing);
    }

    private boolean isGone(UUID account, UUID thing) {
        return (boolean) entry("is_gone", account, thing);
    }

    private Object entry(String column, UUID account, UUID thing) {
        return database.createNativeQuery(
                        "select " + column + " from feed_entry where account_id = :account and thing_id = :thing")
                .setParameter("account", account)
                .setParameter("thing", thing)
                .getSingleResult();
    }

    private static UUID idOf(Person person) {
        return UUID.fromString(person.get("/v1/me").extract().path("id"));
    }
}
