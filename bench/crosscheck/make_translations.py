"""Makes the TorchScript files with which the tests try the translation of scripts into programs.

usage: python make_translations.py FOLDER     (torch/src/test/resources/dev/orograph/network/scripts)

Each network is written traced and scripted, with small random weights and statistics. All take images 1×8×8. The archives
are packed anew without what PyTorch keeps for its error messages, to half their size.
"""

import sys
import zipfile
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)


class Cnn(nn.Module):
    """The form of PyTorch's MNIST example."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 4, 3, 1)
        self.conv2 = nn.Conv2d(4, 6, 3, padding="same")
        self.dropout1 = nn.Dropout(0.25)
        self.dropout2 = nn.Dropout2d(0.5)
        self.fc1 = nn.Linear(54, 12)
        self.fc2 = nn.Linear(12, 5)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        x = F.max_pool2d(x, 2)
        x = self.dropout2(x)
        x = torch.flatten(x, 1)
        x = F.relu(self.fc1(x))
        x = self.dropout1(x)
        return F.log_softmax(self.fc2(x), dim=1)


class OptionA(nn.Module):
    """A shortcut without parameters: every second pixel, and channels of zeros."""

    def __init__(self, channels):
        super().__init__()
        self.margin = channels // 4

    def forward(self, x):
        return F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.margin, self.margin), "constant", 0.0)


class Basic(nn.Module):
    def __init__(self, inputs, width, stride, option):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, width, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.shortcut = nn.Sequential()
        if stride != 1 and option == "A":
            self.shortcut = OptionA(width)
        elif stride != 1:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, width, 1, stride, bias=False), nn.BatchNorm2d(width))

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += self.shortcut(x)
        return F.relu(out)


class CifarResNet(nn.Module):
    """The form of the loss-landscape scripts, of 6·blocks + 2 layers."""

    def __init__(self, option="B", width=4, blocks=1, channels=1, classes=5, side=8):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, width, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        stages, inputs = [], width
        for stage in range(3):
            outputs = width * 2**stage
            layers = [Basic(inputs, outputs, 1 if stage == 0 else 2, option)]
            layers += [Basic(outputs, outputs, 1, option) for _ in range(1, blocks)]
            stages.append(nn.Sequential(*layers))
            inputs = outputs
        self.layer1, self.layer2, self.layer3 = stages
        self.side = side // 4
        self.linear = nn.Linear(inputs, classes)

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.layer3(self.layer2(self.layer1(out)))
        out = F.avg_pool2d(out, self.side)
        out = out.view(out.size(0), -1)
        return self.linear(out)


class Bottleneck(nn.Module):
    """The form of torchvision's block: one ReLU in place, used three times."""

    def __init__(self, inputs, width, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, groups=2, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 2 * width, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(2 * width)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = None
        if stride != 1 or inputs != 2 * width:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, 2 * width, 1, stride, bias=False), nn.BatchNorm2d(2 * width)
            )

    def forward(self, x):
        identity = x
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        if self.downsample is not None:
            identity = self.downsample(x)
        out += identity
        return self.relu(out)


class ImageNetResNet(nn.Module):
    """The form of torchvision's networks."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 4, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(4)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = nn.Sequential(Bottleneck(4, 4, 1), Bottleneck(8, 4, 1))
        self.layer2 = nn.Sequential(Bottleneck(8, 8, 2))
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(16, 5)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.avgpool(self.layer2(self.layer1(x)))
        return self.fc(torch.flatten(x, 1))


class Activations(nn.Module):
    """One of each operation on single elements, and pools whose places fit."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 3, 3, padding=1)
        self.act = nn.Sequential(
            nn.ELU(0.7), nn.PReLU(3), nn.Hardtanh(-2.0, 3.0), nn.Mish(), nn.AvgPool2d(3, 2, 1), nn.BatchNorm2d(3)
        )
        self.pool = nn.AdaptiveAvgPool2d((2, 2))
        self.fc = nn.Sequential(
            nn.Linear(12, 8), nn.LayerNorm(8), nn.GELU(), nn.Linear(8, 8), nn.GELU("tanh"), nn.SiLU(),
            nn.Softplus(2.0, 10.0), nn.Linear(8, 8), nn.LeakyReLU(0.2), nn.SELU(), nn.Hardswish(), nn.ReLU6(),
        )
        self.last = nn.Linear(8, 5, bias=False)

    def forward(self, x):
        x = self.pool(self.act(2.0 * self.conv(x) - 0.1))
        x = self.fc(x.reshape(-1, 12))
        return torch.sigmoid(self.last(torch.tanh(x) / 1.5 + 1))


class Dense(nn.Module):
    """Channels beside those before, from a list that grows."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(1, 2, 3, padding=1)
        self.more = nn.ModuleList([nn.Conv2d(2 + 2 * i, 2, 3, padding=1) for i in range(3)])
        self.fc = nn.Linear(8, 5)

    def forward(self, x):
        features = [F.relu(self.first(x))]
        for layer in self.more:
            features.append(F.relu(layer(torch.cat(features, 1))))
        return self.fc(torch.cat(features, 1).mean([2, 3]))


class InPlace(nn.Module):
    """The residual is what ReLU left of its input in place, as in early pre-activation networks."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(1, 3, 3, padding=1)
        self.second = nn.Conv2d(3, 3, 3, padding=1)
        self.relu = nn.ReLU(inplace=True)
        self.fc = nn.Linear(192, 5)

    def forward(self, x):
        x = self.first(x)
        out = self.second(self.relu(x))
        out.add_(x)
        out.mul_(0.5)
        return self.fc(out.flatten(1))


