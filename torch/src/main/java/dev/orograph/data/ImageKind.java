package dev.orograph.data;

import java.util.List;

/**
 * What distinguishes one published set of images from another.
 *
 * @param maximum largest stored value
 * @param published mean and deviation per channel that publications use with the set
 */
record ImageKind(String name, int classes, int maximum, InputScaling.Channels published) {
    static final ImageKind DIGITS = new ImageKind("digits", 10, 16, channels(List.of(0.0), List.of(1.0)));

    /** Mean and deviation of the training pixels, as in PyTorch's MNIST example. */
    static final ImageKind MNIST = new ImageKind("mnist", 10, 255, channels(List.of(.1307), List.of(.3081)));

    /** Mean and deviation of the training pixels (.286041, .353024), to four digits. */
    static final ImageKind FASHION_MNIST =
            new ImageKind("fashion-mnist", 10, 255, channels(List.of(.2861), List.of(.3530)));

    /** As in the published loss-landscape scripts (arXiv:1712.09913). */
    static final ImageKind CIFAR10 = new ImageKind(
            "cifar10",
            10,
            255,
            channels(List.of(125.3 / 255, 123.0 / 255, 113.9 / 255), List.of(63.0 / 255, 62.1 / 255, 66.7 / 255)));

    /** Mean and deviation of the training pixels, to four digits. */
    static final ImageKind CIFAR100 =
            new ImageKind("cifar100", 100, 255, channels(List.of(.5071, .4865, .4409), List.of(.2673, .2564, .2762)));

    private static InputScaling.Channels channels(List<Double> means, List<Double> deviations) {
        return new InputScaling.Channels(means, deviations);
    }
}
