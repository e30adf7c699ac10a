package app.toward.shared;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Reads strings as they are, and refuses what PostgreSQL's {@code text} and UTF-8 cannot hold. */
public class StrictText extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    StrictText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw new Refused(parser, "must be a string");
        }
        String text = parser.getText();
        if (!isStorable(text)) {
            throw new Refused(parser, "has U+0000 or half of a surrogate pair");
        }
        return text;
    }

    /** Whether PostgreSQL and UTF-8 can hold a text. */
    public static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** Reads a time zone by its name in the IANA database; an offset is not one, for it knows no summer time. */
    static class Zone extends StdScalarDeserializer<ZoneId> {
        private static final long serialVersionUID = 1L;

        Zone() {
            super(ZoneId.class);
        }

        @Override
        public ZoneId deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String name = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
            if (!ZoneId.getAvailableZoneIds().contains(name)) {
                throw new Refused(parser, "must be a time zone of the IANA database, like Europe/Berlin");
            }
            return ZoneId.of(name);
        }
    }

    /** Reads an instant as RFC 3339 writes it, and keeps its offset. */
    static class Rfc3339 extends StdScalarDeserializer<OffsetDateTime> {
        private static final long serialVersionUID = 1L;

        Rfc3339() {
            super(OffsetDateTime.class);
        }

        @Override
        public OffsetDateTime deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return parse(parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "");
            } catch (DateTimeException e) {
                throw new Refused(parser, "must be an instant with its offset (RFC 3339)");
            }
        }

        /** Years have four digits and offsets no seconds; that also keeps within what PostgreSQL can hold. */
        static OffsetDateTime parse(String text) {
            OffsetDateTime parsed = OffsetDateTime.parse(text);
            if (parsed.getYear() < 1
                    || parsed.getYear() > 9999
                    || parsed.getOffset().getTotalSeconds() % 60 != 0) {
                throw new DateTimeException("Not RFC 3339");
            }
            return parsed;
        }
    }

    /** Carries a message that may be shown. */
    static class Refused extends JsonMappingException {
        private static final long serialVersionUID = 1L;

        Refused(JsonParser parser, String reason) {
            super(parser, reason);
        }
    }
}
