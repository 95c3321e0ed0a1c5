package dev.orograph.data;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/** Keeps the messages of a job. */
final class Messages implements Listener {
    private final List<String> all = new ArrayList<>();

    List<String> all() {
        return all;
    }

    @Override
    public void onProgress(Progress progress) {}

    @Override
    public void onMessage(String message) {
        all.add(message);
    }
}
