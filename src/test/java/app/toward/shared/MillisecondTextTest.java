package app.toward.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class MillisecondTextTest {
    private static final long YEAR_0 = -62_167_219_200_000L;
    private static final long YEAR_9999 = 253_402_214_400_000L;
    private static final int FURTHEST = 18 * 60;
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");

    @Property
    void it_says_what_the_formatter_of_the_jdk_says(
            @ForAll @LongRange(min = YEAR_0, max = YEAR_9999) long millis,
            @ForAll @IntRange(min = -FURTHEST, max = FURTHEST) int offsetMinutes) {
        OffsetDateTime at = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofTotalSeconds(60 * offsetMinutes));
        if (at.getYear() >= 0 && at.getYear() <= 9999) {
            assertThat(MillisecondText.of(at)).isEqualTo(FORMAT.format(at));
        }
    }
}
