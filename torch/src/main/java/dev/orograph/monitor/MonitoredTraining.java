package dev.orograph.monitor;

import dev.orograph.array.NamedArrays;
import dev.orograph.data.DataSet;
import dev.orograph.network.Model;
import dev.orograph.objective.Loss;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * The parts of a running training that are looked at; all borrowed, none changed.
 *
 * @param model the network
 * @param start parameters before the first step of all, by block name
 * @param theta parameters, which the training changes in place
 * @param state batch-norm statistics, which the training changes in place
 * @param optimizerState a copy of what the optimizer remembers, with its text form as metadata
 * @param data the training samples
 * @param loss what is minimised
 * @param precision of the arithmetic
 * @param dropoutSeed of the masks
 * @param orderSeed of the samples' order
 * @param stepsPerEpoch number of batches in an epoch
 * @param threads processor threads
 * @param gradient loss and gradient of a batch
 * @param thresholds stability threshold of the optimizer at a learning rate, if one is known
 */
public record MonitoredTraining(
        Model model,
        NamedArrays start,
        Tensor theta,
        State state,
        Supplier<NamedArrays> optimizerState,
        DataSet data,
        Loss loss,
        Precision precision,
        long dropoutSeed,
        long orderSeed,
        long stepsPerEpoch,
        int threads,
        BatchGradient gradient,
        DoubleFunction<Optional<Threshold>> thresholds) {}
