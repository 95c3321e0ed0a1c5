package dev.orograph.landscape;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests around one small network, whose files lie in a folder of the test's own. */
abstract class OnPlaneFixture {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    protected Path folder;

    protected PlaneFixture network;

    @BeforeEach
    void makeNetwork() {
        network = new PlaneFixture(folder);
    }

    @AfterEach
    void closeNetwork() {
        network.close();
    }
}
