package dev.orograph.training;

import dev.orograph.data.Augmentation;
import dev.orograph.data.BatchOrder;
import dev.orograph.data.DataSet;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The batches of a training: a function of the step alone, so that an interrupted training sees the same ones. Rows are
 * gathered batch by batch, which leaves them in the cache where the first layer finds them; a permuted copy of the whole
 * set, once per epoch, would move as many bytes through memory and double the data's.
 */
final class Batches implements AutoCloseable {
    private final DataSet data;
    private final TrainingRecipe recipe;
    private final Augmentation augmentation;
    private final BatchOrder order;
    private final Tensor permutation;
    private final Tensor gathered;
    private long permutedEpoch = -1;

    Batches(DataSet data, TrainingRecipe recipe) {
        this.data = data;
        this.recipe = recipe;
        this.augmentation = Augmentation.parse(recipe.augmentation());
        this.order = BatchOrder.shuffled(data.size(), recipe.seeds().order());
        try (var scope = new PointerScope()) {
            this.permutation = Tensors.own(Tensors.of(new long[data.size()], data.size()));
            long most = Math.min(recipe.batchSize(), data.size());
            this.gathered = Tensors.own(torch.empty_like(data.inputs().narrow(0, 0, most)));
        }
    }

    /** Samples of one step, in the current scope; inputs hold until the next batch. */
    record Batch(Tensor inputs, Tensor targets) {
        long samples() {
            return targets.size(0);
        }

        /** One of several parts of nearly equal size; a view. */
        Batch part(int index, int count) {
            long from = samples() * index / count;
            long size = samples() * (index + 1) / count - from;
            return new Batch(inputs.narrow(0, from, size), targets.narrow(0, from, size));
        }
    }

    long stepsPerEpoch() {
        return (data.size() - 1L) / recipe.batchSize() + 1;
    }

    /** The batch of a step, counted from 0 over all epochs. */
    Batch batch(long step) {
        long epoch = step / stepsPerEpoch();
        permute(epoch);
        long start = (step % stepsPerEpoch()) * recipe.batchSize();
        long count = Math.min(recipe.batchSize(), data.size() - start);
        var rows = permutation.narrow(0, start, count);
        var inputs = gathered.narrow(0, 0, count);
        torch.index_select_out(inputs, data.inputs(), 0, rows);
        if (!augmentation.equals(Augmentation.NONE)) {
            long seed = Augmentation.seed(recipe.seeds().augmentation(), epoch, step);
            inputs = augmentation.apply(inputs, data.background(), seed);
        }
        return new Batch(inputs, torch.index_select(data.targets(), 0, rows));
    }

    private void permute(long epoch) {
        if (epoch != permutedEpoch) {
            permutation.copy_(Tensors.of(order.epoch(epoch), data.size()));
            permutedEpoch = epoch;
        }
    }

    @Override
    public void close() {
        permutation.close();
        gathered.close();
    }
}
