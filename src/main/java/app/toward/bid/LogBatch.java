package app.toward.bid;

import app.toward.shared.Problem;
import app.toward.shared.ProblemView;
import app.toward.shared.ReadRecord;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Logs what was written offline: each bid as if it had come alone, and all that can be read in one transaction. */
@Singleton
class LogBatch {
    private final LogBids logBids;
    private final ReadRecord readRecord;

    LogBatch(LogBids logBids, ReadRecord readRecord) {
        this.logBids = logBids;
        this.readRecord = readRecord;
    }

    /** An item as it was read, or why it could not be. */
    private record Read(@Nullable NewBid bid, @Nullable Problem refusal) {}

    /**
     * Logs a batch.
     *
     * @param path the path that was called, by which a problem says which item it is of
     */
    BatchOutcome log(UUID partnership, List<JsonNode> items, String path) {
        List<Read> read = items.stream().map(this::read).toList();
        var logged = logBids.log(
                        partnership,
                        read.stream().map(Read::bid).filter(bid -> bid != null).toList())
                .iterator();
        List<BatchOutcome.Item> outcomes = new ArrayList<>();
        for (Read item : read) {
            var outcome = item.refusal == null ? logged.next() : new LogBids.Outcome(null, false, item.refusal);
            outcomes.add(itemOf(outcome, path + "#/items/" + outcomes.size()));
        }
        return new BatchOutcome(outcomes);
    }

    private Read read(JsonNode item) {
        try {
            NewBid bid = readRecord.of(item, NewBid.class);
            if (bid.id() == null) {
                throw Problem.invalidField("/id", "not_null", "must be chosen, so that the batch can be repeated");
            }
            return new Read(bid, null);
        } catch (Problem refusal) {
            return new Read(null, refusal);
        }
    }

    private static BatchOutcome.Item itemOf(LogBids.Outcome outcome, String instance) {
        if (outcome.refusal() != null) {
            var problem = ProblemView.of(outcome.refusal(), instance);
            return new BatchOutcome.Item(problem.status(), null, problem);
        }
        return new BatchOutcome.Item(outcome.isNew() ? 201 : 200, outcome.bid(), null);
    }
}
