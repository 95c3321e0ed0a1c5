package dev.orograph.study;

import dev.orograph.figure.Animation;
import dev.orograph.figure.Curve;
import dev.orograph.figure.CurveFigures;
import dev.orograph.figure.Dash;
import dev.orograph.figure.DescentFigures;
import dev.orograph.figure.Figure;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.Key;
import dev.orograph.figure.LandscapeAnimations;
import dev.orograph.figure.LandscapeFigures;
import dev.orograph.figure.LineMark;
import dev.orograph.figure.Overlay;
import dev.orograph.figure.Panel;
import dev.orograph.figure.Plot;
import dev.orograph.figure.PlotAxis;
import dev.orograph.figure.PointsMark;
import dev.orograph.figure.Rgb;
import dev.orograph.landscape.FunctionMap;
import dev.orograph.measurement.Series;
import dev.orograph.objective.Loss;
import dev.orograph.objective.MeanSquaredError;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.Numbers;
import dev.orograph.training.LinearNeuron;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Figures, rows and words about a linear neuron's descents. */
final class NeuronReport {
    private static final Loss SQUARES = new MeanSquaredError();
    private static final int FRAMES = 40;
    private static final Rgb SAMPLES = Rgb.of("8c959f");

    /** As the curves of a figure are coloured, one per loss. */
    private static final List<Rgb> COLORS =
            List.of(Rgb.of("0072b2"), Rgb.of("d55e00"), Rgb.of("009e73"), Rgb.of("cc79a7"));

    private final NeuronDescents neuron;

    NeuronReport(NeuronDescents neuron) {
        this.neuron = neuron;
    }

    List<NamedFigure> figures() {
        var figures = new ArrayList<NamedFigure>();
        figures.add(new NamedFigure("neuron-map", map()));
        for (var setting : SgdSetting.values()) {
            figures.add(new NamedFigure("neuron-" + setting.slug(), losses(setting)));
        }
        figures.add(new NamedFigure("neuron-losses", curves()));
        figures.add(new NamedFigure("neuron-lines", lines()));
        return figures;
    }

    /** The mean squared error with plain gradient descent's way. */
    private Figure map() {
        var way = neuron.by(SgdSetting.PLAIN).get(0);
        return LandscapeFigures.filledContour(
                neuron.map(SQUARES),
                FunctionMap.LOSS,
                Overlay.of(way.trajectory().withoutLabels()),
                options()
                        .withTitle("Mean squared error of a linear neuron, "
                                + way.setting().optimizer().text()));
    }

    private static FigureOptions options() {
        return FigureOptions.defaults().withCaption("");
    }

    /** The four losses with the ways of one setting. */
    private Figure losses(SgdSetting setting) {
        var scenes = neuron.by(setting).stream()
                .map(way -> new DescentFigures.Scene(
                        way.loss().name(),
                        neuron.map(way.loss()),
                        Overlay.of(way.trajectory().withoutLabels()),
                        options()))
                .toList();
        return DescentFigures.grid(
                scenes, FunctionMap.LOSS, setting + ": " + setting.optimizer().text());
    }

    /** Each loss by step, one curve per setting. */
    private Figure curves() {
        var quantities = NeuronDescents.LOSSES.stream()
                .map(loss -> new CurveFigures.Quantity(
                        loss.name(),
                        "loss",
                        true,
                        neuron.down(loss).stream()
                                .map(way -> Curve.of(byStep(
                                        way.setting().toString(), way.descent().losses())))
                                .toList()))
                .toList();
        return CurveFigures.grid("A linear neuron's loss by step", "step", quantities);
    }

    private static Series byStep(String name, double[] losses) {
        return Series.of(
                name, IntStream.range(0, losses.length).asDoubleStream().toArray(), losses);
    }

