package dev.orograph.progress;

/**
 * Receives the progress of one long job and may ask it to stop. Called from the threads that do the work, never by two
 * of them at once for the same job.
 */
public interface Listener {
    /** Ignores progress and never cancels. */
    Listener NONE = progress -> {};

    /** Called after every completed unit of work; must return quickly. */
    void onProgress(Progress progress);

    /** A sentence worth showing to the user: a warning, a finding, a file that was written. */
    default void onMessage(String message) {}

    /** Whether the job should stop at the next safe point, keeping what is done. */
    default boolean isCancelled() {
        return false;
    }
}
