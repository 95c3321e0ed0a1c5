package dev.orograph.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLockTest {
    /** Holds a lock until its input ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            var file = Path.of(arguments[0]);
            try (var lock = WriteLock.acquire(file, file)) {
                System.out.println("locked");
                System.in.read();
            }
        }
    }

    @TempDir
    Path folder;

    @Test
    void refusesASecondWriterInTheSameProcess() throws IOException {
        var file = folder.resolve("lock");
        try (var first = WriteLock.acquire(file, folder)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(
                                () -> WriteLock.acquire(folder.resolve("../" + folder.getFileName() + "/lock"), folder))
                        .isInstanceOf(IOException.class)
                        .hasMessage(folder + " is being written by process "
                                + ProcessHandle.current().pid()
                                + ", this one; wait until it ends, or choose another name");
            }
        }
        WriteLock.acquire(file, folder).close();
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesASecondProcessAndNamesTheFirst() throws Exception {
        var file = folder.resolve("lock");
        var holder = ForkedJava.start(Holder.class, file);
        try {
            assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("locked");
            assertThatThrownBy(() -> WriteLock.acquire(file, folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder + " is being written by process " + holder.pid() + ";");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        // left by the process that was killed
        assertThat(file).hasContent(holder.pid() + "\n");
        WriteLock.acquire(file, folder).close();
    }

    @Test
    void isStillHeldAfterARefusalInThisProcess() throws Exception {
        var file = folder.resolve("lock");
        try (var first = WriteLock.acquire(file, folder)) {
            assertThatThrownBy(() -> WriteLock.acquire(file, folder)).isInstanceOf(IOException.class);
            var second = ForkedJava.start(SecondWriter.class, file);
            assertThat(second.inputReader(StandardCharsets.UTF_8).readLine())
                    .contains("is being written by process "
                            + ProcessHandle.current().pid() + ";");
            assertThat(second.waitFor()).isZero();
        }
    }

    /** Tells why it could not have a lock. */
    static final class SecondWriter {
        private SecondWriter() {}

        public static void main(String[] arguments) {
            var file = Path.of(arguments[0]);
            try (var lock = WriteLock.acquire(file, file)) {
                System.out.println("locked");
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void hasOneOwnerAtATime() throws Exception {
        var file = folder.resolve("lock");
        var owners = new AtomicInteger();
        var acquired = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(4);
        var results = new ArrayList<Future<Boolean>>();
        for (int i = 0; i < 400; i++) {
            results.add(threads.submit(() -> {
                try (var lock = WriteLock.acquire(file, file)) {
                    acquired.incrementAndGet();
                    boolean alone = owners.incrementAndGet() == 1;
                    owners.decrementAndGet();
                    return alone;
                } catch (IOException e) {
                    return String.valueOf(e.getMessage()).contains("is being written");
                }
            }));
        }
        for (var result : results) {
            assertThat(result.get()).isTrue();
        }
        threads.shutdown();
        assertThat(acquired.get()).isPositive();
    }

    @Test
    void ignoresALockFileThatWasLeftOver() throws IOException {
        var file = Files.writeString(folder.resolve("lock"), "1\n");
        WriteLock.acquire(file, folder).close();
    }

    @Test
    void closesTwice() throws IOException {
        var lock = WriteLock.acquire(folder.resolve("lock"), folder);
        lock.close();
        try (var next = WriteLock.acquire(folder.resolve("lock"), folder)) {
            lock.close();
            assertThatThrownBy(() -> WriteLock.acquire(folder.resolve("lock"), folder))
                    .isInstanceOf(IOException.class);
        }
    }
}
