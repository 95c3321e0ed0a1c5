package dev.orograph.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.optimize.PublishedFormulas.Rule;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published optimizer walks as its formula says, for 20 steps in float64. */
class PublishedFormulasTest {
    private static final int STEPS = 20;

    /** The arithmetic is the same up to the order of operations. */
    private static final double TOLERANCE = 1e-10;

    private record Case(String text, Function<GoldenProblem, Rule> rule) {
        @Override
        public String toString() {
            return text;
        }
    }

    private static int size(GoldenProblem problem) {
        return problem.start.length;
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("chapter-momentum", p -> PublishedFormulas.chapterMomentum(0.1, 0.9)),
                new Case("chapter-momentum:lr=0.3,momentum=0.5", p -> PublishedFormulas.chapterMomentum(0.3, 0.5)),
                new Case("lion", p -> PublishedFormulas.lion(1e-4, 0.9, 0.99, 0, size(p))),
                new Case(
                        "lion:lr=0.1,beta1=0.95,beta2=0.98,weight_decay=0.1",
                        p -> PublishedFormulas.lion(0.1, 0.95, 0.98, 0.1, size(p))),
                new Case("sophia-g", p -> PublishedFormulas.sophiaG(1e-4, 0.04, 0.1, 10, size(p))),
                new Case(
                        "sophia-g:lr=0.1,rho=0.5,weight_decay=0,interval=4",
                        p -> PublishedFormulas.sophiaG(0.1, 0.5, 0, 4, size(p))),
                new Case("sophia-h", p -> PublishedFormulas.sophiaH(1e-4, 0.01, 0.1, 10, size(p))),
                new Case(
                        "sophia-h:lr=0.1,rho=20,weight_decay=0,interval=4",
                        p -> PublishedFormulas.sophiaH(0.1, 20, 0, 4, size(p))),
                new Case("lamb", p -> PublishedFormulas.lamb(1e-3, 1e-6, 0, p.layout.blocks(), size(p))),
                new Case(
                        "lamb:lr=0.05,weight_decay=0.1",
                        p -> PublishedFormulas.lamb(0.05, 1e-6, 0.1, p.layout.blocks(), size(p))),
                new Case("lars", p -> PublishedFormulas.lars(1, 0.9, 0, p.layout.blocks(), size(p))),
                new Case(
                        "lars:lr=5,momentum=0.8,weight_decay=0.01",
                        p -> PublishedFormulas.lars(5, 0.8, 0.01, p.layout.blocks(), size(p))),
                new Case("adabelief", p -> PublishedFormulas.adaBelief(1e-3, 0.999, 0, true, size(p))),
                new Case(
                        "adabelief:lr=0.05,beta2=0.9,weight_decay=0.1",
                        p -> PublishedFormulas.adaBelief(0.05, 0.9, 0.1, true, size(p))),
                new Case(
                        "adabelief:lr=0.05,rectify=false",
                        p -> PublishedFormulas.adaBelief(0.05, 0.999, 0, false, size(p))),
                new Case("shampoo", p -> PublishedFormulas.shampoo(0.01, 0.9, 0, 10, p.layout.blocks(), size(p))),
                new Case(
                        "shampoo:lr=0.1,momentum=0,exponent=0.5,interval=3",
                        p -> PublishedFormulas.shampoo(0.1, 0, 0.5, 3, p.layout.blocks(), size(p))),
                new Case("schedule-free-adamw", p -> PublishedFormulas.scheduleFree(0.0025, 0.9, 0, p.start)),
                new Case(
                        "schedule-free-adamw:lr=0.1,beta1=0.8,weight_decay=0.1",
                        p -> PublishedFormulas.scheduleFree(0.1, 0.8, 0.1, p.start)),
                new Case("prodigy", p -> PublishedFormulas.prodigy(1, 1e-6, 0, p.start)),
                new Case(
                        "prodigy:lr=0.5,d0=0.01,weight_decay=0.1",
                        p -> PublishedFormulas.prodigy(0.5, 0.01, 0.1, p.start)),
                new Case("sam+sgd", p -> PublishedFormulas.sam(false, 0.05, 0.1, 0, size(p))),
                new Case("asam+sgd", p -> PublishedFormulas.sam(true, 0.05, 0.1, 0, size(p))),
                new Case(
                        "asam:rho=0.5+sgd:lr=0.05,momentum=0.9",
                        p -> PublishedFormulas.sam(true, 0.5, 0.05, 0.9, size(p))),
                new Case(
                        "sam:rho=0.5+sgd:lr=0.05,momentum=0.9",
                        p -> PublishedFormulas.sam(false, 0.5, 0.05, 0.9, size(p))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void followsItsFormulaOnALine(Case published) throws IOException {
        assertFollows(published, GoldenProblem.line());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void followsItsFormulaOnASmallNetwork(Case published) throws IOException {
        assertFollows(published, GoldenProblem.network());
    }

    private static void assertFollows(Case published, GoldenProblem problem) {
        var walked = walk(OptimizerSettings.parse(published.text()), problem);
        var rule = published.rule().apply(problem);
        var theta = problem.start.clone();
        for (int t = 1; t <= STEPS; t++) {
            rule.step(t, theta, problem);
            assertThat(walked.get(t - 1)).as("step %d", t).containsExactly(rule.evaluated(theta), within(TOLERANCE));
        }
    }

    private static List<double[]> walk(OptimizerSettings settings, GoldenProblem problem) {
        var points = new ArrayList<double[]>();
        try (var scope = new PointerScope()) {
            var theta = problem.startingPoint();
            try (var optimizer = settings.start(problem.layout, theta)) {
                for (int t = 0; t < STEPS; t++) {
                    try (var inner = new PointerScope()) {
                        optimizer.step(problem, theta, settings.learningRate());
                        points.add(Tensors.toDoubles(optimizer.evaluated(theta)));
                    }
                }
            }
        }
        return points;
    }
}
