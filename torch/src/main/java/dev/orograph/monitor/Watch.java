package dev.orograph.monitor;

import java.util.List;
import java.util.Map;

/** Looks for one kind of fault in what is recorded. Used by one thread. */
interface Watch {
    /** Whether it looks at the records of an event, {@code step} or {@code epoch}. */
    boolean concerns(String event);

    /** Looks at the numbers of one record; gives every layer there is cause for an alarm about. */
    List<Suspicion> look(Map<String, Double> values);

    /** What it remembers from record to record, so that an interrupted training goes on alike. */
    Map<String, String> memory();

    /** Takes over what {@link #memory} gave. */
    void remember(Map<String, String> memory);
}
