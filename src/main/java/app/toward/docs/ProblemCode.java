package app.toward.docs;

import app.toward.shared.ProblemView;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A code that calls are refused with, and all that the contract says of it. Public, for a template can read nothing else.
 *
 * @param sentences when it is the answer
 * @param operations who answers with it; none if it is many
 */
public record ProblemCode(String code, List<RawString> sentences, List<Answering> operations) {
    /** What stands before a colon in the description of a response: {@code `one` or `another`: When.} */
    private static final Pattern CODES =
            Pattern.compile("(?:`[a-z][a-z0-9_]*`(?:, and |, | or | and others| and )?)+(?=: )");

    private static final Pattern CODE = Pattern.compile("`([a-z][a-z0-9_]*)`");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final int MOST_NAMED = 12;

    /** All codes of one HTTP status. */
    public record Status(int status, String title, List<ProblemCode> problems) {}

    /** An operation of the contract. */
    public record Answering(String id, String tag) {}

    /** What is gathered of a code while the contract is read. */
    private record Found(Set<String> sentences, Set<Answering> operations) {
        Found() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>());
        }

        ProblemCode as(String code) {
            boolean isCommon = operations.size() > MOST_NAMED;
            return new ProblemCode(
                    code,
                    sentences.stream().map(ProblemCode::html).toList(),
                    isCommon
                            ? List.of()
                            : operations.stream()
                                    .sorted(Comparator.comparing(Answering::id))
                                    .toList());
        }
    }

    static List<Status> byStatus(JsonNode contract) {
        Map<Integer, Map<String, Found>> found = new TreeMap<>();
        contract.path("paths")
                .forEach(path -> path.forEach(operation -> operation
                        .path("responses")
                        .properties()
                        .forEach(response -> {
                            int status = Integer.parseInt(response.getKey());
                            if (status >= 400) {
                                gather(
                                        resolved(contract, response.getValue()),
                                        new Answering(
                                                operation.path("operationId").asText(),
                                                operation.path("tags").path(0).asText()),
                                        found.computeIfAbsent(status, unused -> new TreeMap<>()));
                            }
                        })));
        List<Status> all = new ArrayList<>();
        found.forEach((status, codes) -> all.add(new Status(
                status,
                ProblemView.titleOf(status),
                codes.entrySet().stream()
                        .map(code -> code.getValue().as(code.getKey()))
                        .toList())));
        return all;
    }

    private static void gather(JsonNode response, Answering operation, Map<String, Found> found) {
        String text = response.path("description").asText();
        List<MatchResult> heads = CODES.matcher(text).results().toList();
        for (int i = 0; i < heads.size(); i++) {
            int end = i + 1 < heads.size() ? heads.get(i + 1).start() : text.length();
            String sentence = text.substring(heads.get(i).end() + 1, end).strip();
            CODE.matcher(heads.get(i).group()).results().forEach(match -> {
                Found one = found.computeIfAbsent(match.group(1), unused -> new Found());
                one.sentences.add(sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1));
                one.operations.add(operation);
            });
        }
    }

    private static JsonNode resolved(JsonNode contract, JsonNode response) {
        JsonNode reference = response.path("$ref");
        return reference.isMissingNode()
                ? response
                : contract.at(reference.asText().substring(1));
    }

    private static RawString html(String sentence) {
        return new RawString(QUOTED.matcher(sentence.replace("&", "&amp;").replace("<", "&lt;"))
                .replaceAll("<code>$1</code>"));
    }
}
