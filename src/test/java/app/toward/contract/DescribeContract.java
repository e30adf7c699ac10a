package app.toward.contract;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/** Writes into the contract what holds for all endpoints. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DescribeContract implements OASFilter {
    private final IndexView index;

    public DescribeContract(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        contract.addServer(OASFactory.createServer()
                .url("https://{host}")
                .description("Wherever Toward runs in production.")
                .addExtension("x-internal", false)
                .addVariable(
                        "host",
                        OASFactory.createServerVariable()
                                .description(
                                        "The name under which its operator has put it, and the port if it is not 443.")
                                .defaultValue("toward.app")));
        Components components = contract.getComponents();
        Headers.addAllTo(components);
        RequestHeader.addAllTo(components);
        SharedProblem.addAllTo(components);
        PageNames.give(contract);
        var schemas = new DescribeSchemas(components, index);
        var operations = new DescribeOperations(components, schemas, new Examples(), index);
        contract.getPaths().getPathItems().forEach(operations::describe);
    }
}
