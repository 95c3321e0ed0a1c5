package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Series;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class TextBoxTest {
    private static final String LONG = "A title that goes on and on about ResNet-56 without shortcuts, its filter-"
            + "normalised directions δ and η, batch 128, λ = 5×10⁻⁴, and much else that no line can hold";
    private static final String UNBROKEN = "supercalifragilisticexpialidocious".repeat(6);

    @Test
    void noTextOverlapsOrLeavesThePageInAnyKindOfFigure() {
        for (var size : List.of(new int[] {760, 600}, new int[] {420, 360}, new int[] {1400, 500})) {
            Examples.all(FigureOptions.defaults().withSize(size[0], size[1]))
                    .forEach((name, figure) -> assertTidy(name + " at " + size[0], figure));
        }
    }

    @Test
    void longTitlesLabelsAndCaptionsStayApart() {
        for (String text : List.of(LONG, UNBROKEN, "∂L/∂θ ≤ 10⁻³ · αβγ", "x")) {
            var options = FigureOptions.defaults()
                    .withTitle(text)
                    .withLabels(text, text)
                    .withCaption(text)
                    .withSize(640, 520);
            Examples.all(options).forEach((name, figure) -> assertTidy(name + " titled " + text, figure));
        }
    }

    @Test
    void randomRangesSizesAndLabelsStayApart() {
        for (long seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            assertTidy("random surface, seed " + seed, randomSurface(random));
            assertTidy("random lines, seed " + seed, randomLines(random));
        }
    }

    @Test
    void aBoxHoldsAllInkOfItsTextAndTouchesIt() throws Exception {
        for (double angle : new double[] {0, -Math.PI / 2, 0.4}) {
            var canvas = new Canvas();
            canvas.text(new TextLine("Ågθ−10⁻³", 40), 120, 200, angle, Rgb.BLACK);
            String svg =
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"400\">" + canvas.svg() + "</svg>";
            var image = ImageIO.read(new ByteArrayInputStream(Png.render(svg, 1, Map.of())));
            var ink = new ArrayList<Box>();
            for (int y = 0; y < 400; y++) {
                for (int x = 0; x < 400; x++) {
                    if ((image.getRGB(x, y) & 0xff) < 128) {
                        ink.add(new Box(x, y, 1, 1));
                    }
                }
            }
            var box = canvas.texts().get(0).box();
            assertThat(box.grown(0.6).contains(Box.around(ink)))
                    .as("%s around %s", box, Box.around(ink))
                    .isTrue();
            assertThat(Box.around(ink).grown(angle == 0.4 ? 25 : 4).contains(box))
                    .as("%s around %s", box, Box.around(ink))
                    .isTrue();
        }
    }

    @Test
    void charactersThatXmlForbidsBecomeSpaces() {
        assertThat(new TextLine("a\0b\uD800c", 10).text()).isEqualTo("a b c");
    }

    private static Figure randomSurface(Random random) {
        double scale = Math.pow(10, random.nextInt(24) - 12);
        double offset = random.nextBoolean() ? 0 : scale * Math.pow(10, random.nextInt(6));
        double reach = Math.pow(10, random.nextInt(8) - 4);
        double start = random.nextBoolean() ? -reach : random.nextGaussian() * reach * 1000;
        var grid = Grid.of(
                new Axis(label(random), start, start + 2 * reach, 2 + random.nextInt(12)),
                new Axis(label(random), -reach, reach * 1.7, 2 + random.nextInt(12)));
        var surface = Examples.surface(grid, (x, y) -> offset + scale * random.nextGaussian());
        var options = FigureOptions.defaults()
                .withTitle(label(random))
                .withColorMap(random.nextBoolean() ? ColorMap.VIRIDIS : ColorMap.TERRAIN)
                .withSize(420 + random.nextInt(500), 360 + random.nextInt(400));
        String loss = "train_loss";
        return switch (random.nextInt(4)) {
            case 0 -> LandscapeFigures.contour(surface, loss, options);
            case 1 -> LandscapeFigures.filledContour(surface, loss, options);
            case 2 -> LandscapeFigures.heatMap(surface, loss, options);
            default -> {
                var view = new View(random.nextDouble() * 360, 5 + 80 * random.nextDouble(), random.nextBoolean());
                yield LandscapeFigures.surface3D(surface, loss, Overlay.NONE, view, options);
            }
        };
    }

    private static Figure randomLines(Random random) {
        var marks = new ArrayList<Mark>();
        for (int k = 0; k < 1 + random.nextInt(6); k++) {
            int count = random.nextInt(40);
            double scale = Math.pow(10, random.nextInt(30) - 15);
            var x = new double[count];
            var y = new double[count];
            for (int i = 0; i < count; i++) {
                x[i] = i * 0.37;
                y[i] = random.nextInt(15) == 0 ? Double.NaN : scale * random.nextGaussian();
            }
            var line = LineMark.of(Series.of(label(random), x, y), Theme.line(k));
            marks.add(random.nextBoolean() ? line.onRightAxis() : line.withMarker(Marker.SQUARE));
            marks.add(new TextMark(random.nextDouble() * 10, 0, label(random), Theme.INK));
        }
        var left = random.nextBoolean() ? PlotAxis.linear(label(random)) : PlotAxis.logarithmic(label(random));
        var plot = Plot.of()
                .withAxes(PlotAxis.linear(label(random)), left)
                .withRight(PlotAxis.linear(label(random)))
                .withTitle(label(random))
                .with(marks);
        return Figure.grid(2, plot, plot, plot).withSize(700 + random.nextInt(600), 600 + random.nextInt(500));
    }

    private static String label(Random random) {
        String letters = "abc XYZ θδη 0123 (%) 10⁻³ −";
        var text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static void assertTidy(String name, Figure figure) {
        var layout = figure.layout();
        var texts = layout.texts();
        for (int i = 0; i < texts.size(); i++) {
            assertThat(layout.page().contains(texts.get(i).box()))
                    .as("%s: %s lies on the page", name, texts.get(i))
                    .isTrue();
            for (int j = 0; j < i; j++) {
                assertThat(texts.get(i).box().overlaps(texts.get(j).box()))
                        .as("%s: %s overlaps %s", name, texts.get(i), texts.get(j))
                        .isFalse();
            }
        }
        assertThat(texts).as(name).isNotEmpty();
    }
}
