package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;

class GifTest {
    private static final FigureOptions OPTIONS = FigureOptions.defaults().withSize(300, 240);

    private static Figure figure(double radius) {
        return LandscapeFigures.filledContour(
                Examples.surface(15, (x, y) -> radius * (x * x + y * y)), "train_loss", OPTIONS.withRange(0.0, 3.0));
    }

    private static ImageReader reader(byte[] gif) throws Exception {
        var reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
        return reader;
    }

    private static IIOMetadataNode node(ImageReader reader, int frame, String name) throws Exception {
        var tree = (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
        return (IIOMetadataNode) tree.getElementsByTagName(name).item(0);
    }

    /** The pictures that a viewer shows: every frame painted over those before it. */
    private static List<BufferedImage> shown(byte[] gif) throws Exception {
        var reader = reader(gif);
        var first = reader.read(0);
        var screen = new BufferedImage(first.getWidth(), first.getHeight(), BufferedImage.TYPE_INT_RGB);
        var all = new ArrayList<BufferedImage>();
        for (int i = 0; i < reader.getNumImages(true); i++) {
            var descriptor = node(reader, i, "ImageDescriptor");
            var graphics = screen.createGraphics();
            graphics.drawImage(
                    reader.read(i),
                    Integer.parseInt(descriptor.getAttribute("imageLeftPosition")),
                    Integer.parseInt(descriptor.getAttribute("imageTopPosition")),
                    null);
            graphics.dispose();
            var copy = new BufferedImage(screen.getWidth(), screen.getHeight(), BufferedImage.TYPE_INT_RGB);
            screen.copyData(copy.getRaster());
            all.add(copy);
        }
        return all;
    }

    @Test
    void isReadBackWithItsFramesDelaysSizeAndEndlessRepetition() throws Exception {
        var animation =
                Animation.of(List.of(figure(1), figure(1.5), figure(2)), 80).withPause(1000);
        var reader = reader(Gif.render(animation, 0.5));
        assertThat(reader.getNumImages(true)).isEqualTo(3);
        assertThat(reader.getWidth(0)).isEqualTo(150);
        assertThat(reader.getHeight(0)).isEqualTo(120);
        for (int frame = 0; frame < 3; frame++) {
            var control = node(reader, frame, "GraphicControlExtension");
            assertThat(control.getAttribute("delayTime")).isEqualTo(frame == 2 ? "108" : "8");
            assertThat(control.getAttribute("disposalMethod")).isEqualTo("doNotDispose");
        }
        var loop = node(reader, 0, "ApplicationExtension");
        assertThat(loop.getAttribute("applicationID")).isEqualTo("NETSCAPE");
        assertThat((byte[]) loop.getUserObject()).containsExactly(1, 0, 0);
    }

    @Test
    void framesStoredAsDifferencesShowTheFiguresThemselves() throws Exception {
        var figures = List.of(figure(1), figure(1.5), figure(2), figure(1));
        var shown = shown(Gif.render(Animation.of(figures, 50), 1));
        for (int i = 0; i < figures.size(); i++) {
            var wanted = Png.image(figures.get(i).toSvg(), 1);
            long sum = 0;
            int worst = 0;
            for (int y = 0; y < wanted.getHeight(); y++) {
                for (int x = 0; x < wanted.getWidth(); x++) {
                    for (int shift = 0; shift <= 16; shift += 8) {
                        int error = Math.abs(((wanted.getRGB(x, y) >> shift) & 255)
                                - ((shown.get(i).getRGB(x, y) >> shift) & 255));
                        sum += error;
                        worst = Math.max(worst, error);
                    }
                }
            }
            // mixed colours along smoothed edges share the palette; areas are met exactly
            assertThat(sum / (3.0 * wanted.getWidth() * wanted.getHeight())).isLessThan(0.3);
            assertThat(worst).isLessThan(40);
        }
    }

    @Test
    void repeatedPicturesCostNextToNothing() {
        int once = Gif.render(Animation.of(List.of(figure(1)), 50), 1).length;
        int often = Gif.render(Animation.of(java.util.Collections.nCopies(20, figure(1)), 50), 1).length;
        assertThat(often - once).isLessThan(19 * 60);
    }

    @Test
    void theSameAnimationGivesTheSameBytes() {
        var animation = Animation.of(List.of(figure(1), figure(2)), 50);
        assertThat(Gif.render(animation, 1)).isEqualTo(Gif.render(animation, 1));
    }

    @Test
    void reportsEveryFrameAndStopsWhenAsked() throws Exception {
        var seen = new ArrayList<Progress>();
        var listener = new Listener() {
            @Override
            public void onProgress(Progress progress) {
                seen.add(progress);
            }

            @Override
            public boolean isCancelled() {
                return seen.size() == 2;
            }
        };
        var gif = Gif.render(Animation.of(List.of(figure(1), figure(2), figure(3)), 50), 0.5, listener);
        assertThat(seen).extracting(Progress::done).containsExactly(1L, 2L);
        assertThat(reader(gif).getNumImages(true)).isEqualTo(2);
    }

    @Test
    void saysWhatCannotBeAnimated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Animation.of(List.of(), 50))
                .withMessageContaining("at least one frame");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Animation.of(List.of(figure(1), figure(1).withSize(200, 200)), 50))
                .withMessageContaining("one size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Animation.of(List.of(figure(1)), 0))
                .withMessageContaining("milliseconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gif.render(Animation.of(List.of(figure(1)), 50), 1e3))
                .withMessageContaining("too large");
    }
}
