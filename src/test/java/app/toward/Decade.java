package app.toward;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Ten years of two people, written straight into their database, which a test may also look into. */
record Decade(ExternalPostgres database) {
    /** Every second one is made by each; who recorded it has written a cue and a note, and the other has responded. */
    private static final String FILL = """
            insert into bid (id, partnership_id, bidder_id, receiver_id, recorded_by, kind, channel, cue,
                occurred_at, occurred_offset, recorded_at, request_digest, bidder_could_see,
                bidder_response, bidder_note, bidder_note_shared, bidder_blind, bidder_given_at, bidder_responded_at,
                receiver_response, receiver_note, receiver_note_shared, receiver_blind, receiver_given_at,
                receiver_responded_at)
            select uuidv7(), m.partnership_id, m.account_id, m.partner_id, 'BIDDER', 'ATTENTION', 'IN_PERSON',
                'cue of ' || m.account_id || ' ' || md5(i::text),
                at, 3600, at, '\\x00', true,
                'MISSED', 'note of ' || m.account_id || ' ' || md5(i || 'bidder') || md5(i || 'and more'), true, true, at, at,
                'TURNED_TOWARD', 'note of ' || m.partner_id || ' ' || md5(i || 'receiver'), true, true, at, at
            from membership m, generate_series(1, ?) i,
                lateral (select date_trunc('milliseconds', now()) - i * interval '53 minutes') made (at)
            where m.partnership_id = ?::uuid
            """;

    /** Both have been told of each. */
    private static final String TELL = """
            insert into feed_entry (account_id, position, kind, partnership_id, thing_id, is_gone, changed_at)
            select account_id, position + row_number() over (partition by account_id order by bid.id), 'bid',
                partnership_id, bid.id, false, now()
            from membership join feed using (account_id) join bid using (partnership_id)
            where partnership_id = ?::uuid
            """;

    private static final String NUMBER = """
            update feed set position = (select max(position) from feed_entry told where told.account_id = feed.account_id)
            where account_id in (select account_id from membership where partnership_id = ?::uuid)
            """;

    /** Writes this many bids of each of the two. */
    void fill(Couple couple, int bidsOfEach) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(FILL)) {
            statement.setInt(1, bidsOfEach);
            statement.setString(2, couple.partnership());
            statement.executeUpdate();
            run(connection, TELL, couple);
            run(connection, NUMBER, couple);
        }
    }

    private static void run(Connection connection, String sql, Couple couple) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, couple.partnership());
            statement.executeUpdate();
        }
    }

    long count(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void change(String statement) throws SQLException {
        try (Connection connection = connect();
                Statement change = connection.createStatement()) {
            change.executeUpdate(statement);
        }
    }

    static UUID idOf(Person person) {
        return UUID.fromString(person.get("/v1/me").statusCode(200).extract().path("id"));
    }

    private Connection connect() throws SQLException {
        var environment = database.environment();
        return DriverManager.getConnection(
                environment.get("QUARKUS_DATASOURCE_JDBC_URL"),
                environment.get("QUARKUS_DATASOURCE_USERNAME"),
                environment.get("QUARKUS_DATASOURCE_PASSWORD"));
    }
}
