package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {
    private static BufferedImage read(byte[] png) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @Test
    void hasTheSizeOfTheFigureTimesTheScale() throws Exception {
        var figure = LandscapeFigures.line1D(
                Examples.line(11), FigureOptions.defaults().withSize(400, 300));
        var image = read(Png.render(figure, 1.5));
        assertThat(image.getWidth()).isEqualTo(600);
        assertThat(image.getHeight()).isEqualTo(450);
    }

    @Test
    void everyKindOfFigureShowsMoreThanWhitePaper() throws Exception {
        for (var entry :
                Examples.all(FigureOptions.defaults().withSize(480, 400)).entrySet()) {
            var image = read(Png.render(entry.getValue(), 0.5));
            long inked = 0;
            for (int pixel : image.getRGB(0, 0, 240, 200, null, 0, 240)) {
                inked += pixel == 0xffffffff ? 0 : 1;
            }
            assertThat(inked).as(entry.getKey()).isGreaterThan(1500);
        }
    }

    @Test
    void pixelsHaveTheColoursOfTheDocument() throws Exception {
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\" viewBox=\"0 0 20 10\">"
                + "<rect x=\"0\" y=\"0\" width=\"10\" height=\"10\" fill=\"#123456\"/></svg>";
        var image = read(Png.render(svg, 3, Map.of()));
        assertThat(image.getRGB(5, 5)).isEqualTo(0xff123456);
        assertThat(image.getRGB(45, 15)).isEqualTo(0xffffffff);
    }

    @Test
    void carriesTitleAndProvenanceAsTextChunks() {
        var figure = LandscapeFigures.heatMap(
                Examples.surface(5, Examples::bumps),
                "train_loss",
                FigureOptions.defaults().withTitle("Loss θ"));
        String bytes = new String(Png.render(figure, 0.5), StandardCharsets.UTF_8);
        assertThat(bytes).contains("iTXtTitle\0\0\0\0\0Loss θ").contains("iTXtseed.directions\0\0\0\0\0" + "123");
    }

    @Test
    void theSameFigureGivesTheSameBytes() {
        var figure = LandscapeFigures.surface3D(
                Examples.surface(9, Examples::bumps), "train_loss", FigureOptions.defaults());
        assertThat(Png.render(figure, 0.5)).isEqualTo(Png.render(figure, 0.5));
    }

    @Test
    void drawsManyThousandPaths() throws Exception {
        var figure = LandscapeFigures.surface3D(
                Examples.surface(71, Examples::bumps), "train_loss", FigureOptions.defaults());
        assertThat(read(Png.render(figure, 0.5)).getWidth()).isEqualTo(380);
    }

    @Test
    void saysWhatIsWrongWithADocumentOrAScale() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Png.render("<svg", 1, Map.of()))
                .withMessageContaining("not well-formed");
        var figure = LandscapeFigures.line1D(Examples.line(5), FigureOptions.defaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Png.render(figure, 1e4))
                .withMessageContaining("scale");
        assertThatIllegalArgumentException().isThrownBy(() -> Png.render(figure, 0));
    }
}
