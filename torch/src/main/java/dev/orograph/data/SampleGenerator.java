package dev.orograph.data;

import java.io.IOException;

/** Makes small data sets whose samples follow from a formula or lie in a resource. */
interface SampleGenerator {
    String name();

    /** Whether there is a test part apart from the training part. */
    boolean hasTest();

    /** All samples of the training or the test part. */
    Samples samples(boolean test) throws IOException;
}
