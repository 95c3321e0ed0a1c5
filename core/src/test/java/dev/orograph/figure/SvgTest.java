package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.measurement.Series;
import java.io.StringReader;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgTest {
    private static final Pattern LONG_FRACTION = Pattern.compile("[ \"MLHV-]\\d+\\.\\d{4,}");

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void everyKindOfFigureIsWellFormedWithoutTextElements() throws Exception {
        for (var figure : Examples.all(FigureOptions.defaults()).values()) {
            var root = parse(figure.toSvg()).getDocumentElement();
            assertThat(root.getAttribute("width")).isEqualTo("760");
            assertThat(root.getAttribute("height")).isEqualTo("600");
            assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 760 600");
            assertThat(root.getElementsByTagName("title").getLength()).isEqualTo(1);
            assertThat(root.getElementsByTagName("text").getLength()).isZero();
        }
    }

    @Test
    void titleCaptionAndProvenanceAreKeptAsWords() throws Exception {
        var surface = Examples.surface(5, Examples::bumps);
        var options = FigureOptions.defaults().withTitle("a < b & \"c\"");
        var root = parse(
                        LandscapeFigures.heatMap(surface, "train_loss", options).toSvg())
                .getDocumentElement();
        assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a < b & \"c\"");
        assertThat(root.getElementsByTagName("desc").item(0).getTextContent()).contains("cos(x, y) −0.012");
        assertThat(root.getElementsByTagName("metadata").item(0).getTextContent())
                .isEqualTo("seed.directions: 123");
    }

    @Test
    void theSameFigureGivesTheSameBytes() {
        var first = Examples.all(FigureOptions.defaults());
        var second = Examples.all(FigureOptions.defaults());
        assertThat(second.keySet()).isEqualTo(first.keySet());
        for (var pair : first.entrySet()) {
            assertThat(second)
                    .hasEntrySatisfying(
                            pair.getKey(),
                            figure -> assertThat(figure.toSvg())
                                    .isEqualTo(pair.getValue().toSvg()));
        }
    }

    @Test
    void coordinatesHaveAtMostThreeDecimals() {
        for (var figure : Examples.all(FigureOptions.defaults()).values()) {
            String coordinates = figure.toSvg()
                    .replaceAll("scale\\([^)]*\\)", "")
                    .replaceAll("<desc>[^<]*</desc>|aria-label=\"[^\"]*\"", "");
            assertThat(LONG_FRACTION.matcher(coordinates).find()).isFalse();
        }
        assertThat(SvgText.number(1.23456)).isEqualTo("1.235");
        assertThat(SvgText.number(-0.0001)).isEqualTo("0");
        assertThat(SvgText.number(-2.5)).isEqualTo("-2.5");
        assertThat(SvgText.number(1.005)).isIn("1.005", "1.004");
        assertThat(SvgText.number(7.01)).isEqualTo("7.01");
    }

    @Test
    void aLineRunsThroughThePixelsOfItsPoints() {
        var series = Series.of("", new double[] {0, 1, 2}, new double[] {0, 10, 5});
        var canvas = new Canvas();
        var frame = new PlotFrame(
                new Box(100, 50, 200, 100),
                new LinearScale(0, 2),
                new LinearScale(0, 10),
                new LinearScale(0, 1),
                canvas);
        LineMark.of(series, Rgb.of("112233")).withDash(Dash.DASHED).paint(frame);
        assertThat(canvas.svg())
                .isEqualTo("<path d=\"M100 150L200 50L300 100\" fill=\"none\" stroke=\"#112233\" stroke-width=\"1.8\""
                        + " stroke-dasharray=\"6 3.5\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/>\n");
    }

    @Test
    void aHeatMapMergesEqualNeighboursOfARow() {
        var canvas = new Canvas();
        var frame = new PlotFrame(
                new Box(0, 0, 30, 20),
                new LinearScale(-0.5, 2.5),
                new LinearScale(-0.5, 1.5),
                new LinearScale(0, 1),
                canvas);
        var field = Field.of(new double[] {0, 1, 2}, new double[] {0, 1}, new double[] {0, 0, 1, 1, 1, 1});
        new HeatMap(field, new ColorScale(ColorMap.GREYS, new LinearScale(0, 1))).paint(frame);
        assertThat(canvas.svg()).isEqualTo("""
                        <path d="M0 10H20.5V20.5H0Z" fill="#ffffff"/>
                        <path d="M20 10H30.5V20.5H20ZM0 0H30.5V10.5H0Z" fill="#000000"/>
                        """);
    }
}
