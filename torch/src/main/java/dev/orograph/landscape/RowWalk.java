package dev.orograph.landscape;

import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * A walk along a row of cells from α = 0 outward, on one block of samples: keeps the coefficients of the second layer
 * and carries out the switches of the first layer's units on the way, in the order of their distance, whatever cells are
 * asked for, so that a cell's value does not depend on its tile. Belongs to one worker, which uses it again and again.
 */
final class RowWalk {
    private static final long UNIT_MASK = 0xffff_ffffL;

    /** Room for the rounding of a product where only a bound is wanted. */
    private static final float SLACK = 1.00001f;

    private final Coefficients start;
    private final Coefficients now;
    private final float[] s;
    private final float[] x;
    private final long[] switches;
    private final int[] next;
    private final int[] end;
    private float[][] weights = new float[0][];
    private float[][] slopes = new float[0][];
    private int samples;

    /** P, Q and R by sample; every array begins at 0 so that the compiler makes vector instructions of loops over it. */
    private static final class Coefficients {
        private final float[][] p;
        private final float[][] q;
        private final float[][] r;

        Coefficients(int samples, int outputs) {
            this.p = new float[samples][outputs];
            this.q = new float[samples][outputs];
            this.r = new float[samples][outputs];
        }

        void copy(Coefficients other, int sample) {
            System.arraycopy(other.p[sample], 0, p[sample], 0, p[sample].length);
            System.arraycopy(other.q[sample], 0, q[sample], 0, q[sample].length);
            System.arraycopy(other.r[sample], 0, r[sample], 0, r[sample].length);
        }
    }

    /**
     * Makes room.
     *
     * @param samples most samples of a block
     * @param units outputs of the first layer
     * @param outputs of the second
     */
    RowWalk(int samples, int units, int outputs) {
        this.start = new Coefficients(samples, outputs);
        this.now = new Coefficients(samples, outputs);
        this.s = new float[samples * units];
        this.x = new float[samples * units];
        this.switches = new long[samples * units];
        this.next = new int[samples];
        this.end = new int[samples];
    }

    /**
     * Takes over a row and a block; the tensors are copied.
     *
     * @param newS [samples, units], the first layer's output before its ReLU at α = 0
     * @param newX [samples, units], its derivative by α
     * @param newWeights the second layer's weights at α = 0, by unit
     * @param newSlopes their derivative by α, by unit
     * @param p [samples, outputs], P at α = 0; q and r likewise
     */
    void open(Tensor newS, Tensor newX, float[][] newWeights, float[][] newSlopes, Tensor p, Tensor q, Tensor r) {
        weights = newWeights;
        slopes = newSlopes;
        samples = Math.toIntExact(newS.size(0));
        Tensors.toFloats(newS, s);
        Tensors.toFloats(newX, x);
        Tensors.toRows(p, start.p);
        Tensors.toRows(q, start.q);
        Tensors.toRows(r, start.r);
    }

    /**
     * Goes to α = 0.
     *
     * @param side 1 or −1, the sign of the coordinates to come
     * @param reach at least the largest of their absolute values
     */
    void begin(int side, double reach) {
        int count = 0;
        for (int sample = 0; sample < samples; sample++) {
            now.copy(start, sample);
            next[sample] = count;
            count = collect(sample, side, (float) reach * SLACK, count);
            end[sample] = count;
            Arrays.sort(switches, next[sample], count);
        }
    }

    /** Appends the units of one sample that switch within reach: distance above, unit below, so that they sort. */
    private int collect(int sample, int side, float reach, int count) {
        int units = weights.length;
        int from = sample * units;
        int at = count;
        for (int unit = 0; unit < units; unit++) {
            float value = s[from + unit];
            float slope = x[from + unit] * side;
            if (Math.abs(value) <= reach * Math.abs(slope) && (value > 0 ? slope < 0 : slope > 0)) {
                float distance = Math.abs(value / slope);
                switches[at++] = (long) Float.floatToRawIntBits(distance) << 32 | unit;
            }
        }
        return at;
    }

    /**
     * The layer's output, before its activation, at a point not nearer to 0 than the one before.
     *
     * @param alpha of the side that {@link #begin} was given, or 0
     * @param output [samples, outputs], receives it
     */
    void at(double alpha, Tensor output) {
        float coordinate = (float) alpha;
        int distance = Float.floatToRawIntBits(Math.abs(coordinate));
        Tensors.fillRows(output, (sample, values) -> {
            int at = next[sample];
            for (; at < end[sample] && (int) (switches[at] >>> 32) < distance; at++) {
                change(sample, (int) (switches[at] & UNIT_MASK));
            }
            next[sample] = at;
            evaluate(coordinate, now.p[sample], now.q[sample], now.r[sample], values);
        });
    }

    private void change(int sample, int unit) {
        float value = s[sample * weights.length + unit];
        float slope = x[sample * weights.length + unit];
        int sign = value > 0 ? -1 : 1; // a unit that was on goes off
        add(sign * value, sign * slope, weights[unit], slopes[unit], now.p[sample], now.q[sample], now.r[sample]);
    }

    /** Adds (s + αx)·(a + αb). */
    private static void add(float s, float x, float[] a, float[] b, float[] p, float[] q, float[] r) {
        for (int i = 0; i < p.length; i++) {
            p[i] += s * a[i];
            q[i] += s * b[i] + x * a[i];
            r[i] += x * b[i];
        }
    }

    private static void evaluate(float alpha, float[] p, float[] q, float[] r, float[] result) {
        for (int i = 0; i < result.length; i++) {
            result[i] = (r[i] * alpha + q[i]) * alpha + p[i];
        }
    }
}
