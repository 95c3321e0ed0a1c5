package dev.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Path;
import dev.orograph.measurement.Surface;
import dev.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VtpTest {
    @TempDir
    java.nio.file.Path folder;

    private static Surface surface(double... loss) {
        var grid = Grid.of(new Axis("x", 0, 2, 3), new Axis("y", -1, 1, 2));
        return Surface.complete(grid, Map.of("train_loss", loss), Provenance.NONE);
    }

    /** The appended bytes of the array called {@code name}. */
    private static ByteBuffer array(java.nio.file.Path file, String name) throws IOException {
        var bytes = Files.readAllBytes(file);
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var matcher =
                Pattern.compile("Name=\"" + name + "\"[^>]*offset=\"(\\d+)\"").matcher(text);
        assertThat(matcher.find()).isTrue();
        int start = text.indexOf("encoding=\"raw\">\n_") + 17 + Integer.parseInt(matcher.group(1));
        var all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return all.slice(start + 8, (int) all.getLong(start)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static float[] floats(java.nio.file.Path file, String name) throws IOException {
        var data = array(file, name).asFloatBuffer();
        var values = new float[data.remaining()];
        data.get(values);
        return values;
    }

    private static long[] longs(java.nio.file.Path file, String name) throws IOException {
        var data = array(file, name).asLongBuffer();
        var values = new long[data.remaining()];
        data.get(values);
        return values;
    }

    @Test
    void aRectangleHasItsPointsQuadsAndAverages() throws IOException {
        var file = folder.resolve("a.vtp");
        Vtp.writeSurface(file, surface(1, 2, 3, 4, 5, 6), "train_loss", Vtp.Height.PLAIN);
        assertThat(file.toFile().length()).isPositive();
        assertThat(floats(file, "Points")).containsExactly(0, -1, 1, 1, -1, 2, 2, -1, 3, 0, 1, 4, 1, 1, 5, 2, 1, 6);
        assertThat(longs(file, "connectivity")).containsExactly(0, 1, 4, 3, 1, 2, 5, 4);
        assertThat(longs(file, "offsets")).containsExactly(4, 8);
        assertThat(floats(file, "zvalue")).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(floats(file, "averaged zvalue")).containsExactly(3, 4);
    }

    @Test
    void heightsAreClippedBeforeTheLogarithm() throws IOException {
        var file = folder.resolve("a.vtp");
        var loss = new double[] {0, .9, 1, 10, Double.POSITIVE_INFINITY, .4};
        Vtp.writeSurface(file, surface(loss), "train_loss", new Vtp.Height(.9, true));
        float most = (float) Math.log(.9 + .1);
        assertThat(floats(file, "zvalue"))
                .containsExactly((float) Math.log(.1), most, most, most, most, (float) Math.log(.4 + .1));
        assertThat(longs(file, "offsets")).hasSize(2);
    }

    @Test
    void aValueThatIsNotFiniteLeavesAHole() throws IOException {
        var file = folder.resolve("a.vtp");
        Vtp.writeSurface(file, surface(Double.NaN, 2, 3, 4, 5, 6), "train_loss", Vtp.Height.PLAIN);
        assertThat(longs(file, "connectivity")).containsExactly(1, 2, 5, 4);
        assertThat(floats(file, "zvalue")[0]).isNaN();
        assertThat(floats(file, "Points")[2]).isEqualTo(2);
    }

    @Test
    void aPathIsOneLine() throws IOException {
        var file = folder.resolve("p.vtp");
        var path = Path.of("run", new double[] {1, .5, 0}, new double[] {-1, 0, .5});
        Vtp.writePath(file, path, new double[] {3, 2, 1}, Vtp.Height.PLAIN);
        assertThat(longs(file, "connectivity")).containsExactly(0, 1, 2);
        assertThat(longs(file, "offsets")).containsExactly(3);
        assertThat(floats(file, "Points")).containsExactly(1, -1, 3, .5f, 0, 2, 0, .5f, 1);
        assertThat(floats(file, "step")).containsExactly(0, 1, 2);
    }

    @Test
    void aLineHasNoSurface() {
        var line =
                Surface.complete(Grid.of(new Axis("x", 0, 1, 2)), Map.of("train_loss", new double[2]), Provenance.NONE);
        assertThatThrownBy(() -> Vtp.writeSurface(folder.resolve("a"), line, "train_loss", Vtp.Height.PLAIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a grid of two axes");
    }
}
