package dev.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to a file, reading it either works or fails with one sentence, in bounded time and memory. */
class DamagedFilesTest {
    /** Per file; more by {@code -Dorograph.mutations=…}. */
    private static final int MUTATIONS = Integer.getInteger("orograph.mutations", 150);

    @TempDir
    Path folder;

    @FunctionalInterface
    private interface Reader {
        void read(Path file) throws IOException;
    }

    static Stream<Arguments> readers() {
        return Stream.of(
                Arguments.of("types.safetensors", (Reader) Safetensors::read),
                Arguments.of("views.zip.pt", (Reader) TorchFile::read),
                Arguments.of("checkpoint.legacy.pt", (Reader) TorchFile::read),
                Arguments.of("surface_holes.h5", (Reader) SurfaceHdf5::read),
                Arguments.of("latest.h5", (Reader) SurfaceHdf5::read),
                Arguments.of("directions.h5", (Reader) DirectionHdf5::read),
                Arguments.of("projection.h5", (Reader) file -> ProjectionHdf5.read(file, "p")),
                Arguments.of("trajectory.h5", (Reader) file -> TrajectoryHdf5.read(file, "t")),
                Arguments.of("surface.csv", (Reader) SurfaceCsv::read),
                Arguments.of("series.csv", (Reader) SeriesCsv::read));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readers")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void everyMutationIsReadOrRefusedInOneSentence(String resource, Reader reader) throws IOException {
        var whole = Resources.bytes(resource);
        var file = folder.resolve(resource);
        for (int seed = 0; seed < MUTATIONS; seed++) {
            Files.write(file, mutated(whole, new Random(seed)));
            try {
                reader.read(file);
            } catch (IOException e) {
                assertThat(e.getMessage())
                        .as("%s with seed %d", resource, seed)
                        .startsWith(file.toString())
                        .doesNotContain("\n")
                        .hasSizeLessThan(1000);
            } catch (RuntimeException | Error e) {
                fail(resource + " with seed " + seed, e);
            }
        }
    }

    private static byte[] mutated(byte[] whole, Random random) {
        var bytes = whole.clone();
        int place = random.nextInt(bytes.length);
        switch (random.nextInt(5)) {
            case 0 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                for (int i = 0; i < 1 + random.nextInt(20); i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            case 2 -> bytes = Arrays.copyOf(bytes, place);
            case 3 -> Arrays.fill(bytes, place, Math.min(bytes.length, place + 8), (byte) (random.nextInt(3) * 127));
            default -> {
                int length = random.nextInt(bytes.length - place);
                System.arraycopy(whole, random.nextInt(bytes.length - length), bytes, place, length);
            }
        }
        return bytes;
    }
}
