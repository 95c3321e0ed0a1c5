package dev.orograph.study;

import dev.orograph.comparison.Subject;
import dev.orograph.data.Split;
import dev.orograph.figure.Dash;
import dev.orograph.figure.Figure;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeGrids;
import dev.orograph.figure.LineMark;
import dev.orograph.figure.Panel;
import dev.orograph.figure.Plot;
import dev.orograph.figure.PlotAxis;
import dev.orograph.figure.Rgb;
import dev.orograph.measurement.Series;
import dev.orograph.report.NamedFigure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Figures that only studies have. */
final class StudyFigures {
    private static final Rgb TRAINING = Rgb.of("#0072b2");
    private static final Rgb TEST = Rgb.of("#d55e00");
    private static final int PANEL_WIDTH = 330;
    private static final int PANEL_HEIGHT = 300;

    private StudyFigures() {}

    /** The maps along the first directions in one row, the curves of training and test error below them. */
    static NamedFigure mapsAndErrors(List<TrainedNetwork> networks, List<Subject> subjects, String quantity) {
        var panels = new ArrayList<Panel>();
        var maps = LandscapeGrids.filled(ComparisonFigures.first(subjects), quantity, FigureOptions.defaults());
        for (int i = 0; i < maps.panels().size(); i++) {
            panels.add(inOneRow(maps.panels().get(i), i == 0));
        }
        double most = networks.stream()
                .flatMap(network -> List.of(network.errors(Split.TRAIN), network.errors(Split.TEST)).stream())
                .map(Series::y)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .max()
                .orElse(100);
        for (int i = 0; i < networks.size(); i++) {
            panels.add(errors(networks.get(i), Math.max(1, most), i == 0 ? "error (%)" : ""));
        }
        int columns = networks.size();
        var figure = Figure.grid(columns, panels)
                .withSize(columns * PANEL_WIDTH + 110, 2 * PANEL_HEIGHT + 60)
                .withCaption("above: training loss, first set of directions, one scale; below: error by epoch")
                .withColorBar(maps.colorBar())
                .withProvenance(maps.provenance());
        return new NamedFigure("maps-and-errors", figure);
    }

    /** Labels as they suit one row, however many maps there are. */
    private static Panel inOneRow(Panel panel, boolean isLeft) {
        return panel instanceof Plot plot
                ? plot.withAxes(plot.x().withLabel("x"), plot.y().withLabel(isLeft ? "y" : ""))
                : panel;
    }

    private static Plot errors(TrainedNetwork network, double most, String label) {
        return Plot.of(
                        LineMark.of(network.errors(Split.TRAIN), TRAINING),
                        LineMark.of(network.errors(Split.TEST), TEST).withDash(Dash.DASHED))
                .withAxes(PlotAxis.linear("epoch"), PlotAxis.linear(label).withRange(0, 1.05 * most));
    }
}
