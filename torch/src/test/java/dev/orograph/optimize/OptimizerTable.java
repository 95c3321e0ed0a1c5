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
     */
    public record Row(String bowl, String valley, String digits) {
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
