package dev.orograph.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP/1.1 server on this machine that answers each request as the test planned it, one connection each; the last
 * plan stays in force.
 */
final class LoopbackServer implements AutoCloseable {
    /** How one request is answered; {@code from} is the first byte asked for, −1 if the request has no range. */
    interface Answer {
        void give(int from, OutputStream out) throws IOException;
    }

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> ranges = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread acceptor;

    LoopbackServer(Answer... plan) throws IOException {
        answers.addAll(List.of(plan));
        this.acceptor = startThread(this::accept);
    }

    private static Thread startThread(Runnable work) {
        var thread = new Thread(work, "loopback server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                var connection = socket.accept();
                startThread(() -> serve(connection));
            }
        } catch (SocketException e) {
            return; // the test closed the server
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            var range = "";
            for (var line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("range: ")) {
                    range = line.substring("range: ".length());
                }
            }
            next(range)
                    .give(
                            range.isEmpty() ? -1 : Integer.parseInt(range.replaceAll("\\D", "")),
                            connection.getOutputStream());
        } catch (SocketException e) {
            return; // the client closed its end
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Answer next(String range) {
        ranges.add(range);
        return answers.size() > 1 ? answers.remove() : answers.element();
    }

    URI address(String fileName) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/" + fileName);
    }

    /** The Range header of each request so far, empty where there was none. */
    synchronized List<String> ranges() {
        return List.copyOf(ranges);
    }

    synchronized void plan(Answer... plan) {
        answers.clear();
        answers.addAll(List.of(plan));
    }

    /** The whole content, or what the Range header asks for. */
    static Answer content(byte[] content) {
        return cut(content, content.length);
    }

    /** As {@link #content}, but the connection breaks after {@code sent} bytes. */
    static Answer cut(byte[] content, int sent) {
        return (from, out) -> {
            if (from >= content.length) {
                head(out, "416 Range Not Satisfiable", "Content-Range: bytes */" + content.length, 0);
                return;
            }
            int start = Math.max(from, 0);
            int left = content.length - start;
            head(
                    out,
                    from < 0 ? "200 OK" : "206 Partial Content",
                    "Content-Range: bytes " + start + "-" + (content.length - 1) + "/" + content.length,
                    left);
            out.write(content, start, Math.min(sent, left));
        };
    }

    /** The whole content whatever was asked for. */
    static Answer ignoringRanges(byte[] content) {
        return (from, out) -> {
            head(out, "200 OK", "Accept-Ranges: none", content.length);
            out.write(content);
        };
    }

    static Answer status(int status) {
        return (from, out) -> head(out, status + " As Planned", "Cache-Control: no-store", 0);
    }

    /** Half of the content, then silence until the server is closed. */
    Answer silentAfterHalf(byte[] content) {
        return (from, out) -> {
            head(out, "200 OK", "Accept-Ranges: bytes", content.length);
            out.write(content, 0, content.length / 2);
            out.flush();
            await();
        };
    }

    /** Takes the request and never answers. */
    Answer silence() {
        return (from, out) -> await();
    }

    private void await() throws IOException {
        try {
            if (!end.await(20, TimeUnit.SECONDS)) {
                throw new IOException("nobody closed the server");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void head(OutputStream out, String status, String header, int length) throws IOException {
        var text = "HTTP/1.1 " + status + "\r\n" + header + "\r\nContent-Length: " + length
                + "\r\nConnection: close\r\n\r\n";
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        socket.close();
        // Until it has noticed, the port still takes calls.
        while (acceptor.isAlive()) {
            Thread.onSpinWait();
        }
    }
}
