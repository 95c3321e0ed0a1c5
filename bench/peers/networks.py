"""The networks of the comparisons in plain torch.nn, with the block names of Orograph's built-in ones."""

import torch
import torch.nn.functional as functional
from torch import nn


class Mlp(nn.Module):
    """784-256-192-128-64-10 with ReLU, or other hidden widths; blocks layers.0.weight, layers.0.bias, layers.2.weight …"""

    def __init__(self, widths=(256, 192, 128, 64)):
        super().__init__()
        sizes = (784, *widths, 10)
        layers = []
        for inputs, outputs in zip(sizes, sizes[1:]):
            layers += [nn.Linear(inputs, outputs), nn.ReLU()]
        self.layers = nn.Sequential(*layers[:-1])

    def forward(self, images):
        return self.layers(images.flatten(1))


class MnistCnn(nn.Module):
    """Two convolutions, pooling, dropout, two affine layers, log-probabilities: 1,199,882 parameters."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3)
        self.conv2 = nn.Conv2d(32, 64, 3)
        self.dropout1 = nn.Dropout2d(0.25)
        self.fc1 = nn.Linear(9216, 128)
        self.dropout2 = nn.Dropout(0.5)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, images):
        values = functional.relu(self.conv1(images))
        values = functional.max_pool2d(functional.relu(self.conv2(values)), 2)
        values = self.dropout1(values).flatten(1)
        values = self.dropout2(functional.relu(self.fc1(values)))
        return functional.log_softmax(self.fc2(values), 1)


class BasicBlock(nn.Module):
    """Two convolutions with batch norm beside a shortcut, which is a 1×1 convolution where the size changes."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Sequential()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, values):
        inner = functional.relu(self.bn1(self.conv1(values)))
        return functional.relu(self.bn2(self.conv2(inner)) + self.shortcut(values))


class ResNet(nn.Module):
    """Residual network of 6n + 2 layers for images 32×32 with one channel."""

    def __init__(self, depth):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        count = (depth - 2) // 6
        self.layer1 = self.stage(16, 16, 1, count)
        self.layer2 = self.stage(16, 32, 2, count)
        self.layer3 = self.stage(32, 64, 2, count)
        self.linear = nn.Linear(64, 10)

    @staticmethod
    def stage(inputs, outputs, stride, count):
        blocks = [BasicBlock(inputs, outputs, stride)]
        return nn.Sequential(*blocks, *[BasicBlock(outputs, outputs, 1) for _ in range(count - 1)])

    def forward(self, images):
        values = functional.relu(self.bn1(self.conv1(images)))
        values = self.layer3(self.layer2(self.layer1(values)))
        return self.linear(functional.adaptive_avg_pool2d(values, 1).flatten(1))


class ArsinhCnn(nn.Module):
    """Two convolutions and two affine layers with the inverse hyperbolic sine between them, which Orograph has no layer for."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
        self.fc1 = nn.Linear(1568, 64)
        self.fc2 = nn.Linear(64, 10)

    def forward(self, images):
        values = functional.max_pool2d(torch.asinh(self.conv1(images)), 2)
        values = functional.max_pool2d(torch.asinh(self.conv2(values)), 2)
        return self.fc2(torch.asinh(self.fc1(values.flatten(1))))
