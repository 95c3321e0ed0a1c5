"""The network, data, weights and directions of every comparison: an MLP 784-256-192-128-64-10 on FashionMNIST."""

import gzip
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file

WIDTHS = (784, 256, 192, 128, 64, 10)
CLASSES = 10


def network():
    """The MLP with blocks named layers.0.weight, layers.0.bias, layers.2.weight and so on."""
    layers = []
    for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]

    class Mlp(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = torch.nn.Sequential(*layers[:-1])

        def forward(self, images):
            return self.layers(images.flatten(1))

    return Mlp()


def idx(path):
    """The numbers of an IDX file, packed with gzip or not."""
    path = path if path.exists() else path.with_suffix(path.suffix + ".gz")
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as stream:
        content = stream.read()
    rank = content[3]
    shape = np.frombuffer(content, ">u4", rank, 4).astype(int)
    return torch.from_numpy(np.frombuffer(content, np.uint8, offset=4 + 4 * rank).reshape(shape).copy())


def raw(data, split):
    """Pixels uint8 [samples, 28, 28] and labels int64 [samples]."""
    folder, prefix = Path(data) / "fashion-mnist", {"test": "t10k", "train": "train"}[split]
    return idx(folder / f"{prefix}-images-idx3-ubyte"), idx(folder / f"{prefix}-labels-idx1-ubyte").long()


def scaled(pixels):
    """Pixels as the network takes them: (v/255 - .5)/.5, float32 [samples, 1, 28, 28]."""
    return ((pixels.float() / 255 - 0.5) / 0.5).unsqueeze(1)


def samples(data, split):
    pixels, labels = raw(data, split)
    return scaled(pixels), labels


def read_plane(weights, directions):
    """Three dictionaries by block name: the centre and both directions, in the order of the network."""
    names = [name for name, _ in network().named_parameters()]
    centre, both = load_file(weights), load_file(directions)
    return (
        {name: centre[name] for name in names},
        {name: both[f"x.{name}"] for name in names},
        {name: both[f"y.{name}"] for name in names},
    )


def write_plane(weights, directions, seed=0):
    """Fresh weights and filter-normalised directions that leave biases alone, where there are no given ones."""
    generator = torch.Generator().manual_seed(seed)
    torch.manual_seed(seed)
    centre = {name: value.detach().clone() for name, value in network().named_parameters()}
    both = {}
    for axis in "xy":
        for name, value in centre.items():
            drawn = torch.randn(value.shape, generator=generator)
            if value.dim() > 1:
                drawn *= value.norm(dim=1, keepdim=True) / drawn.norm(dim=1, keepdim=True)
            else:
                drawn.zero_()
            both[f"{axis}.{name}"] = drawn
    save_file(centre, weights)
    save_file(both, directions)
