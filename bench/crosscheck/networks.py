"""PyTorch counterparts of the built-in architectures, and reference files that NetworksCheck.java compares with.

usage: python networks.py FOLDER      then      java -cp ... NetworksCheck.java FOLDER

Per case a safetensors file: the state dictionary with random values (batch-norm statistics too) as "model/NAME", inputs,
the outputs in evaluation and in training mode, the buffers after the training pass as "after/NAME", the gradient of the
sum of squares of the evaluation outputs as "gradient/NAME".
"""

import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

ACTIVATIONS = {
    "relu": nn.ReLU,
    "leaky-relu": nn.LeakyReLU,
    "prelu": nn.PReLU,
    "gelu": nn.GELU,
    "silu": nn.SiLU,
    "tanh": nn.Tanh,
    "sigmoid": nn.Sigmoid,
    "identity": nn.Identity,
}


class Mlp(nn.Module):
    def __init__(self, shape, outputs, widths="256,192,128,64", activation="relu"):
        super().__init__()
        make = ACTIVATIONS.get(activation)
        if activation == "shared-prelu":
            shared = nn.PReLU()
            make = lambda: shared  # noqa: E731
        layers, size = [], torch.Size(shape).numel()
        for width in [int(text) for text in widths.split(",")]:
            layers += [nn.Linear(size, width), make()]
            size = width
        self.layers = nn.Sequential(*layers, nn.Linear(size, outputs))

    def forward(self, x):
        return self.layers(x.flatten(1))


class MnistCnn(nn.Module):
    def __init__(self, shape, outputs):
        super().__init__()
        self.conv1 = nn.Conv2d(shape[0], 32, 3)
        self.conv2 = nn.Conv2d(32, 64, 3)
        self.fc1 = nn.Linear(64 * ((shape[1] - 4) // 2) * ((shape[2] - 4) // 2), 128)
        self.fc2 = nn.Linear(128, outputs)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv2(F.relu(self.conv1(x)))), 2)
        x = F.dropout2d(x, 0.25, self.training).flatten(1)
        x = F.dropout(F.relu(self.fc1(x)), 0.5, self.training)
        return F.log_softmax(self.fc2(x), 1)


class LeNet(nn.Module):
    def __init__(self, shape, outputs):
        super().__init__()
        side = ((shape[1] - 4) // 2 - 4) // 2
        self.conv1 = nn.Conv2d(shape[0], 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * side * side, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, outputs)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2).flatten(1)
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))


