package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Draws in a Java machine of its own that has neither a display nor a font configuration. */
class WithoutFontsTest {
    @TempDir
    Path folder;

    /** What the other machine runs: draws one figure into the given file, as SVG or PNG by its name. */
    static final class Drawing {
        private Drawing() {}

        public static void main(String[] arguments) throws IOException {
            var file = Path.of(arguments[0]);
            var surface = Examples.surface(13, Examples::bumps);
            var options = FigureOptions.defaults().withSize(400, 330);
            var figure = LandscapeFigures.contour(surface, "train_loss", Overlay.of(Examples.PATH), options);
            Files.write(
                    file,
                    file.toString().endsWith(".svg")
                            ? figure.toSvg().getBytes(StandardCharsets.UTF_8)
                            : Png.render(figure, 1));
        }
    }

    private String draw(Path file) throws Exception {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dsun.awt.fontconfig=/nonexistent",
                "-Djava.awt.fonts=/nonexistent",
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                Drawing.class.getName(),
                file.toString());
        var log = folder.resolve("log.txt").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(log.toPath());
    }

    @Test
    void svgLoadsNoFontClassAtAll() throws Exception {
        var file = folder.resolve("figure.svg");
        assertThat(draw(file))
                .contains("dev.orograph.figure.Typeface ")
                .doesNotContain("java.awt.Font ")
                .doesNotContain("sun.font.")
                .doesNotContain("java.awt.Toolkit ");
        assertThat(Files.readString(file)).contains("aria-label=\"Adam\"");
    }

    @Test
    void pngNeedsNoFontOfTheSystem() throws Exception {
        var file = folder.resolve("figure.png");
        assertThat(draw(file)).doesNotContain("FontManager").doesNotContain("FontConfiguration");
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(400);
    }
}
