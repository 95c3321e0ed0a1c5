package dev.orograph.optimize;

import dev.orograph.tensor.Block;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/** The published rules in plain Java, element by element, as the papers write them. */
final class PublishedFormulas {
    private PublishedFormulas() {}

    /** A rule that has its own memory and moves a point. */
    @FunctionalInterface
    interface Rule {
        /** Step number {@code t}, from 1. */
        void step(int t, double[] theta, GoldenProblem problem);

        /** The point to evaluate. */
        default double[] evaluated(double[] theta) {
            return theta;
        }
    }

    static Rule chapterMomentum(double rate, double momentum) {
        var buffer = new ArrayList<double[]>();
        return (t, w, problem) -> {
            var g = problem.gradient(w);
            if (t == 1) {
                buffer.add(g.clone());
            }
            for (int i = 0; i < w.length; i++) {
                double mean = t == 1 ? g[i] : momentum * buffer.get(0)[i] + (1 - momentum) * g[i];
                buffer.get(0)[i] = mean;
                w[i] -= rate * mean;
            }
        };
    }

    static Rule lion(double rate, double beta1, double beta2, double decay, int n) {
        var m = new double[n];
        return (t, w, problem) -> {
            var g = problem.gradient(w);
            for (int i = 0; i < n; i++) {
                w[i] *= 1 - rate * decay;
                w[i] -= rate * Math.signum(beta1 * m[i] + (1 - beta1) * g[i]);
                m[i] = beta2 * m[i] + (1 - beta2) * g[i];
            }
        };
    }

    /** Sophia-G. */
    static Rule sophiaG(double rate, double rho, double decay, int interval, int n) {
        var m = new double[n];
        var h = new double[n];
        return (t, w, problem) -> {
            if (t % interval == 1) {
                var sampled = problem.sampledGradient(w);
                for (int i = 0; i < n; i++) {
                    h[i] = 0.99 * h[i] + 0.01 * sampled[i] * sampled[i];
                }
            }
            var g = problem.gradient(w);
            for (int i = 0; i < n; i++) {
                m[i] = 0.965 * m[i] + 0.035 * g[i];
                double ratio = Math.abs(m[i]) / (rho * problem.samples() * h[i] + 1e-15);
                w[i] -= rate * decay * w[i];
                w[i] -= rate * Math.signum(m[i]) * Math.min(ratio, 1);
            }
        };
    }

    /** Sophia-H with the signs that the optimizer itself has drawn. */
    static Rule sophiaH(double rate, double rho, double decay, int interval, int n) {
        var m = new double[n];
        var h = new double[n];
        return (t, w, problem) -> {
            if (t % interval == 1) {
                var z = problem.drawnVectors.get((t - 1) / interval);
                var product = problem.hessianProduct(w, z);
                for (int i = 0; i < n; i++) {
                    h[i] = 0.99 * h[i] + 0.01 * z[i] * product[i];
                }
            }
            var g = problem.gradient(w);
            for (int i = 0; i < n; i++) {
                m[i] = 0.965 * m[i] + 0.035 * g[i];
                double ratio = Math.abs(m[i]) / Math.max(rho * h[i], 1e-15);
                w[i] -= rate * decay * w[i];
                w[i] -= rate * Math.signum(m[i]) * Math.min(ratio, 1);
            }
        };
    }

    static Rule lamb(double rate, double epsilon, double decay, List<Block> blocks, int n) {
        var m = new double[n];
        var v = new double[n];
        return (t, w, problem) -> {
            var g = problem.gradient(w);
            var u = new double[n];
            for (int i = 0; i < n; i++) {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                double mean = m[i] / (1 - Math.pow(0.9, t));
                double square = v[i] / (1 - Math.pow(0.999, t));
                u[i] = mean / (Math.sqrt(square) + epsilon) + decay * w[i];
            }
            for (var block : blocks) {
                double trust = norm(w, block) / norm(u, block);
                for (int i = (int) block.offset(); i < block.end(); i++) {
                    w[i] -= rate * trust * u[i];
                }
            }
        };
    }

    static Rule lars(double rate, double momentum, double decay, List<Block> blocks, int n) {
        var v = new double[n];
        return (t, w, problem) -> {
            var g = problem.gradient(w);
            for (var block : blocks) {
                double size = norm(w, block);
                double local = 0.001 * size / (norm(g, block) + decay * size);
                for (int i = (int) block.offset(); i < block.end(); i++) {
                    v[i] = momentum * v[i] + rate * local * (g[i] + decay * w[i]);
                    w[i] -= v[i];
                }
            }
        };
    }

    private static double norm(double[] vector, Block block) {
        double sum = 0;
        for (int i = (int) block.offset(); i < block.end(); i++) {
            sum += vector[i] * vector[i];
        }
        return Math.sqrt(sum);
    }

    static Rule adaBelief(double rate, double beta2, double decay, boolean rectify, int n) {
        var m = new double[n];
        var s = new double[n];
        return (t, w, problem) -> {
            var g = problem.gradient(w);
            double power = Math.pow(beta2, t);
            double most = 2 / (1 - beta2) - 1;
            double rho = most - 2 * t * power / (1 - power);
            double r = Math.sqrt((rho - 4) / (most - 4) * (rho - 2) / (most - 2) * most / rho);
            for (int i = 0; i < n; i++) {
                w[i] *= 1 - rate * decay;
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                s[i] = beta2 * s[i] + (1 - beta2) * (g[i] - m[i]) * (g[i] - m[i]) + 1e-16;
                double mean = m[i] / (1 - Math.pow(0.9, t));
                double deviation = Math.sqrt(s[i] / (1 - power)) + 1e-16;
                if (!rectify) {
                    w[i] -= rate * mean / deviation;
                } else if (rho >= 5) {
                    w[i] -= rate * r * mean / deviation;
                } else {
                    w[i] -= rate * mean;
                }
            }
        };
    }