class Vgg9(nn.Module):
    def __init__(self, shape, outputs):
        super().__init__()
        layers, channels = [], shape[0]
        for stage in ([64, 64], [128, 128], [256, 256, 256]):
            for width in stage:
                layers += [nn.Conv2d(channels, width, 3, padding=1), nn.BatchNorm2d(width), nn.ReLU()]
                channels = width
            layers.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*layers)
        size = 256 * (shape[1] // 8) * (shape[2] // 8)
        self.fc = nn.Sequential(nn.Linear(size, 256), nn.BatchNorm1d(256), nn.ReLU())
        self.classifier = nn.Linear(256, outputs)

    def forward(self, x):
        return self.classifier(self.fc(self.features(x).flatten(1)))


class Block(nn.Module):
    """A basic block, or a bottleneck where expansion is 4."""

    def __init__(self, inputs, width, stride, expansion, name, shortcuts):
        super().__init__()
        outputs = width * expansion
        basic = [(inputs, width, 3, stride), (width, width, 3, 1)]
        bottleneck = [(inputs, width, 1, 1), (width, width, 3, stride), (width, outputs, 1, 1)]
        self.count = 2 if expansion == 1 else 3
        for i, (a, b, kernel, step) in enumerate(basic if expansion == 1 else bottleneck, 1):
            setattr(self, f"conv{i}", nn.Conv2d(a, b, kernel, step, kernel // 2, bias=False))
            setattr(self, f"bn{i}", nn.BatchNorm2d(b))
        self.way = None
        if shortcuts:
            self.way = name
            changes = stride != 1 or inputs != outputs
            parts = [nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)] if changes else []
            setattr(self, name, nn.Sequential(*parts))

    def forward(self, x):
        y = x
        for i in range(1, self.count + 1):
            y = getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(y))
            if i < self.count:
                y = F.relu(y)
        return F.relu(y if self.way is None else y + getattr(self, self.way)(x))


def stage(inputs, width, count, stride, expansion, name, shortcuts):
    blocks = [Block(inputs, width, stride, expansion, name, shortcuts)]
    blocks += [Block(width * expansion, width, 1, expansion, name, shortcuts) for _ in range(count - 1)]
    return nn.Sequential(*blocks)


class CifarResNet(nn.Module):
    def __init__(self, shape, outputs, depth, shortcuts="true", widen="1"):
        super().__init__()
        width, count, has = 16 * int(widen), (depth - 2) // 6, shortcuts == "true"
        self.conv1 = nn.Conv2d(shape[0], width, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.layer1 = stage(width, width, count, 1, 1, "shortcut", has)
        self.layer2 = stage(width, 2 * width, count, 2, 1, "shortcut", has)
        self.layer3 = stage(2 * width, 4 * width, count, 2, 1, "shortcut", has)
        self.linear = nn.Linear(4 * width, outputs)

    def forward(self, x):
        x = self.layer3(self.layer2(self.layer1(F.relu(self.bn1(self.conv1(x))))))
        return self.linear(x.mean((2, 3)))


class ImageNetResNet(nn.Module):
    def __init__(self, shape, outputs, counts, expansion, shortcuts="true"):
        super().__init__()
        self.conv1 = nn.Conv2d(shape[0], 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        inputs = 64
        for i, count in enumerate(counts):
            width = 64 << i
            part = stage(inputs, width, count, 2 if i else 1, expansion, "downsample", shortcuts == "true")
            setattr(self, f"layer{i + 1}", part)
            inputs = width * expansion
        self.fc = nn.Linear(inputs, outputs)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        for i in range(1, 5):
            x = getattr(self, f"layer{i}")(x)
        return self.fc(x.mean((2, 3)))


class DenseLayer(nn.Module):
    def __init__(self, inputs, growth):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(inputs)
        self.conv1 = nn.Conv2d(inputs, 4 * growth, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(4 * growth)
        self.conv2 = nn.Conv2d(4 * growth, growth, 3, padding=1, bias=False)

    def forward(self, x):
        return torch.cat([self.conv2(F.relu(self.bn2(self.conv1(F.relu(self.bn1(x)))))), x], 1)


class Transition(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.bn = nn.BatchNorm2d(inputs)
        self.conv = nn.Conv2d(inputs, inputs // 2, 1, bias=False)

    def forward(self, x):
        return F.avg_pool2d(self.conv(F.relu(self.bn(x))), 2)


class DenseNet(nn.Module):
    def __init__(self, shape, outputs, growth="32"):
        super().__init__()
        growth = int(growth)
        channels = 2 * growth
        self.conv1 = nn.Conv2d(shape[0], channels, 3, padding=1, bias=False)
        for i, count in enumerate((6, 12, 24, 16), 1):
            layers = [DenseLayer(channels + k * growth, growth) for k in range(count)]
            setattr(self, f"dense{i}", nn.Sequential(*layers))
            channels += count * growth
            if i < 4:
                setattr(self, f"trans{i}", Transition(channels))
                channels //= 2
        self.bn = nn.BatchNorm2d(channels)
        self.linear = nn.Linear(channels, outputs)

    def forward(self, x):
        x = self.conv1(x)
        for i in range(1, 5):
            x = getattr(self, f"dense{i}")(x)
            if i < 4:
                x = getattr(self, f"trans{i}")(x)
        return self.linear(F.relu(self.bn(x)).mean((2, 3)))


def build(name, shape, outputs, **parameters):
    if name in ("resnet18", "resnet50"):
        counts, expansion = ([2, 2, 2, 2], 1) if name == "resnet18" else ([3, 4, 6, 3], 4)
        return ImageNetResNet(shape, outputs, counts, expansion, **parameters)
    if name.startswith("resnet"):
        return CifarResNet(shape, outputs, int(name[6:]), **parameters)
    kinds = {"mlp": Mlp, "mnist-cnn": MnistCnn, "lenet": LeNet, "vgg9": Vgg9, "densenet121": DenseNet}
    return kinds[name](shape, outputs, **parameters)


CASES = [
    ("mlp", (1, 28, 28), {}),
    *[("mlp", (64,), {"widths": "32,16", "activation": a}) for a in [*ACTIVATIONS, "shared-prelu"]],
    ("mnist-cnn", (1, 28, 28), {}),
    ("lenet", (1, 28, 28), {}),
    ("lenet", (3, 32, 32), {}),
    ("vgg9", (3, 32, 32), {}),
    ("vgg9", (1, 28, 28), {}),
    ("resnet20", (1, 32, 32), {}),
    ("resnet20", (1, 28, 28), {}),
    ("resnet20", (1, 32, 32), {"shortcuts": "false"}),
    ("resnet20", (3, 32, 32), {"widen": "2"}),
    ("resnet32", (3, 32, 32), {}),
    ("resnet44", (3, 32, 32), {}),
    ("resnet56", (3, 32, 32), {}),
    ("resnet110", (3, 32, 32), {"shortcuts": "false"}),
    ("densenet121", (3, 32, 32), {}),
    ("densenet121", (3, 32, 32), {"growth": "12"}),
    ("resnet18", (3, 64, 64), {}),
    ("resnet50", (3, 64, 64), {}),
    ("resnet50", (1, 64, 64), {"shortcuts": "false"}),
]


def randomize(model):
    """Weights that keep activations near 1 and statistics unlike the initial ones."""
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
                module.weight.uniform_(0.5, 1.5)
                module.bias.normal_(0, 0.1)
                module.running_mean.normal_(0, 0.1)
                module.running_var.uniform_(0.5, 1.5)
                module.num_batches_tracked.fill_(7)


def write_case(folder, number, name, shape, parameters):
    torch.manual_seed(number)
    model = build(name, shape, 10, **parameters)
    randomize(model)
    # Few values per channel in the last stages make the training pass ill-conditioned: compare it in float64.
    precision = torch.float64 if name == "resnet50" else torch.float32
    model.to(precision)
    tensors = {"model/" + key: value.clone() for key, value in model.state_dict().items()}
    inputs = torch.randn(4, *shape).to(precision)
    model.eval()
    outputs = model(inputs)
    gradients = torch.autograd.grad(outputs.square().sum(), list(model.parameters()))
    for (key, _), gradient in zip(model.named_parameters(), gradients):
        tensors["gradient/" + key] = gradient
    tensors |= {"inputs": inputs, "outputs": outputs.detach()}
    if name != "mnist-cnn":  # dropout masks differ
        model.train()
        tensors["training"] = model(inputs).detach()
        tensors |= {"after/" + key: value.clone() for key, value in model.named_buffers()}
    metadata = {
        "name": name,
        "precision": "float64" if precision == torch.float64 else "float32",
        "input": "x".join(map(str, shape)),
        "parameters": ";".join(f"{key}={value}" for key, value in parameters.items()),
        "order": ",".join(key for key, _ in model.named_parameters()),
        "buffers": ",".join(key for key, _ in model.named_buffers()),
    }
    save_file({key: value.contiguous() for key, value in tensors.items()}, folder / f"{number:02}.safetensors", metadata)
    print(name, shape, parameters, sum(p.numel() for p in model.parameters()))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    for number, case in enumerate(CASES):
        write_case(folder, number, *case)
