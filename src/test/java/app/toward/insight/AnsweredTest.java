package app.toward.insight;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.insight.ScaleTally.Of;
import app.toward.statistics.Series;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class AnsweredTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
    private static final String MOOD = "mood";

    /** What one round has, before it has a date. */
    private record Given(
            @Nullable Integer mine, @Nullable Integer partners, boolean mineIsLate, boolean partnersIsLate) {}

    @Property
    void what_is_counted_is_what_was_answered_in_time(@ForAll("given") List<Given> given) {
        Answered answered = Answered.of(rounds(given, 1_000));
        List<Integer> mine = given.stream()
                .filter(round -> !round.mineIsLate)
                .map(Given::mine)
                .filter(Objects::nonNull)
                .toList();
        List<Integer> differences = given.stream()
                .filter(round -> !round.mineIsLate && !round.partnersIsLate)
                .filter(round -> round.mine != null && round.partners != null)
                .map(round -> Objects.requireNonNull(round.mine) - Objects.requireNonNull(round.partners))
                .toList();
        assertThat(answered.tally(Of.ME, MOOD, 1).series()).isEqualTo(Series.of(mine));
        assertThat(answered.tally(Of.ME, MOOD, 1).days()).isEqualTo(mine.size());
        assertThat(answered.tally(Of.ME, MOOD, 1).late())
                .isEqualTo(given.stream()
                        .filter(round -> round.mine != null && round.mineIsLate)
                        .count());
        assertThat(answered.tally(Of.DIFFERENCE, MOOD, 1).series()).isEqualTo(Series.of(differences));
        assertThat(answered.tally(Of.DIFFERENCE, MOOD, 1).distance())
                .isEqualTo(differences.stream().mapToInt(Math::abs).sum());
    }

    @Property
    void the_buckets_together_are_the_whole(
            @ForAll("given") List<Given> given, @ForAll @IntRange(min = 1, max = 40) int size) {
        Answered whole = Answered.of(rounds(given, size)).whole();
        Answered undivided = Answered.of(rounds(given, 1_000));
        for (Of of : Of.values()) {
            assertThat(whole.tally(of, MOOD, 1)).isEqualTo(undivided.tally(of, MOOD, 1));
        }
    }

    private static List<AnsweredRound> rounds(List<Given> given, int size) {
        return IntStream.range(0, given.size())
                .mapToObj(i -> new AnsweredRound(
                        1 + Math.floorDiv(i, size),
                        FIRST.plusDays(i).toString(),
                        scores(given.get(i).mine),
                        scores(given.get(i).partners),
                        given.get(i).mineIsLate,
                        given.get(i).partnersIsLate))
                .toList();
    }

    private static @Nullable List<@Nullable Integer> scores(@Nullable Integer mood) {
        return mood == null ? null : List.of(mood, 4, 4, 4, 4);
    }

    @Provide
    Arbitrary<List<Given>> given() {
        Arbitrary<Integer> moods = Arbitraries.integers().between(1, 7).injectNull(0.3);
        Arbitrary<Boolean> lateness = Arbitraries.of(true, false, false, false);
        return Combinators.combine(moods, moods, lateness, lateness)
                .as(Given::new)
                .list()
                .ofMaxSize(120);
    }
}