    static Rule scheduleFree(double rate, double beta1, double decay, double[] start) {
        int n = start.length;
        var z = start.clone();
        var x = start.clone();
        var v = new double[n];
        return new Rule() {
            private double sum;

            @Override
            public void step(int t, double[] y, GoldenProblem problem) {
                var g = problem.gradient(y);
                sum += rate * rate;
                double c = rate * rate / sum;
                for (int i = 0; i < n; i++) {
                    v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                    double scale = Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-8;
                    z[i] -= rate * g[i] / scale + rate * decay * y[i];
                    x[i] = (1 - c) * x[i] + c * z[i];
                    y[i] = (1 - beta1) * z[i] + beta1 * x[i];
                }
            }

            @Override
            public double[] evaluated(double[] y) {
                return x;
            }
        };
    }

    static Rule prodigy(double rate, double first, double decay, double[] start) {
        int n = start.length;
        var m = new double[n];
        var v = new double[n];
        var s = new double[n];
        double root = Math.sqrt(0.999);
        return new Rule() {
            private double d = first;
            private double r;

            @Override
            public void step(int t, double[] w, GoldenProblem problem) {
                var g = problem.gradient(w);
                double inner = 0;
                double size = 0;
                for (int i = 0; i < n; i++) {
                    inner += g[i] * (start[i] - w[i]);
                    s[i] = root * s[i] + (1 - root) * rate * d * d * g[i];
                    size += Math.abs(s[i]);
                }
                r = root * r + (1 - root) * rate * d * d * inner;
                for (int i = 0; i < n; i++) {
                    m[i] = 0.9 * m[i] + 0.1 * d * g[i];
                    v[i] = 0.999 * v[i] + 0.001 * d * d * g[i] * g[i];
                    w[i] -= rate * d * decay * w[i];
                    w[i] -= rate * d * m[i] / (Math.sqrt(v[i]) + d * 1e-8);
                }
                d = Math.max(d, r / size);
            }
        };
    }

    /** Around gradient descent with torch's momentum. */
    static Rule sam(boolean adaptive, double rho, double rate, double momentum, int n) {
        var buffer = new double[n];
        return (t, w, problem) -> {
            var g = problem.gradient(w);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double scaled = adaptive ? Math.abs(w[i]) * g[i] : g[i];
                sum += scaled * scaled;
            }
            var above = new double[n];
            for (int i = 0; i < n; i++) {
                above[i] = w[i] + rho * (adaptive ? w[i] * w[i] : 1) * g[i] / (Math.sqrt(sum) + 1e-12);
            }
            var sharp = problem.gradient(above);
            for (int i = 0; i < n; i++) {
                buffer[i] = momentum * buffer[i] + sharp[i];
                w[i] -= rate * buffer[i];
            }
        };
    }

    /** Of blocks of one or two dimensions; roots as old as the optimizer's. */
    static Rule shampoo(double rate, double momentum, double exponent, int interval, List<Block> blocks, int n) {
        var sums = new ArrayList<List<RealMatrix>>();
        var roots = new ArrayList<List<RealMatrix>>();
        for (var block : blocks) {
            var ofBlock = new ArrayList<RealMatrix>();
            for (int i = 0; i < block.shape().rank(); i++) {
                ofBlock.add(
                        MatrixUtils.createRealIdentityMatrix((int) block.shape().size(i))
                                .scalarMultiply(1e-4));
            }
            sums.add(ofBlock);
            roots.add(new ArrayList<>(ofBlock));
        }
        var buffer = new double[n];
        return (t, w, problem) -> {
            var g = problem.gradient(w);
            for (int b = 0; b < blocks.size(); b++) {
                var block = blocks.get(b);
                int rank = block.shape().rank();
                var matrix = matrix(g, block);
                for (int i = 0; i < rank; i++) {
                    var rows = i == 0 ? matrix : matrix.transpose();
                    sums.get(b).set(i, sums.get(b).get(i).add(rows.multiply(rows.transpose())));
                    if (t <= interval || t % interval == 0) {
                        double power = exponent > 0 ? -exponent : -0.5 / rank;
                        roots.get(b).set(i, power(sums.get(b).get(i), power));
                    }
                }
                var changed = roots.get(b).get(0).multiply(matrix);
                if (rank == 2) {
                    changed = changed.multiply(roots.get(b).get(1));
                }
                for (int i = 0; i < block.elements(); i++) {
                    int at = (int) block.offset() + i;
                    buffer[at] = momentum * buffer[at]
                            + changed.getEntry(i / changed.getColumnDimension(), i % changed.getColumnDimension());
                    w[at] -= rate * buffer[at];
                }
            }
        };
    }

    private static RealMatrix matrix(double[] vector, Block block) {
        int rows = (int) block.shape().size(0);
        int columns = (int) (block.elements() / rows);
        var matrix = MatrixUtils.createRealMatrix(rows, columns);
        for (int i = 0; i < block.elements(); i++) {
            matrix.setEntry(i / columns, i % columns, vector[(int) block.offset() + i]);
        }
        return matrix;
    }

    private static RealMatrix power(RealMatrix matrix, double power) {
        var decomposition = new EigenDecompositionSymmetric(matrix);
        var values = decomposition.getEigenvalues();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.pow(values[i], power);
        }
        return decomposition
                .getV()
                .multiply(MatrixUtils.createRealDiagonalMatrix(values))
                .multiply(decomposition.getVT());
    }
}
