package dev.orograph.landscape;

import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Begins with the samples themselves, kept in the evaluation's element type, images in channels-last order. */
final class SampleStart implements BlockStart {
    private final List<Tensor> resident = new ArrayList<>();
    private final int blockSamples;

    SampleStart(List<SampleSet> sets, int blockSamples, ScalarType type) {
        this.blockSamples = blockSamples;
        for (var set : sets) {
            try (var scope = new PointerScope()) {
                var inputs = set.inputs().to(type);
                resident.add(Tensors.own(inputs.dim() == 4 ? inputs.contiguous(MemoryFormat.ChannelsLast) : inputs));
            }
        }
    }

    @Override
    public int output() {
        return 0;
    }

    @Override
    public int tileCells() {
        return 1;
    }

    @Override
    public String description() {
        return "folded";
    }

    @Override
    public CellValues open(List<SampleSet> sets, int set, int start, Workspace workspace) {
        int count = Math.min(blockSamples, sets.get(set).size() - start);
        var block = resident.get(set).narrow(0, start, count);
        return cell -> block;
    }

    @Override
    public void close() {
        resident.forEach(Tensor::close);
    }
}