    /** The samples with the lines that were found. */
    private Figure lines() {
        var panels = new ArrayList<Panel>();
        List<LineMark> marks = List.of();
        var heights = neuron.descents().stream()
                .flatMapToDouble(way -> Arrays.stream(ends(way)))
                .summaryStatistics();
        Arrays.stream(neuron.samples().y()).forEach(heights);
        double margin = 0.05 * (heights.getMax() - heights.getMin());
        for (var setting : SgdSetting.values()) {
            marks = lines(setting);
            panels.add(Plot.of(PointsMark.of(neuron.samples(), SAMPLES))
                    .withTitle(setting.toString())
                    .withAxes(
                            PlotAxis.linear("x"),
                            PlotAxis.linear("y").withRange(heights.getMin() - margin, heights.getMax() + margin))
                    .with(marks)
                    .withoutLegend());
        }
        panels.add(new Key("lines after " + NeuronDescents.STEPS + " steps", marks));
        return Figure.grid(3, panels).withSize(1140, 680).withTitle("The samples and the fitted lines");
    }

    /** The last one dashed, for it lies on the one before. */
    private List<LineMark> lines(SgdSetting setting) {
        var marks = new ArrayList<LineMark>();
        for (var way : neuron.by(setting)) {
            var line = LineMark.of(
                    Series.of(way.loss().name(), abscissas(), ends(way)), COLORS.get(marks.size() % COLORS.size()));
            marks.add(marks.size() == COLORS.size() - 1 ? line.withDash(Dash.DASHED) : line);
        }
        return marks;
    }

    /** Of the leftmost and the rightmost sample. */
    private double[] abscissas() {
        var samples = Arrays.stream(neuron.samples().x()).summaryStatistics();
        return new double[] {samples.getMin(), samples.getMax()};
    }

    /** Where the fitted line stands there. */
    private double[] ends(NeuronDescent way) {
        return Arrays.stream(abscissas())
                .map(x -> way.weight() * x + way.bias())
                .toArray();
    }

    /** The way of one setting over the mean squared error, step by step. */
    Animation animation(SgdSetting setting) {
        var way = neuron.by(setting).get(0);
        return LandscapeAnimations.path(
                neuron.map(SQUARES),
                FunctionMap.LOSS,
                Overlay.of(way.trajectory()),
                "step",
                options().withTitle(setting.toString()).withSize(600, 480),
                FRAMES);
    }

    List<List<String>> rows() {
        var best =
                neuron.leastSquares().stream().mapToDouble(Double::doubleValue).toArray();
        return neuron.descents().stream()
                .map(way -> way.loss().equals(SQUARES) ? way.row(best) : way.row())
                .toList();
    }

    List<String> findings() {
        var plain = neuron.by(SgdSetting.PLAIN).get(0);
        var losses = plain.descent().losses();
        var best = neuron.leastSquares();
        return List.of(
                "Plain gradient descent takes a linear neuron on "
                        + neuron.samples().size()
                        + " points from a mean squared error of " + Numbers.text(losses[0], 6) + " over "
                        + Numbers.text(losses[1], 6) + " and " + Numbers.text(losses[2], 6) + " to "
                        + Numbers.text(losses[NeuronDescents.STEPS - 1], 6) + " before step " + NeuronDescents.STEPS
                        + ", to weight " + Numbers.text(plain.weight()) + " and bias " + Numbers.text(plain.bias())
                        + "; least squares gives " + Numbers.text(best.get(LinearNeuron.WEIGHT)) + " and "
                        + Numbers.text(best.get(LinearNeuron.BIAS)) + ".",
                "A weight decay of 2 pulls the neuron towards 0: the mean squared error ends at "
                        + Numbers.text(
                                neuron.by(SgdSetting.DECAY).get(0).descent().lastLoss()) + ".");
    }

    /** Every step of every way. */
    List<String> steps() {
        var lines = new ArrayList<String>();
        lines.add("setting,objective,step,weight,bias,loss");
        for (var way : neuron.descents()) {
            var losses = way.descent().losses();
            for (int step = 0; step < losses.length; step++) {
                var point = way.descent().point(step);
                lines.add(String.format(
                        Locale.ROOT,
                        "%s,%s,%d,%s,%s,%s",
                        way.setting(),
                        way.loss().name(),
                        step,
                        point[LinearNeuron.WEIGHT],
                        point[LinearNeuron.BIAS],
                        losses[step]));
            }
        }
        return lines;
    }
}
