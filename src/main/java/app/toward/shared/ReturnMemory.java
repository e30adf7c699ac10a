package app.toward.shared;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Optional;

/**
 * Has the whole heap collected once nobody waits any more, and at once when half of what is old is likely to be garbage. The
 * serial collector, which {@code docker/java.options} chooses for its small size, does so by itself only when the heap has
 * reached its bound, and until then grows by whatever outlives a few young collections. Other collectors are left alone.
 */
@Singleton
class ReturnMemory {
    /** Of young collections: fewer leave nothing that is worth the pause, some 2 ms for each MB that lives. */
    private static final long WORTH_IT = 100;

    // What the serial collector calls its old generation, and what collects the young one.
    private final Optional<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Tenured Gen"))
            .findAny();
    private final Optional<GarbageCollectorMXBean> young = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(collector -> collector.getName().equals("Copy"))
            .findAny();

    private long seen;
    private long collected;

    @Scheduled(every = "{toward.memory.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        if (old.isPresent() && young.isPresent()) {
            long collections = young.get().getCollectionCount();
            long used = old.get().getUsage().getUsed();
            long kept = old.get().getCollectionUsage().getUsed();
            if (isDue(collections, used, kept)) {
                System.gc();
            }
        }
    }

    /**
     * Whether the heap is to be collected now. It remembers what it was told, and that it said so.
     *
     * @param collections of the young generation, since the start
     * @param used bytes of the old generation
     * @param kept bytes of it that the last collection of the whole heap left
     */
    boolean isDue(long collections, long used, long kept) {
        boolean isQuiet = collections - seen <= 1;
        seen = collections;
        boolean isDue = used > 2 * kept || (isQuiet && collections - collected >= WORTH_IT);
        if (isDue) {
            collected = collections;
        }
        return isDue;
    }
}
