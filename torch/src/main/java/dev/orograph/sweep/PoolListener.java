package dev.orograph.sweep;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes one progress, in epochs, of that of several trainings at once. Thread-safe. */
final class PoolListener {
    private final List<PlannedRun> plans;
    private final Listener listener;
    private final Map<PlannedRun, Double> shares = new HashMap<>();
    private int finished;
    private volatile boolean stopped;

    PoolListener(List<PlannedRun> plans, Listener listener) {
        this.plans = List.copyOf(plans);
        this.listener = listener;
    }

    boolean isCancelled() {
        return stopped || listener.isCancelled();
    }

    void stop() {
        stopped = true;
    }

    /** What one training is given. */
    Listener of(PlannedRun plan) {
        return new Listener() {
            @Override
            public void onProgress(Progress progress) {
                report(plan, progress);
            }

            @Override
            public void onMessage(String message) {
                listener.onMessage(message);
            }

            @Override
            public boolean isCancelled() {
                return PoolListener.this.isCancelled();
            }
        };
    }

    private synchronized void report(PlannedRun plan, Progress progress) {
        if (progress.task().equals("training") && progress.total() > 0) {
            shares.put(plan, (double) progress.done() / progress.total());
            publish(plan.name() + " " + progress.note());
        }
    }

    synchronized void finish(PlannedRun plan) {
        shares.put(plan, 1.0);
        finished++;
        publish(plan.name());
    }

    private void publish(String note) {
        double done = 0;
        long total = 0;
        for (var plan : plans) {
            int epochs = plan.experiment().training().epochs();
            total += epochs;
            done += epochs * shares.getOrDefault(plan, 0.0);
        }
        var text = finished + " of " + plans.size() + " runs done; " + note;
        listener.onProgress(new Progress("training", (long) Math.floor(done + 1e-9), total, "epoch", text));
    }
}
