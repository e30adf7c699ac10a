package app.toward;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** All that a database holds, as a dump of it would show it. */
public final class Dump {
    private Dump() {}

    /** The tables, whoever made them. */
    public static Set<String> tables(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select tablename from pg_tables where schemaname = current_schema()")) {
            Set<String> tables = new TreeSet<>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    /** The rows that hold a text, by their tables; bytes are looked through too. */
    public static Map<String, String> rowsWith(DataSource database, String text) throws SQLException {
        Map<String, String> found = new LinkedHashMap<>();
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (String table : tables(database)) {
                String bytes = hex(text);
                try (ResultSet rows = statement.executeQuery("select r::text from \"" + table
                        + "\" r where position(lower('" + text + "') in lower(r::text)) > 0"
                        + " or position('" + bytes + "' in r::text) > 0 limit 1")) {
                    if (rows.next()) {
                        found.put(table, rows.getString(1));
                    }
                }
            }
        }
        return found;
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
