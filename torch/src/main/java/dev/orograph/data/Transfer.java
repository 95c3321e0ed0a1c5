package dev.orograph.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One request that fills, or continues, a part file. */
final class Transfer {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int SERVER_ERROR = 500;
    private static final Duration SLICE = Duration.ofMillis(100);

    /** Receives the bytes that are there and the bytes in all, −1 if unknown. */
    interface Meter {
        void update(long done, long total);
    }

    private final HttpClient client;
    private final Duration patience;
    private final URI address;
    private final Path part;

    Transfer(HttpClient client, Duration patience, URI address, Path part) {
        this.client = client;
        this.patience = patience;
        this.address = address;
        this.part = part;
    }

    /**
     * Transfers until the file is complete.
     *
     * @return false if cancelled on the way
     * @throws TransferException if the server or the network fails; what arrived is in the part
     */
    boolean run(Meter meter, BooleanSupplier cancelled) throws IOException {
        long present = Files.exists(part) ? Files.size(part) : 0;
        try {
            var response = send(present);
            try (var body = response.body()) {
                return switch (response.statusCode()) {
                    case OK -> receive(response, body, 0, meter, cancelled);
                    case PARTIAL -> receive(response, body, continuation(response, present), meter, cancelled);
                    case RANGE_NOT_SATISFIABLE -> isComplete(response, present);
                    default -> throw refused(response.statusCode());
                };
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("download was interrupted; another try continues it");
        }
    }

    private HttpResponse<BodyQueue> send(long present) throws TransferException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(patience).GET();
        if (present > 0) {
            request.header("Range", "bytes=" + present + "-");
        }
        try {
            return client.send(request.build(), information -> new BodyQueue());
        } catch (HttpTimeoutException e) {
            throw new TransferException("did not answer within " + patience.toMillis() / 1000.0 + " s", e);
        } catch (ConnectException e) {
            throw new TransferException("could not be reached", e);
        } catch (IOException e) {
            throw new TransferException("failed (" + e.getMessage() + ")", e);
        }
    }

    private TransferException refused(int status) {
        return new TransferException("answered with status " + status, status >= SERVER_ERROR);
    }

    /** Where a partial answer starts, which must be where the part ends. */
    private long continuation(HttpResponse<?> response, long present) throws IOException {
        var range = response.headers().firstValue("Content-Range").orElse("");
        if (!range.startsWith("bytes " + present + "-")) {
            Files.deleteIfExists(part);
            throw new TransferException("continued with '" + range + "' instead of at byte " + present, true);
        }
        return present;
    }

    /** A server asked for bytes beyond the end: the part is the whole file, or a leftover of another one. */
    private boolean isComplete(HttpResponse<?> response, long present) throws IOException {
        if (response.headers().firstValue("Content-Range").orElse("").equals("bytes */" + present)) {
            return true;
        }
        Files.deleteIfExists(part);
        throw new TransferException("has a shorter file than the part kept here, which was deleted", true);
    }

    private boolean receive(
            HttpResponse<?> response, BodyQueue body, long start, Meter meter, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        long total = length < 0 ? -1 : start + length;
        try (var file = PartFile.open(part, start)) {
            meter.update(start, total);
            while (!cancelled.getAsBoolean()) {
                var piece = next(body, cancelled);
                if (piece.failure() != null) {
                    throw new TransferException("broke off after " + file.position() + " bytes", piece.failure());
                }
                file.write(piece.buffers());
                if (piece.last()) {
                    return !cancelled.getAsBoolean();
                }
                meter.update(file.position(), total);
            }
            return false;
        }
    }

    /** The next piece; an empty last one when cancelled. */
    private BodyQueue.Piece next(BodyQueue body, BooleanSupplier cancelled)
            throws TransferException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - deadline < 0) {
            var piece = body.poll(SLICE);
            if (piece != null) {
                return piece;
            }
            if (cancelled.getAsBoolean()) {
                return new BodyQueue.Piece(List.of(), true, null);
            }
        }
        throw new TransferException("sent nothing for " + patience.toMillis() / 1000.0 + " s", true);
    }
}
