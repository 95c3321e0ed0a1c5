package dev.orograph.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The finished cells of a survey in the order in which they were journalled, each cell once. Immutable. */
public final class JournalCells {
    private final int valuesPerCell;
    private final long[] cells;
    private final double[] values;

    private JournalCells(int valuesPerCell, long[] cells, double[] values) {
        this.valuesPerCell = valuesPerCell;
        this.cells = cells;
        this.values = values;
    }

    public int size() {
        return cells.length;
    }

    public int valuesPerCell() {
        return valuesPerCell;
    }

    /** The index of the cell at {@code position}, 0 … size − 1. */
    public long cell(int position) {
        return cells[position];
    }

    /** One value of the cell at {@code position}, with the bits it was given. */
    public double value(int position, int quantity) {
        if (quantity < 0 || quantity >= valuesPerCell) {
            throw new IllegalArgumentException(
                    "value " + quantity + " of a cell that has " + valuesPerCell + " values");
        }
        return values[position * valuesPerCell + quantity];
    }

    /** All values of the cell at {@code position}; a new array. */
    public double[] values(int position) {
        return Arrays.copyOfRange(values, position * valuesPerCell, (position + 1) * valuesPerCell);
    }

    /** Collects cells; of two records of one cell the first counts. */
    static final class Collector {
        private final int valuesPerCell;
        private final Set<Long> seen = new HashSet<>();
        private long[] cells = new long[64];
        private double[] values;

        Collector(int valuesPerCell) {
            this.valuesPerCell = valuesPerCell;
            this.values = new double[cells.length * valuesPerCell];
        }

        void add(byte[] record) {
            var buffer = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
            long cell = buffer.getLong();
            int position = seen.size();
            if (!seen.add(cell)) {
                return;
            }
            if (position == cells.length) {
                cells = Arrays.copyOf(cells, 2 * cells.length);
                values = Arrays.copyOf(values, Math.multiplyExact(cells.length, valuesPerCell));
            }
            cells[position] = cell;
            for (int i = 0; i < valuesPerCell; i++) {
                values[position * valuesPerCell + i] = Double.longBitsToDouble(buffer.getLong());
            }
        }

        JournalCells cells() {
            return new JournalCells(
                    valuesPerCell,
                    Arrays.copyOf(cells, seen.size()),
                    Arrays.copyOf(values, seen.size() * valuesPerCell));
        }
    }
}