class Tied(nn.Module):
    """One layer at two places, one weight in two layers, one normalisation for two values."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(64, 8)
        self.middle = nn.Linear(8, 8)
        self.again = self.middle
        self.other = nn.Linear(8, 8)
        self.other.weight = self.middle.weight
        self.bn = nn.BatchNorm1d(8)
        self.last = nn.Linear(8, 5)

    def forward(self, x):
        x = torch.relu(self.first(x.view(x.shape[0], -1)))
        x = self.bn(torch.tanh(self.middle(x)))
        x = self.bn(torch.tanh(self.again(x)) + self.other(x))
        return self.last(x)


class Plain(nn.Module):
    """Products written out."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(8, 64) / 8)
        self.shift = nn.Parameter(torch.randn(8))
        self.out = nn.Parameter(torch.randn(5, 8))

    def forward(self, x):
        x = torch.addmm(self.shift, x.flatten(1), self.weight.t()).clamp(min=0.0)
        return torch.matmul(x, self.out.t())


class Normalised(nn.Module):
    """Normalises its input itself, and has a learned factor."""

    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.tensor([[[[0.3]]]]))
        self.register_buffer("deviation", torch.tensor([0.7]).view(1, 1, 1))
        self.conv = nn.Conv2d(1, 4, 3)
        self.scale = nn.Parameter(torch.rand(4, 1, 1))
        self.fc = nn.Linear(4, 5)

    def forward(self, x):
        x = torch.relu(self.conv((x - self.mean) / self.deviation))
        x = self.scale * x
        return self.fc(F.adaptive_avg_pool2d(x, 1).squeeze(-1).squeeze(-1))


class Unknown(nn.Module):
    """Sorting is no operator that the translation knows."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 4, 3, padding=1)
        self.bn = nn.BatchNorm2d(4)
        self.fc = nn.Linear(256, 5)

    def forward(self, x):
        x = torch.relu(self.bn(self.conv(x)))
        x = x.view(x.size(0), 256)
        return self.fc(torch.sort(x, dim=1)[0])


class Branch(nn.Module):
    """Its path depends on the values."""

    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(64, 5)

    def forward(self, x):
        x = self.fc(x.flatten(1))
        if bool(x.sum() > 0):
            x = x * 2
        return x


class ThroughView(nn.Module):
    """Changes a value through another name of its memory."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 1, 3, padding=1)
        self.fc = nn.Linear(64, 5)

    def forward(self, x):
        x = self.conv(x)
        flat = x.flatten(1)
        flat.relu_()
        return self.fc(flat) + self.fc(x.flatten(1))


class ChangesInput(nn.Module):
    """Changes the samples it is given."""

    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(64, 5)

    def forward(self, x):
        x = x.flatten(1)
        x.mul_(0.5)
        return self.fc(torch.cumsum(x, 1))


def settle(model):
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
                module.weight.uniform_(0.5, 1.5)
                module.bias.uniform_(-0.3, 0.3)
                module.running_mean.uniform_(-0.3, 0.3)
                module.running_var.uniform_(0.5, 1.5)
    return model.eval()


def save(module, name):
    """Writes an archive that is compressed and has no records of source lines."""
    whole = folder / "whole.pt"
    module.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(folder / f"{name}.pt", "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if not entry.endswith(".debug_pkl"):
                new.writestr(zipfile.ZipInfo(entry.replace("whole/", f"{name}/")), old.read(entry), zipfile.ZIP_DEFLATED)
    whole.unlink()


def mlp():
    return nn.Sequential(
        nn.Flatten(), nn.Linear(64, 16), nn.ReLU(inplace=True), nn.Dropout(0.2), nn.Linear(16, 12), nn.ReLU(),
        nn.Linear(12, 5),
    )


NETWORKS = {
    "mlp": mlp,
    "cnn": Cnn,
    "resnet": CifarResNet,
    "option_a": lambda: CifarResNet("A"),
    "bottleneck": ImageNetResNet,
    "activations": Activations,
    "dense": Dense,
    "in_place": InPlace,
    "tied": Tied,
    "plain": Plain,
    "unknown": Unknown,
    "through_view": ThroughView,
    "changes_input": ChangesInput,
    "normalised": Normalised,
}


def main():
    for seed, (name, make) in enumerate(NETWORKS.items()):
        torch.manual_seed(seed)
        model = settle(make())
        example = torch.randn(3, 1, 8, 8)
        with torch.no_grad():
            save(torch.jit.trace(model, example), f"{name}_traced")
            save(torch.jit.script(model), f"{name}_scripted")
    torch.manual_seed(100)
    save(torch.jit.script(Branch().eval()), "branch_scripted")
    # Scripted in training mode, dropout obeys the mode in which the module is run; traced, it stays on for ever.
    save(torch.jit.script(mlp().train()), "training_scripted")
    save(torch.jit.trace(mlp().train(), torch.randn(3, 1, 8, 8), check_trace=False), "training_traced")


if __name__ == "__main__":
    main()
