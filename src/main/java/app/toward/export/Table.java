package app.toward.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Things as CSV (RFC 4180), one a row. */
class Table {
    /** What a spreadsheet takes for the beginning of a formula, in the forms of every width. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private final List<String> columns;
    private final CSVPrinter printer;

    /** @param columns paths into the JSON of a thing, with a full stop between the names */
    Table(Writer to, List<String> columns) throws IOException {
        this.columns = columns;
        this.printer = CSVFormat.RFC4180
                .builder()
                .setHeader(columns.toArray(String[]::new))
                .get()
                .print(to);
    }

    void write(JsonNode thing) throws IOException {
        for (String column : columns) {
            printer.print(cell(thing.at("/" + column.replace('.', '/'))));
        }
        printer.println();
    }

    static String cell(JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        return value.isTextual() ? harmless(value.textValue()) : value.toString();
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
