package app.toward.chart;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn of some dates: a value, between what it lies, both or neither. Where there is neither, there is a gap.
 *
 * @param to itself included
 */
public record Span(
        LocalDate from,
        LocalDate to,
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high) {}
