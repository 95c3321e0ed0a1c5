package dev.orograph.data;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * Fetches files over HTTP. Bytes go to {@code NAME.part}, which is continued where an earlier attempt or an earlier
 * process broke off if the server allows it; the file gets its name only when it is complete and has the published
 * digest. Thread-safe for different files.
 */
public final class Downloader {
    private final HttpClient client;
    private final Duration patience;
    private final Duration pause;
    private final int attempts;

    /**
     * @param patience how long a server may be silent
     * @param pause waiting time before another attempt
     * @param attempts how often to try in a row without receiving anything
     */
    Downloader(Duration patience, Duration pause, int attempts) {
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
        this.patience = patience;
        this.pause = pause;
        this.attempts = attempts;
    }

    /** Waits 30 seconds for a silent server and tries three times, two seconds apart. */
    public static Downloader create() {
        return new Downloader(Duration.ofSeconds(30), Duration.ofSeconds(2), 3);
    }

    /**
     * Fetches a file into a folder, which is created if need be; a file that is there already is left alone.
     *
     * @return {@link Outcome#COMPLETED}, or {@link Outcome#CANCELLED} with the part kept
     * @throws IOException if no address delivers it, or its digest is not the published one, in which case what was
     *     fetched is deleted
     */
    public Outcome fetch(Download download, Path folder, Listener listener) throws IOException {
        var target = folder.resolve(download.fileName());
        if (Files.exists(target)) {
            return Outcome.COMPLETED;
        }
        Files.createDirectories(folder);
        var part = folder.resolve(download.fileName() + ".part");
        if (!transfer(download, part, listener)) {
            return Outcome.CANCELLED;
        }
        verify(download, part, listener);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return Outcome.COMPLETED;
    }

    /** Fills the part from the first address that delivers it; false if cancelled. */
    private boolean transfer(Download download, Path part, Listener listener) throws IOException {
        var lastFailure = new TransferException("no address was tried", false);
        var sentence = new StringBuilder();
        for (URI address : download.addresses()) {
            try {
                return transfer(address, download.fileName(), part, listener);
            } catch (TransferException e) {
                sentence.append(sentence.isEmpty() ? "" : "; ")
                        .append(address)
                        .append(' ')
                        .append(e.getMessage());
                lastFailure = e;
            }
        }
        long kept = Files.exists(part) ? Files.size(part) : 0;
        throw new IOException(
                download.fileName() + " could not be fetched: " + sentence
                        + (kept > 0
                                ? "; " + kept + " bytes are kept and another try continues from there"
                                : "; try again, or put the file into "
                                        + part.toAbsolutePath().getParent() + " by other means"),
                lastFailure);
    }

    private boolean transfer(URI address, String fileName, Path part, Listener listener) throws IOException {
        int fruitless = 0;
        while (true) {
            long before = Files.exists(part) ? Files.size(part) : 0;
            try {
                return new Transfer(client, patience, address, part)
                        .run(
                                (done, total) ->
                                        listener.onProgress(new Progress("download", done, total, "byte", fileName)),
                                listener::isCancelled);
            } catch (TransferException e) {
                long after = Files.exists(part) ? Files.size(part) : 0;
                fruitless = after > before ? 0 : fruitless + 1;
                if (!e.isWorthRepeating() || fruitless >= attempts) {
                    throw e;
                }
                listener.onMessage(address + " " + e.getMessage() + "; trying again");
                rest();
            }
        }
    }

    private void rest() throws InterruptedIOException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("download was interrupted; another try continues it");
        }
    }

    private static void verify(Download download, Path part, Listener listener) throws IOException {
        if (download.digest().isEmpty()) {
            listener.onMessage(download.fileName() + " is not verified: no digest of it is published");
            return;
        }
        var digest = download.digest().get();
        var found = FileDigest.of(digest.algorithm(), part);
        if (!found.equals(digest.hex())) {
            Files.delete(part);
            throw new IOException(download.fileName() + " was deleted after the download: its " + digest.algorithm()
                    + " is " + found + " but " + digest.hex() + " is published; try again");
        }
    }
}
