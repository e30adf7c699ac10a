package app.toward.docs;

import app.toward.contract.Contract;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** The contract in both formats. Made when it is first asked for, so that the start does not wait for it. */
@ApplicationScoped
class ServedContract {
    private final DocsFile yaml = DocsFile.contract(Contract.yaml(), "application/yaml;charset=UTF-8");
    private final DocsFile json;

    ServedContract(ObjectMapper mapper) throws JsonProcessingException {
        json = DocsFile.contract(mapper.writeValueAsBytes(Contract.read()), "application/json;charset=UTF-8");
    }

    DocsFile yaml() {
        return yaml;
    }

    DocsFile json() {
        return json;
    }
}
