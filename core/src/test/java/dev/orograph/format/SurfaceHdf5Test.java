package dev.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurfaceHdf5Test {
    @TempDir
    Path folder;

    private static Surface wide() {
        var grid = Grid.of(new Axis("x", -1, 1, 5), new Axis("bias", -.5, .25, 3));
        var loss = new double[15];
        var accuracy = new double[15];
        var status = new Status[15];
        for (int cell = 0; cell < 15; cell++) {
            loss[cell] = 100.0 * grid.index(cell, 1) + grid.index(cell, 0) + 1 / 3.0;
            accuracy[cell] = 100 - cell;
            status[cell] = Status.COMPUTED;
        }
        loss[3] = Double.NaN;
        loss[4] = Double.POSITIVE_INFINITY;
        status[6] = Status.PENDING;
        status[7] = Status.FAILED;
        status[8] = Status.INTERPOLATED;
        var quantities = new LinkedHashMap<String, double[]>();
        quantities.put("train_loss", loss);
        quantities.put("train_acc", accuracy);
        var trust = Trust.NONE.with("centre_loss", .25).with("share_nan", 1 / 15.0);
        var provenance = Provenance.NONE
                .with("version.orograph", "0.1.0")
                .with("model", "größer → 2")
                .with("recipe", "{\"long\": \"" + "x".repeat(100_000) + "\"}")
                .with(SurfaceHdf5.DIRECTION_FILE, "directions.h5");
        return Surface.of(grid, quantities, status, trust, provenance);
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        var file = folder.resolve("a.h5");
        var surface = wide();
        SurfaceHdf5.write(file, surface);
        var back = SurfaceHdf5.read(file);
        assertThat(back.grid()).isEqualTo(surface.grid());
        assertThat(back.quantityNames()).containsExactly("train_loss", "train_acc");
        for (var name : surface.quantityNames()) {
            assertThat(back.values(name)).containsExactly(surface.values(name));
        }
        for (int cell = 0; cell < 15; cell++) {
            assertThat(back.status(cell)).isEqualTo(surface.status(cell));
        }
        assertThat(back.trust()).isEqualTo(surface.trust());
        // not by assertThat(back.provenance()): its failure would print the long recipe
        assertThat(back.provenance().equals(surface.provenance())).isTrue();
    }

    @Test
    void aLineIsReadBack() throws IOException {
        var file = folder.resolve("a.h5");
        var line = Surface.complete(
                Grid.of(new Axis("α", -.5, 1.5, 4)), Map.of("min_eig", new double[] {-1, 0, 1, 2}), Provenance.NONE);
        SurfaceHdf5.write(file, line);
        var back = SurfaceHdf5.read(file);
        assertThat(back.grid()).isEqualTo(line.grid());
        assertThat(back.values("min_eig")).containsExactly(-1, 0, 1, 2);
        assertThat(back.count(Status.COMPUTED)).isEqualTo(4);
    }

    @Test
    void aVolumeIsReadBack() throws IOException {
        var file = folder.resolve("a.h5");
        var grid = Grid.of(new Axis("x", 0, 1, 2), new Axis("y", 0, 1, 3), new Axis("z", 0, 1, 4));
        var values = new double[24];
        Arrays.setAll(values, cell -> cell);
        SurfaceHdf5.write(file, Surface.complete(grid, Map.of("train_loss", values), Provenance.NONE));
        var back = SurfaceHdf5.read(file);
        assertThat(back.grid()).isEqualTo(grid);
        assertThat(back.values("train_loss")).containsExactly(values);
    }

    @Test
    void readsASurfaceOfThePublishedScripts() throws IOException {
        var surface = SurfaceHdf5.read(Resources.copy("surface_a.h5", folder));
        assertThat(surface.grid().x().range()).isEqualTo("-1:1:11");
        assertThat(surface.grid().y().range()).isEqualTo("-1:1:11");
        assertThat(surface.quantityNames()).containsExactly("train_loss", "train_acc");
        assertThat(surface.count(Status.COMPUTED)).isEqualTo(121);
        // the centre, as recomputed in float64
        assertThat(surface.value("train_loss", surface.grid().cell(5, 5))).isCloseTo(.3804692547, within(1e-7));
        assertThat(surface.provenance().entries()).containsEntry(SurfaceHdf5.DIRECTION_FILE, "directions.h5");
    }

    @Test
    void theDeclaredShapeOfARectangleIsReinterpreted() throws IOException {
        var surface = SurfaceHdf5.read(Resources.copy("surface_wide.h5", folder));
        var rows = surface.rows("train_loss");
        assertThat(rows).hasNumberOfRows(3);
        assertThat(rows[0]).containsExactly(0, 1, 2, 3, 4);
        assertThat(rows[2]).containsExactly(200, 201, 202, 203, 204);
    }

    @Test
    void minusOneOfThePublishedScriptsMeansPending() throws IOException {
        var surface = SurfaceHdf5.read(Resources.copy("surface_holes.h5", folder));
        assertThat(surface.count(Status.PENDING)).isEqualTo(2);
        assertThat(surface.status(5)).isEqualTo(Status.PENDING);
        assertThat(surface.value("train_loss", 5)).isNaN();
        assertThat(surface.value("train_loss", 6)).isEqualTo(102);
    }

    @Test
    void whatWasNotAskedForIsDroppedAndWhatWasNotReachedIsNoMeasurement() throws IOException {
        var surface = SurfaceHdf5.read(Resources.copy("surface_eigenvalues.h5", folder));
        assertThat(surface.quantityNames())
                .containsExactly("train_loss", "train_acc", "test_loss", "max_eig", "min_eig");
        assertThat(surface.count(Status.COMPUTED)).isEqualTo(5);
        assertThat(surface.status(5)).isEqualTo(Status.PENDING);
        assertThat(surface.values("train_loss"))
                .containsExactly(0, 1, Double.NaN, 3, Double.POSITIVE_INFINITY, Double.NaN);
        assertThat(surface.values("test_loss")).containsExactly(.5, Double.NaN, 2.5, Double.NaN, 4.5, Double.NaN);
        assertThat(surface.values("min_eig")).containsExactly(-1, Double.NaN, -2, -3, -1, Double.NaN);
        assertThat(surface.values("max_eig")).containsExactly(7, Double.NaN, -1, 5, 6, Double.NaN);
        assertThat(surface.provenance().entries())
                .containsEntry("not_computed.test_loss", "2 of 6 cells")
                .containsEntry("not_computed.min_eig", "1 of 6 cells")
                .doesNotContainKey("not_computed.train_loss");
    }

    private static double[] stored(Path file) throws IOException {
        return Hdf5.read(file, hdf -> Hdf5.doubles(file, Hdf5.require(file, hdf, "train_acc")));
    }

    @Test
    void plainFilesHoldMinusOneWhereNothingIsKnown() throws IOException {
        var file = folder.resolve("plain.h5");
        var surface = SurfaceHdf5.read(Resources.copy("surface_holes.h5", folder));
        SurfaceHdf5.writePlain(file, surface);
        assertThat(stored(file)).containsExactly(stored(folder.resolve("surface_holes.h5")));
        assertThat(Hdf5.<Object>read(file, hdf -> hdf.getChild("status") == null))
                .isEqualTo(true);
        var back = SurfaceHdf5.read(file);
        assertThat(back.provenance()).isEqualTo(surface.provenance());
        assertThat(back.count(Status.PENDING)).isEqualTo(2);
    }

    @Test
    void readsAVolumeOfH5pyWithItsSlowestAxisFirst() throws IOException {
        var volume = SurfaceHdf5.read(Resources.copy("volume.h5", folder));
        var grid = volume.grid();
        assertThat(grid.axes()).extracting(Axis::count).containsExactly(4, 3, 2);
        assertThat(volume.value("train_loss", grid.cell(3, 2, 1))).isEqualTo(123);
        var file = folder.resolve("again.h5");
        SurfaceHdf5.write(file, volume);
        int[] shape =
                Hdf5.read(file, hdf -> Hdf5.require(file, hdf, "train_loss").getDimensions());
        assertThat(shape).containsExactly(2, 3, 4);
    }

    @Test
    void readsALineOfThePublishedScripts() throws IOException {
        var surface = SurfaceHdf5.read(Resources.copy("line.h5", folder));
        assertThat(surface.grid().dimensions()).isEqualTo(1);
        assertThat(surface.values("train_loss")).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void saysWhichFormOfHdf5ItCannotRead() throws IOException {
        var file = Resources.copy("latest.h5", folder);
        assertThatThrownBy(() -> SurfaceHdf5.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("libver=\"latest\"")
                .satisfies(FormatAssertions::isOneLine);
    }

    @Test
    void aFileThatIsNoSurfaceSaysWhatItHas() throws IOException {
        var file = Resources.copy("directions.h5", folder);
        assertThatThrownBy(() -> SurfaceHdf5.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no dataset 'xcoordinates' (it has explained_variance_ratio_, xdirection");
    }

    @Test
    void truncatedEmptyAndForeignFilesGiveOneSentence() throws IOException {
        var whole = Resources.bytes("surface_a.h5");
        var file = folder.resolve("a.h5");
        Files.write(file, Arrays.copyOf(whole, whole.length - 1000));
        assertThatThrownBy(() -> SurfaceHdf5.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is truncated: it should have 10320 bytes but has 9320");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> SurfaceHdf5.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is empty");
        Files.write(file, Resources.bytes("types.safetensors"));
        assertThatThrownBy(() -> SurfaceHdf5.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is not an HDF5 file");
    }
}
