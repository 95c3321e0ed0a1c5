package dev.orograph.cli;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows one long job on the terminal: a bar with rate and remaining time, or a plain line now and then where the output
 * is no terminal. Ctrl-C asks the job to stop and waits until it has kept what is done.
 */
final class TerminalListener implements Listener, AutoCloseable {
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);
    private static final Duration PATIENCE_AFTER_INTERRUPT = Duration.ofSeconds(60);

    private final PrintWriter err;
    private final boolean isTerminal;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean cancelled;
    private @Nullable ProgressBar bar;
    private @Nullable String task;
    private long taskStart;
    private long taskFirstDone;
    private long lastPlain;

    TerminalListener(PrintWriter err) {
        this.err = err;
        this.isTerminal = isTerminal();
        this.hook = new Thread(this::stopGracefully, "orograph-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether standard error is a terminal, as the launcher found. */
    static boolean isTerminal() {
        return Boolean.parseBoolean(System.getProperty("orograph.terminal", "false"));
    }

    private void stopGracefully() {
        cancelled = true;
        try {
            if (!finished.await(PATIENCE_AFTER_INTERRUPT.toSeconds(), TimeUnit.SECONDS)) {
                err.println("gave up waiting; what was journalled is kept");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        err.flush();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        if (!progress.task().equals(task)) {
            begin(progress);
        }
        var current = bar;
        if (current == null) {
            plain(progress);
        } else {
            current.stepTo(progress.done());
            current.setExtraMessage(progress.note());
        }
        if (progress.done() == progress.total()) {
            end();
        }
    }

    private void begin(Progress progress) {
        end();
        task = progress.task();
        taskStart = System.nanoTime();
        taskFirstDone = Math.max(0, progress.done() - 1);
        lastPlain = taskStart;
        if (isTerminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName(progress.task())
                    .setInitialMax(progress.total())
                    .setUnit(" " + progress.unit() + "s", 1)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                    .showSpeed()
                    .setUpdateIntervalMillis(200)
                    .startsFrom(taskFirstDone, Duration.ZERO)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }
    }

    private void plain(Progress progress) {
        long now = System.nanoTime();
        if (now - lastPlain < PLAIN_INTERVAL.toNanos()) {
            return;
        }
        lastPlain = now;
        double seconds = (now - taskStart) / 1e9;
        double rate = (progress.done() - taskFirstDone) / seconds;
        var left = progress.total() < 0 || rate <= 0
                ? ""
                : String.format(Locale.ROOT, ", %s left", duration((progress.total() - progress.done()) / rate));
        err.printf(
                Locale.ROOT,
                "%s: %d of %d %ss, %.3g per second%s  %s%n",
                progress.task(),
                progress.done(),
                progress.total(),
                progress.unit(),
                rate,
                left,
                progress.note());
        err.flush();
    }

    /** As in {@code 45 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    @Override
    public synchronized void onMessage(String message) {
        var current = bar;
        if (current != null) {
            current.pause();
            err.println();
        }
        err.println(message);
        err.flush();
        if (current != null) {
            current.resume();
        }
    }

    private void end() {
        var current = bar;
        if (current != null) {
            current.close();
        }
        bar = null;
        task = null;
    }

    /** Ends the display; the process may then stop at once on Ctrl-C. */
    @Override
    public void close() {
        synchronized (this) {
            end();
        }
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is already stopping, and the hook waits for nothing any more.
            return;
        }
    }
}
