package dev.orograph.network;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;

import java.util.List;

/** Residual networks for large images (He et al. 2016, arXiv:1512.03385, table 1) with torchvision's names. */
final class ImageNetResNet implements ArchitectureFamily {
    @Override
    public List<String> names() {
        return List.of("resnet18", "resnet50");
    }

    @Override
    public List<ArchitectureParameter> parameters() {
        return List.of(new ArchitectureParameter("shortcuts", "false leaves them out, default true"));
    }

    @Override
    public Layer build(String name, ArchitectureOptions options) {
        boolean hasShortcuts = options.flag("shortcuts", true);
        return name.equals("resnet18")
                ? network(options, new BasicBlock("downsample", hasShortcuts), 2, 2, 2, 2)
                : network(options, new BottleneckBlock("downsample", hasShortcuts), 3, 4, 6, 3);
    }

    private static Layer network(ArchitectureOptions options, ResidualBlock block, int... blocks) {
        var pool = new MaxPool(Extent.square(3), Extent.square(2), Extent.square(1));
        return Sequential.of(
                unnamed(new AsImage()),
                child("conv1", Convolution.square(options.channels(), 64, 7, 2, 3)),
                child("bn1", new BatchNorm(64)),
                unnamed(new Relu()),
                unnamed(pool),
                child("layer1", CifarResNet.stage(block, 64, 64, 1, blocks[0])),
                child("layer2", CifarResNet.stage(block, block.outputs(64), 128, 2, blocks[1])),
                child("layer3", CifarResNet.stage(block, block.outputs(128), 256, 2, blocks[2])),
                child("layer4", CifarResNet.stage(block, block.outputs(256), 512, 2, blocks[3])),
                unnamed(new GlobalAveragePool()),
                unnamed(new Flatten()),
                child("fc", new Linear(block.outputs(512), options.outputs())));
    }
}
