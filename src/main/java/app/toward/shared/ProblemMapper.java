package app.toward.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.handler.HttpException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever is thrown, by Toward or by the framework under it, into a problem document. */
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final int MOST_CAUSES = 20;
    private static final Duration DATABASE_RETRY = Duration.ofSeconds(2);
    private static final Duration BUSY_RETRY = Duration.ofSeconds(1);

    private static final Set<String> GIVEN_UP = Set.of("40001", "40P01", "57014");

    /** Unique indexes that two callers may race for, each named by the code of the loser's problem. */
    private static final Set<String> RACED_FOR = Set.of("already_together", "template_changed");

    @ServerExceptionMapper({
        Throwable.class,
        // Named although Throwable covers them: the framework brings mappers of its own for these.
        WebApplicationException.class,
        AuthenticationFailedException.class,
        UnauthorizedException.class,
        ForbiddenException.class,
        ConstraintViolationException.class,
        JsonProcessingException.class,
        MismatchedInputException.class
    })
    RestResponse<ProblemView> map(Throwable thrown, UriInfo uri) {
        Problem problem = problemOf(thrown);
        var view = ProblemView.of(problem, uri.getPath());
        var response = RestResponse.ResponseBuilder.<ProblemView>create(problem.status)
                .entity(view)
                .type(MediaType.valueOf("application/problem+json"));
        if (problem.status == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challengeOf(problem));
        }
        if (problem.retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, problem.retryAfter.toSeconds());
        }
        if (problem.quota != null) {
            response.header(Quota.LEFT, problem.quota.leftHeader()).header(Quota.POLICY, problem.quota.policyHeader());
        }
        if (problem.status == 405) {
            response.header(HttpHeaders.ALLOW, AllowedMethods.here());
        }
        return response.build();
    }

    static Problem problemOf(Throwable thrown) {
        List<Throwable> causes = causesOf(thrown);
        return first(causes, Problem.class)
                .or(() -> first(causes, StreamConstraintsException.class).map(ProblemMapper::unreadable))
                .or(() -> first(causes, JsonProcessingException.class).map(ProblemMapper::unreadable))
                .or(() -> first(causes, ConstraintViolationException.class).map(ProblemMapper::invalid))
                .or(() -> first(causes, org.hibernate.exception.ConstraintViolationException.class)
                        .map(ProblemMapper::conflicting))
                .or(() -> first(causes, SQLException.class)
                        .filter(ProblemMapper::isDatabaseAway)
                        .map(ProblemMapper::databaseAway))
                .or(() -> first(causes, SQLException.class)
                        .filter(ProblemMapper::isInTheWay)
                        .map(ProblemMapper::busy))
                .or(() -> first(causes, AuthenticationFailedException.class)
                        .map(failed -> Problem.unauthenticated("invalid_token", "The access token is not valid.")))
                .or(() -> first(causes, UnauthorizedException.class)
                        .map(missing -> Problem.unauthenticated("token_missing", "An access token is needed.")))
                .or(() -> first(causes, ForbiddenException.class)
                        .map(denied -> Problem.forbidden("forbidden", "You may not do this.")))
                .or(() -> first(causes, WebApplicationException.class).map(ProblemMapper::refusedByFramework))
                .or(() -> first(causes, CharConversionException.class)
                        .map(e -> Problem.malformed("malformed_json", "The body is not UTF-8.")))
                .or(() -> first(causes, HttpException.class)
                        .filter(e -> e.getStatusCode() < 500)
                        .map(e -> Problem.malformed("malformed_request", "The request is malformed.")))
                .orElseGet(() -> unexpected(thrown));
    }

    /** Suppressed ones too: a commit that failed tells its reason there. */
    private static List<Throwable> causesOf(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>(List.of(thrown));
        for (int i = 0; i < causes.size() && i < MOST_CAUSES; i++) {
            Optional.ofNullable(causes.get(i).getCause()).ifPresent(causes::add);
            causes.addAll(List.of(causes.get(i).getSuppressed()));
        }
        return causes;
    }

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Problem unreadable(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return Problem.invalidField(pointerOf(unknown), "unknown_field", "This field is not known here.");
        }
        if (e instanceof StreamConstraintsException) {
            return Problem.malformed("json_too_complex", "The JSON is nested too deeply, or a part of it is too long.");
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return Problem.invalidField(pointerOf(mapping), "invalid_value", reasonOf(mapping));
        }
        return Problem.malformed("malformed_json", "The body is not the JSON that is expected here.");
    }

    private static String reasonOf(JsonMappingException e) {
        if (e instanceof StrictText.Refused refused) {
            return refused.getOriginalMessage();
        }
        Class<?> expected = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (expected != null && expected.isEnum()) {
            return "must be one of: " + WireNames.of(expected);
        }
        return "has a value of the wrong type or form";
    }

    private static String pointerOf(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .map(ProblemMapper::pointerToken)
                .collect(Collectors.joining());
    }

    private static String pointerToken(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static Problem invalid(ConstraintViolationException e) {
        return Problem.invalid(e.getConstraintViolations().stream()
                .map(ProblemMapper::invalidField)
                .toList());
    }

    /** The path of a violation may begin with method and parameter; then come the fields down to the invalid one. */
    private static InvalidField invalidField(ConstraintViolation<?> violation) {
        List<Path.Node> nodes = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .toList();
        String code = WireNames.snakeCase(violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName());
        String pointer = nodes.stream()
                .dropWhile(ProblemMapper::isOfMethod)
                .map(node -> (node.getIndex() == null ? "" : "/" + node.getIndex())
                        + (node.getName() == null || node.getName().startsWith("<")
                                ? ""
                                : pointerToken(node.getName())))
                .collect(Collectors.joining());
        return InvalidField.at(pointer, code, violation.getMessage());
    }

    private static boolean isOfMethod(Path.Node node) {
        return node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.PARAMETER;
    }

    /** Any other name of a constraint would tell callers of the schema, and tie the contract to it. */
    private static Problem conflicting(org.hibernate.exception.ConstraintViolationException e) {
        String index = String.valueOf(e.getConstraintName());
        String code = index.endsWith("_pkey") ? "id_taken" : RACED_FOR.contains(index) ? index : "conflict";
        return Problem.conflict(code, "It is at odds with something that exists already.");
    }

    /** SQLSTATE classes 08 (connection), 53 (resources) and 57P (shutdown); no state at all is the pool giving up. */
    private static boolean isDatabaseAway(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    /** Given up: two transactions were in each other's way (40001, 40P01), or a statement took too long (57014). */
    private static boolean isInTheWay(SQLException e) {
        return GIVEN_UP.contains(String.valueOf(e.getSQLState()));
    }

    private static Problem busy(SQLException e) {
        LOG.warnf("A transaction was given up: %s", e.getMessage());
        return Problem.unavailable("busy", "Another write was in the way. Nothing was written.", BUSY_RETRY);
    }

    private static Problem databaseAway(SQLException e) {
        LOG.warnf("The database is away: %s", e.getMessage());
        return Problem.unavailable(
                "database_away", "The database cannot be reached at this moment. Nothing was lost.", DATABASE_RETRY);
    }

    private static Problem refusedByFramework(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        return switch (status) {
            case 404 -> Problem.notFound();
            case 405 -> Problem.ofStatus(405, "method_not_allowed", "This path does not take this method.");
            case 406 -> Problem.ofStatus(406, "not_acceptable", "None of the accepted media types can be given.");
            case 415 -> Problem.ofStatus(415, "unsupported_media_type", "The body has a media type not taken here.");
            default ->
                status < 500 ? Problem.malformed("malformed_request", "The request is malformed.") : unexpected(e);
        };
    }

    private static Problem unexpected(Throwable thrown) {
        LOG.error("A request failed unexpectedly", discreet(thrown));
        return Problem.ofStatus(500, "internal_error", "Something went wrong on our side.");
    }

    /** What PostgreSQL says quotes the value that it did not like, which is a person's; its code says enough. */
    static Throwable discreet(Throwable thrown) {
        Optional<SQLException> refused = first(causesOf(thrown), SQLException.class);
        if (refused.isEmpty()) {
            return thrown;
        }
        var told = new IllegalStateException("SQLSTATE " + refused.get().getSQLState());
        told.setStackTrace(refused.get().getStackTrace());
        return told;
    }

    private static String challengeOf(Problem problem) {
        // RFC 6750, section 3: without a token the challenge names no error.
        return problem.code.equals("invalid_token") ? "Bearer error=\"invalid_token\"" : "Bearer";
    }
}
