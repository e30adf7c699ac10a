package app.toward.contract;

import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What a path can name, each described once. */
enum PathParameter {
    PARTNERSHIP("partnership", "The id of the partnership."),
    INVITATION("invitation", "The id of the invitation."),
    SESSION("session", "The id of the session."),
    EXPORT("export", "The id of the export."),
    BID("bid", "The id of the bid."),
    CHECK_IN("checkIn", "The id of the check-in."),
    TEMPLATE("template", "The key of the template: `daily`, `weekly`, `after_conflict`, or the id of your own.");

    private final String parameter;
    private final String description;

    PathParameter(String parameter, String description) {
        this.parameter = parameter;
        this.description = description;
    }

    /** Describes the parameters of a path where all can refer to it. */
    static void share(Operation operation, Components components, Examples examples) {
        if (operation.getParameters() != null) {
            operation.setParameters(operation.getParameters().stream()
                    .map(parameter -> shared(parameter, components, examples).orElse(parameter))
                    .collect(Collectors.toCollection(ArrayList::new)));
        }
    }

    private static Optional<Parameter> shared(Parameter parameter, Components components, Examples examples) {
        return Stream.of(values())
                .filter(known -> parameter.getIn() == Parameter.In.PATH && known.parameter.equals(parameter.getName()))
                .findFirst()
                .map(known -> {
                    examples.addTo(parameter);
                    components.addParameter(known.parameter, parameter.description(known.description));
                    return OASFactory.createParameter().ref(known.parameter);
                });
    }
}
