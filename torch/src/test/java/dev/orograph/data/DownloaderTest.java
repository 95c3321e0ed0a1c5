package dev.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {
    private static final int LENGTH = 200_000;

    @TempDir
    Path folder;

    private final byte[] content = new byte[LENGTH];
    private final Messages listener = new Messages();
    private final Downloader downloader = new Downloader(Duration.ofMillis(700), Duration.ZERO, 2);
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        server = new LoopbackServer(LoopbackServer.content(content));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Download download(FileDigest... digest) {
        return new Download(
                "data.bin",
                List.of(server.address("data.bin")),
                Arrays.stream(digest).findFirst());
    }

    private FileDigest digest() throws IOException {
        var original = Files.write(folder.resolve("original"), content);
        return new FileDigest("SHA-256", FileDigest.of("SHA-256", original));
    }

    private void fetches() throws IOException {
        assertThat(downloader.fetch(download(digest()), folder, listener)).isEqualTo(Outcome.COMPLETED);
        assertThat(folder.resolve("data.bin")).hasBinaryContent(content);
        assertThat(folder.resolve("data.bin.part")).doesNotExist();
    }

    @Test
    void fetchesAndReportsProgress() throws IOException {
        var seen = new ArrayList<Progress>();
        downloader.fetch(download(digest()), folder.resolve("new"), seen::add);
        assertThat(folder.resolve("new/data.bin")).hasBinaryContent(content);
        assertThat(seen).isNotEmpty().allMatch(progress -> progress.total() == LENGTH);
        assertThat(seen.get(seen.size() - 1)).isEqualTo(new Progress("download", LENGTH, LENGTH, "byte", "data.bin"));
    }

    @Test
    void leavesAPresentFileAlone() throws IOException {
        Files.writeString(folder.resolve("data.bin"), "mine");
        assertThat(downloader.fetch(download(digest()), folder, listener)).isEqualTo(Outcome.COMPLETED);
        assertThat(folder.resolve("data.bin")).hasContent("mine");
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    void continuesWhereAnEarlierProcessStopped() throws IOException {
        Files.write(folder.resolve("data.bin.part"), Arrays.copyOf(content, 150_000));
        fetches();
        assertThat(server.ranges()).containsExactly("bytes=150000-");
    }

    @Test
    void continuesAfterACutConnection() throws IOException {
        server.plan(LoopbackServer.cut(content, 60_000), LoopbackServer.content(content));
        fetches();
        assertThat(server.ranges()).hasSize(2).last().asString().startsWith("bytes=");
        assertThat(listener.all()).hasSize(1).first().asString().contains("broke off after", "trying again");
    }

    @Test
    void continuesAfterSilence() throws IOException {
        server.plan(server.silentAfterHalf(content), LoopbackServer.content(content));
        fetches();
        assertThat(server.ranges()).containsExactly("", "bytes=100000-");
        assertThat(listener.all()).first().asString().contains("sent nothing for 0.7 s");
    }

    @Test
    void startsAgainWhereTheServerKnowsNoRanges() throws IOException {
        server.plan(LoopbackServer.ignoringRanges(content));
        Files.write(folder.resolve("data.bin.part"), new byte[150_000]);
        fetches();
    }

    @Test
    void acceptsAPartThatIsComplete() throws IOException {
        Files.write(folder.resolve("data.bin.part"), content);
        fetches();
    }

    @Test
    void refusesASecondWriter() throws IOException {
        try (var first = PartFile.open(folder.resolve("data.bin.part"), 0)) {
            assertThat(first.position()).isZero();
            assertThatThrownBy(() -> fetches())
                    .hasMessage(folder.resolve("data.bin.part")
                            + " is being written by another download; wait until it has ended");
        }
        fetches();
    }

    @Test
    void dropsAPartThatIsTooLong() throws IOException {
        Files.write(folder.resolve("data.bin.part"), new byte[LENGTH + 5]);
        fetches();
    }

    @Test
    void deletesAFileWithAnotherDigest() {
        var published = FileDigest.md5("00112233445566778899aabbccddeeff");
        assertThatThrownBy(() -> downloader.fetch(download(published), folder, listener))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("data.bin was deleted after the download: its MD5 is [0-9a-f]{32} but"
                        + " 00112233445566778899aabbccddeeff is published; try again");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysThatAFileIsNotVerified() throws IOException {
        downloader.fetch(download(), folder, listener);
        assertThat(listener.all()).containsExactly("data.bin is not verified: no digest of it is published");
    }

    @Test
    void namesAddressAndStatusOfARefusal() {
        server.plan(LoopbackServer.status(404));
        assertThatThrownBy(() -> fetches())
                .isInstanceOf(IOException.class)
                .hasMessage("data.bin could not be fetched: " + server.address("data.bin")
                        + " answered with status 404; try again, or put the file into " + folder
                        + " by other means");
        assertThat(server.ranges()).as("a refusal is not repeated").hasSize(1);
    }

    @Test
    void repeatsAfterAServerError() throws IOException {
        server.plan(LoopbackServer.status(503), LoopbackServer.content(content));
        fetches();
    }

    @Test
    void triesTheNextAddress() throws IOException {
        server.plan(LoopbackServer.status(404), LoopbackServer.content(content));
        var download = new Download(
                "data.bin", List.of(server.address("old"), server.address("data.bin")), Optional.of(digest()));
        downloader.fetch(download, folder, listener);
        assertThat(folder.resolve("data.bin")).hasBinaryContent(content);
    }

    @Test
    void keepsWhatArrivedWhenItGivesUp() {
        server.plan(LoopbackServer.cut(content, 60_000), LoopbackServer.status(503));
        assertThatThrownBy(() -> fetches()).hasMessageMatching(".*status 503; \\d+ bytes are kept and another try.*");
        assertThat(folder.resolve("data.bin.part")).exists();
        assertThat(folder.resolve("data.bin")).doesNotExist();
    }

    @Test
    void saysWhenNobodyIsThere() throws IOException {
        server.close();
        assertThatThrownBy(() -> fetches()).hasMessageContaining("could not be reached");
    }

    @Test
    void saysWhenNobodyAnswers() {
        server.plan(server.silence());
        assertThatThrownBy(() -> fetches()).hasMessageContaining("did not answer within 0.7 s");
    }

    @Test
    void stopsWhenAskedAndKeepsThePart() throws IOException {
        server.plan(server.silentAfterHalf(content), LoopbackServer.content(content));
        var stopping = new Listener() {
            private long done;

            @Override
            public void onProgress(Progress progress) {
                done = progress.done();
            }

            @Override
            public boolean isCancelled() {
                return done >= LENGTH / 2;
            }
        };
        assertThat(downloader.fetch(download(digest()), folder, stopping)).isEqualTo(Outcome.CANCELLED);
        assertThat(folder.resolve("data.bin.part")).hasSize(LENGTH / 2);
        fetches();
    }

    @Test
    void fetchesAndUnpacksAnArchiveOnce() throws IOException {
        var archive = new TarFixture()
                .folder("small-set/")
                .file("small-set/train.bin", new byte[] {1, 2, 3})
                .file("small-set/readme.html", new byte[600])
                .gzip();
        server.plan(LoopbackServer.content(archive));
        var remote = new RemoteSet(
                "small-set",
                List.of(new Download("small.tar.gz", List.of(server.address("small.tar.gz")), Optional.empty())),
                List.of("train.bin"));
        assertThat(remote.fetch(folder, downloader, listener)).isEqualTo(Outcome.COMPLETED);
        assertThat(remote.fetch(folder, downloader, listener)).isEqualTo(Outcome.COMPLETED);
        assertThat(folder.resolve("small-set/train.bin")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(folder.resolve("small.tar.gz")).doesNotExist();
        assertThat(server.ranges()).hasSize(1);
    }

    @Test
    void publishedAddressesAndDigestsAreWellFormed() {
        for (var remote : List.of(RemoteSet.MNIST, RemoteSet.FASHION_MNIST, RemoteSet.CIFAR10, RemoteSet.CIFAR100)) {
            for (var download : remote.downloads()) {
                assertThat(download.digest().orElseThrow().hex()).matches("[0-9a-f]{32}");
                assertThat(download.addresses()).extracting(URI::getHost).doesNotContainNull();
            }
        }
    }

    @Test
    void refusesToFetchWhatIsGenerated() {
        assertThatThrownBy(() -> DataSources.download("blobs", folder, downloader, listener))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data set blobs is not fetched from anywhere; leave out the download");
    }

    @Test
    void fetchesNothingThatIsThereAlready() throws IOException {
        IdxFixture.writeSet(folder.resolve("MNIST").resolve("raw"));
        assertThat(DataSources.download("mnist", folder, downloader, listener)).isEqualTo(Outcome.COMPLETED);
        assertThat(listener.all()).containsExactly("data set mnist is in " + folder + " already");
    }
}
