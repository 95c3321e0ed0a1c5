package dev.orograph.data;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, taken piece by piece by another thread that can give up waiting: the stream that java.net.http
 * offers waits for ever when a server falls silent.
 */
final class BodyQueue implements HttpResponse.BodySubscriber<BodyQueue>, AutoCloseable {
    /**
     * What arrived.
     *
     * @param buffers bytes, empty at the end
     * @param failure why the body broke off, or null if it did not
     */
    record Piece(
            List<ByteBuffer> buffers,
            boolean last,
            @Nullable Throwable failure) {}

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private Flow.@Nullable Subscription subscription;
    private boolean closed;

    @Override
    public CompletionStage<BodyQueue> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        if (closed) {
            newSubscription.cancel();
        } else {
            newSubscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        pieces.add(new Piece(List.copyOf(buffers), false, null));
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new Piece(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece(List.of(), true, null));
    }

    /** The next piece, or null if none arrives in time. */
    @Nullable
    Piece poll(Duration patience) throws InterruptedException {
        var piece = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (piece != null && !piece.last()) {
            requestNext();
        }
        return piece;
    }

    private synchronized void requestNext() {
        if (subscription != null && !closed) {
            subscription.request(1);
        }
    }

    /** Stops the transfer; what was not taken is lost. */
    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
