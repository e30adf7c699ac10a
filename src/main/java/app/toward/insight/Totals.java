package app.toward.insight;

import app.toward.partnership.Membership;
import app.toward.shared.Standby;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the database for totals: any number of questions in one round trip. What they say may be a moment old. */
@Singleton
class Totals {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Standby standby;

    Totals(Standby standby) {
        this.standby = standby;
    }

    /**
     * One question.
     *
     * @param sql a query whose rows have the fields of {@code row} as columns
     * @param parameters beside {@code partnership} and {@code me}
     */
    record Question<T>(String sql, Class<T> row, Map<String, Object> parameters) {
        Question<T> with(String name, Object value) {
            var more = new LinkedHashMap<>(parameters);
            more.put(name, value);
            return new Question<>(sql, row, more);
        }
    }

    /** What one question finds. */
    <T> List<T> ask(Membership membership, Question<T> question) {
        return rows(question, ask(membership, List.of(question)).get(0));
    }

    /** What each question finds, as JSON for {@link #rows}. */
    List<String> ask(Membership membership, List<Question<?>> questions) {
        Object[] found = standby.ask(session -> {
            var query = session.createNativeQuery(sql(questions), Object[].class);
            parameters(membership, questions).forEach(query::setParameter);
            return query.getSingleResult();
        });
        return java.util.Arrays.stream(found).map(String::valueOf).toList();
    }

    static <T> List<T> rows(Question<T> question, String json) {
        try {
            return JSON.readerForListOf(question.row).readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The statement as it is run, for the test of its plan. */
    static String sql(List<Question<?>> questions) {
        List<String> columns = new ArrayList<>();
        for (Question<?> question : questions) {
            columns.add("(select cast(coalesce(json_agg(found), '[]') as text) from (" + question.sql + ") found)");
        }
        // Hibernate reads a row of one column as that column.
        return columns.stream().collect(Collectors.joining(",\n", "select ", ", 1"));
    }

    static Map<String, Object> parameters(Membership membership, List<Question<?>> questions) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("partnership", membership.partnershipId());
        parameters.put("me", membership.accountId());
        questions.forEach(question -> parameters.putAll(question.parameters));
        return parameters;
    }
}
