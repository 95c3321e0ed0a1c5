package dev.orograph.cli;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import dev.orograph.training.TrainingRecorder;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * Shows a training on the terminal: a few lines that change in place, or one line now and then where the output is no
 * terminal. What is not training, such as a download, is shown as any other long job. Ctrl-C asks to stop.
 */
final class TrainingListener implements Listener, AutoCloseable {
    private static final String TASK = "training";
    private static final long LIVE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long PLAIN_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintWriter err;
    private final TerminalListener others;
    private final boolean isTerminal;
    private final LiveLines lines;
    private final TrainingView view;
    private long lastShown = System.nanoTime();

    /**
     * @param batchSize samples of a step, for the throughput
     */
    TrainingListener(PrintWriter err, int batchSize) {
        this.err = err;
        this.others = new TerminalListener(err);
        this.isTerminal = TerminalListener.isTerminal();
        this.lines = new LiveLines(err);
        this.view = new TrainingView(batchSize);
    }

    /** A recorder that shows what it is given, too. */
    TrainingRecorder watching(TrainingRecorder recorder) {
        return new WatchedRecorder(recorder, view::see);
    }

    @Override
    public void onProgress(Progress progress) {
        if (!progress.task().equals(TASK)) {
            others.onProgress(progress);
            return;
        }
        long now = System.nanoTime();
        view.see(progress, now);
        boolean isEnd = progress.done() == progress.total();
        if (isTerminal && (isEnd || now - lastShown >= LIVE_NANOS)) {
            lines.show(view.lines());
            lastShown = now;
        } else if (!isTerminal && now - lastShown >= PLAIN_NANOS) {
            err.println(view.line());
            err.flush();
            lastShown = now;
        }
    }

    @Override
    public void onMessage(String message) {
        lines.clear();
        others.onMessage(message);
    }

    @Override
    public boolean isCancelled() {
        return others.isCancelled();
    }

    /** Leaves the last lines where they are. */
    @Override
    public void close() {
        lines.leave();
        others.close();
    }
}
