package dev.orograph.figure;

/** A field's heights in the box of a {@link Projection}: every coordinate mapped to [−1, 1], heights by a scale. */
final class HeightField {
    private final Field field;
    private final Scale scale;

    HeightField(Field field, Scale scale) {
        this.field = field;
        this.scale = scale;
    }

    Field field() {
        return field;
    }

    double x(int column) {
        return unitX(field.x(column));
    }

    double y(int row) {
        return unitY(field.y(row));
    }

    double unitX(double x) {
        return 2
                        * (x - field.xRange().low())
                        / (field.xRange().high() - field.xRange().low())
                - 1;
    }

    double unitY(double y) {
        return 2
                        * (y - field.yRange().low())
                        / (field.yRange().high() - field.yRange().low())
                - 1;
    }

    /** Position of a finite value on the scale, not limited to [0, 1]; just below 0 where the scale has no place for it. */
    double position(int column, int row) {
        double position = scale.position(field.z(column, row));
        return Double.isNaN(position) ? -0.01 : Math.max(-1, Math.min(2, position));
    }

    /** Height in the box of a position on the scale; flat beyond the ends. */
    static double height(double position) {
        return Projection.HEIGHT * (2 * Math.max(0, Math.min(1, position)) - 1);
    }

    /** Height at a point of the box; NaN outside the field or in a hole. */
    double heightAt(double unitX, double unitY) {
        double columns = (unitX + 1) / 2;
        double rows = (unitY + 1) / 2;
        if (!(columns >= 0 && columns <= 1 && rows >= 0 && rows <= 1)) {
            return Double.NaN;
        }
        int column = interval(true, unitX);
        int row = interval(false, unitY);
        if (!field.isFiniteSquare(column, row)) {
            return Double.NaN;
        }
        double s = (unitX - x(column)) / (x(column + 1) - x(column));
        double t = (unitY - y(row)) / (y(row + 1) - y(row));
        return height(bilinear(column, row, s, t));
    }

    private int interval(boolean isColumn, double unit) {
        int low = 0;
        int high = (isColumn ? field.width() : field.height()) - 1;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if ((isColumn ? x(middle) : y(middle)) <= unit) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Position on the scale within a square, at shares {@code s} along x and {@code t} along y. */
    double bilinear(int column, int row, double s, double t) {
        return (1 - t) * ((1 - s) * position(column, row) + s * position(column + 1, row))
                + t * ((1 - s) * position(column, row + 1) + s * position(column + 1, row + 1));
    }

    /** Whether no part of the surface stands between a point of the box and the viewer. */
    boolean isSeen(Projection projection, double x, double y, double z) {
        double[] ray = projection.ray(x, y, z);
        for (double along = 0.03; ; along += 0.02) {
            double px = x + along * ray[0];
            double py = y + along * ray[1];
            double pz = z + along * ray[2];
            if (pz > Projection.HEIGHT || Math.abs(px) > 1 || Math.abs(py) > 1) {
                return true;
            }
            if (heightAt(px, py) > pz) {
                return false;
            }
        }
    }

    /** Height of a value in the box, flat beyond the scale's ends; NaN if the value has no place on the scale. */
    double heightOf(double value) {
        double position = scale.position(value);
        return Double.isFinite(position) ? height(position) : Double.NaN;
    }
}
