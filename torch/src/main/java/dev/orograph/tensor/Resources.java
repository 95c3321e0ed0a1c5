package dev.orograph.tensor;

import java.util.ArrayList;
import java.util.List;

/** What has been opened so far, to be given back in reverse order: all of it when its owner ends. */
public final class Resources implements AutoCloseable {
    private final List<Resource> opened = new ArrayList<>();

    /** Something that is given back without failing. */
    @FunctionalInterface
    public interface Resource {
        void close();
    }

    /** Remembers to close it. */
    public <T> T add(T opened, Resource closing) {
        this.opened.add(closing);
        return opened;
    }

    @Override
    public void close() {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        opened.clear();
    }
}
