package app.toward.insight;

import app.toward.account.CalendarHistory;
import app.toward.partnership.Membership;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A number of the caller's local dates, divided. When each begins is worked out here, by the calendars that the caller
 * had, and the database only looks up between which beginnings something happened: so a day is the same everywhere, also
 * where the clocks change or the caller travels.
 *
 * @param to itself included
 * @param firsts the first dates of the buckets, rising; the first one is {@code from}
 */
record Dates(CalendarHistory calendars, LocalDate from, LocalDate to, List<LocalDate> firsts) {
    /** The caller's date at this moment. */
    static LocalDate today(Membership membership, Instant now) {
        return membership.calendars().at(now).dateAt(now);
    }

    Dates by(Bucket bucket) {
        return new Dates(
                calendars,
                from,
                to,
                Stream.iterate(from, first -> !first.isAfter(to), bucket::after).toList());
    }

    /** With as many dates just before, as a bucket of their own: the first. */
    Dates withThoseBefore() {
        LocalDate start = from.minusDays(size());
        return new Dates(calendars, start, to, List.of(start, from));
    }

    /** The same dates as one bucket. */
    Dates undivided() {
        return new Dates(calendars, from, to, List.of(from));
    }

    /** Whether each bucket is one date. */
    boolean isDaily() {
        return firsts.size() == size();
    }

    int size() {
        return Math.toIntExact(to.toEpochDay() - from.toEpochDay() + 1);
    }

    Instant begin() {
        return calendars.startOf(from);
    }

    /** When the last date ends, not included. */
    Instant end() {
        return calendars.startOf(to.plusDays(1));
    }

    /** When each date begins, as an array of PostgreSQL. */
    String starts() {
        return array(from.datesUntil(to.plusDays(1)).map(calendars::startOf));
    }

    /** When each {@link DayPart} of each date begins, as an array of PostgreSQL. */
    String partStarts() {
        return array(from.datesUntil(to.plusDays(1)).flatMap(this::partStarts));
    }

    /** In order also where the caller travelled: no part begins before its date, or after that has ended. */
    private Stream<Instant> partStarts(LocalDate date) {
        Instant start = calendars.startOf(date);
        Instant end = calendars.startOf(date.plusDays(1));
        ZoneId zone = calendars.at(start).zone();
        return Stream.of(DayPart.values()).map(part -> {
            Instant begins =
                    part.begin == null ? start : part.beginOn(date).atZone(zone).toInstant();
            return begins.isBefore(start) ? start : begins.isAfter(end) ? end : begins;
        });
    }

    /** When each bucket begins, as an array of PostgreSQL. */
    String bucketStarts() {
        return array(firsts.stream().map(calendars::startOf));
    }

    /** Which date each bucket begins with, counted from 1, as an array of PostgreSQL. */
    String firstDays() {
        return array(firsts.stream().map(first -> first.toEpochDay() - from.toEpochDay() + 1));
    }

    WindowView window(int bucket) {
        LocalDate end = bucket + 1 < firsts.size() ? firsts.get(bucket + 1).minusDays(1) : to;
        return new WindowView(
                firsts.get(bucket), end, calendars.present().zone().getId());
    }

    /** The figures of each bucket, which is asked for by its place from 0. */
    List<InsightsView.BucketView> buckets(IntFunction<Stream<Figure>> figures) {
        return IntStream.range(0, firsts.size())
                .mapToObj(i -> InsightsView.BucketView.of(window(i), figures.apply(i)))
                .toList();
    }

    WindowView whole() {
        return undivided().window(0);
    }

    private static String array(Stream<?> values) {
        return values.map(Object::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
