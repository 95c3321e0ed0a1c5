package dev.orograph.network;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;

import java.util.ArrayList;
import java.util.List;

/**
 * Residual networks for small images of 6n + 2 layers (He et al. 2016, arXiv:1512.03385, section 4.2), in the form and
 * with the names of the loss-landscape experiments (Li et al. 2018, arXiv:1712.09913): where a block changes the size its
 * shortcut is a 1×1 convolution with batch normalisation. ResNet-20 with one channel and ten classes has 272,186
 * parameters, 269,434 without shortcuts.
 */
final class CifarResNet implements ArchitectureFamily {
    private static final List<Integer> DEPTHS = List.of(20, 32, 44, 56, 110);

    @Override
    public List<String> names() {
        return DEPTHS.stream().map(depth -> "resnet" + depth).toList();
    }

    @Override
    public List<ArchitectureParameter> parameters() {
        return List.of(
                new ArchitectureParameter("shortcuts", "false leaves them out, default true"),
                new ArchitectureParameter("widen", "factor on all widths, default 1"));
    }

    @Override
    public Layer build(String name, ArchitectureOptions options) {
        int depth = Integer.parseInt(name.substring("resnet".length()));
        int blocks = (depth - 2) / 6;
        long width = 16 * options.size("widen", 1);
        var block = new BasicBlock("shortcut", options.flag("shortcuts", true));
        return Sequential.of(
                unnamed(new AsImage()),
                child("conv1", Convolution.square(options.channels(), width, 3, 1, 1)),
                child("bn1", new BatchNorm(width)),
                unnamed(new Relu()),
                child("layer1", stage(block, width, width, 1, blocks)),
                child("layer2", stage(block, width, 2 * width, 2, blocks)),
                child("layer3", stage(block, 2 * width, 4 * width, 2, blocks)),
                unnamed(new GlobalAveragePool()),
                unnamed(new Flatten()),
                child("linear", new Linear(4 * width, options.outputs())));
    }

    /** Blocks one after another, of which the first changes the size. */
    static Layer stage(ResidualBlock block, long inputs, long width, long stride, int blocks) {
        var layers = new ArrayList<Layer>();
        layers.add(block.layers(inputs, width, stride));
        for (int i = 1; i < blocks; i++) {
            layers.add(block.layers(block.outputs(width), width, 1));
        }
        return Sequential.numbered(layers);
    }
}
