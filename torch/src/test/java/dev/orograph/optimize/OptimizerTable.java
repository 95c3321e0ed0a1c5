package dev.orograph.optimize;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every optimizer as the tests run it: as it lowers functions of two and ten numbers, and as it trains the embedded digits.
 * A new optimizer is one row. The learning rates on the digits are those of {@code docs/optimizers.md}.
 */
public final class OptimizerTable {
    private OptimizerTable() {}

    /**
     * One optimizer.
     *
     * @param bowl text form for a quadratic function
     * @param valley text form for Rosenbrock's function
     * @param digits text form for the digits
     * @param batch digits of a step
     * @param epochs on the digits
     */
    public record Row(String bowl, String valley, String digits, int batch, int epochs) {
        private Row(String bowl, String valley, String digits) {
            this(bowl, valley, digits, 32, 30);
        }

        @Override
        public String toString() {
            return digits;
        }
    }

    private static final List<Row> ROWS = List.of(
            new Row("sgd:lr=0.015", "sgd:lr=3.0E-4", "sgd:lr=0.3"),
            new Row("sgd:lr=0.01,momentum=0.9", "sgd:lr=1.0E-4,momentum=0.9", "sgd:lr=0.1,momentum=0.9"),
            new Row("chapter-momentum:lr=0.015", "chapter-momentum:lr=3.0E-4", "chapter-momentum:lr=0.5"),
            new Row("adam:lr=0.02", "adam:lr=0.02", "adam:lr=0.01"),
            new Row("adamw:lr=0.02", "adamw:lr=0.02", "adamw:lr=0.01"),
            new Row("nadam:lr=0.02", "nadam:lr=0.02", "nadam:lr=0.01"),
            new Row("radam:lr=0.02", "radam:lr=0.001", "radam:lr=0.01"),
            new Row("adamax:lr=0.02", "adamax:lr=0.02", "adamax:lr=0.02"),
            new Row("adagrad:lr=0.3", "adagrad:lr=0.5", "adagrad:lr=0.05"),
            new Row("adadelta:lr=1.0,rho=0.99,eps=1.0E-5", "adadelta:lr=20.0", "adadelta:lr=1.0"),
            new Row("rmsprop:lr=0.01", "rmsprop:lr=0.01", "rmsprop:lr=0.003"),
            // for gradients of all samples, whose signs do not change by chance
            new Row("rprop:lr=0.01", "rprop:lr=0.01", "rprop:lr=0.001", 1437, 150),
            new Row("asgd:lr=0.015", "asgd:lr=3.0E-4", "asgd:lr=0.3"),
            new Row("adafactor:lr=0.1", "adafactor:lr=0.1", "adafactor:lr=0.05"),
            new Row("muon:lr=0.02,adamw_lr=0.02", "muon:lr=0.02,adamw_lr=0.02", "muon:lr=0.02,adamw_lr=0.01"),
            new Row(
                    "lbfgs:lr=1.0",
                    "lbfgs:lr=1.0,line_search_fn=strong_wolfe",
                    "lbfgs:lr=1.0,max_iter=4,history_size=10,line_search_fn=strong_wolfe"),
            new Row("lion:lr=0.005", "lion:lr=0.005", "lion:lr=0.001"),
            new Row("sophia-g:lr=0.01,rho=1.0", "sophia-g:lr=0.01,rho=1.0", "sophia-g:lr=0.001"),
            new Row("sophia-h:lr=0.01,rho=1.0", "sophia-h:lr=0.01,rho=1.0", "sophia-h:lr=0.001"),
            new Row("lamb:lr=0.02", "lamb:lr=0.01", "lamb:lr=0.01"),
            new Row("lars:lr=2.0", "lars:lr=1.0", "lars:lr=5.0"),
            new Row("adabelief:lr=0.02", "adabelief:lr=0.02,rectify=false", "adabelief:lr=0.01"),
            new Row("shampoo:lr=0.03", "shampoo:lr=0.03", "shampoo:lr=0.02"),
            new Row("schedule-free-adamw:lr=0.1", "schedule-free-adamw:lr=0.1", "schedule-free-adamw:lr=0.02"),
            new Row("prodigy:lr=1.0", "prodigy:lr=1.0", "prodigy:lr=0.5"),
            new Row("sam:rho=1.0E-4+sgd:lr=0.015", "sam:rho=0.001+sgd:lr=3.0E-4", "sam:rho=0.2+sgd:lr=0.3"),
            new Row("asam:rho=0.001+sgd:lr=0.015", "asam:rho=0.001+sgd:lr=3.0E-4", "asam:rho=1.0+sgd:lr=0.3"),
            new Row(
                    "adam:lr=0.02;y=sgd:lr=0.015",
                    "adam:lr=0.02;y:lr=0.01",
                    "adamw:lr=0.01;*.bias:weight_decay=0;layers.0.*=sgd:lr=0.3"));

    public static Stream<Row> rows() {
        return ROWS.stream();
    }
}
