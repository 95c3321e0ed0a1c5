"""What is compared: each subject is a network, samples, weights at the centre and two directions, for both sides."""

import gzip
import hashlib
import inspect
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Callable

import numpy as np
import torch
import torch.nn.functional as functional
from safetensors.torch import load_file, save_file

import networks

MEANS = {"half": (0.5, 0.5), ".1307/.3081": (0.1307, 0.3081), ".2861/.3530": (0.2861, 0.3530)}
BATCH = 32  # of the short training


@dataclass(frozen=True)
class Subject:
    """A network on the first samples of a data set's test images.

    model: what Orograph calls the network, with options of that architecture; None where it has none of its own
    loss: "cross-entropy" of logits, or "nll" of log-probabilities
    network: makes it; not a lambda, since worker processes receive it
    steps: of a short training that makes weights where golden has none
    """

    name: str
    network: Callable[[], torch.nn.Module]
    model: str | None
    options: dict
    data: str
    normalisation: str
    padding: int
    samples: int
    loss: str = "cross-entropy"
    golden_weights: str = ""
    golden_directions: str = ""
    steps: int = 200

    def images(self, folder, split="test", count=None):
        """Inputs float32 [samples, 1, height, width] and labels int64 [samples]."""
        pixels, labels = self.raw(folder, split, count or self.samples)
        return self.scaled(pixels).unsqueeze(1), labels

    def raw(self, folder, split="test", count=None):
        """Pixels uint8 [samples, height, width], padded with zeros, and labels."""
        place, prefix = Path(folder) / self.data, {"test": "t10k", "train": "train"}[split]
        pixels = idx(place / f"{prefix}-images-idx3-ubyte")[: count or self.samples]
        labels = idx(place / f"{prefix}-labels-idx1-ubyte")[: count or self.samples]
        return functional.pad(pixels, [self.padding] * 4), labels.long()

    def scaled(self, pixels):
        mean, deviation = MEANS[self.normalisation]
        return (pixels.float() / 255 - mean) / deviation

    def criterion(self, outputs, labels, reduction="mean"):
        loss = functional.nll_loss if self.loss == "nll" else functional.cross_entropy
        return loss(outputs.float(), labels, reduction=reduction)


RESNET = dict(data="fashion-mnist", normalisation=".2861/.3530", padding=2, samples=1000)
SUBJECTS = {
    subject.name: subject
    for subject in (
        Subject(
            *("mlp", networks.Mlp, "mlp", {"widths": "256,192,128,64"}, "fashion-mnist", "half", 0, 10000),
            golden_weights="models/a_epoch3.safetensors",
            golden_directions="surface-a/directions.safetensors",
        ),
        Subject("mnist-cnn", networks.MnistCnn, "mnist-cnn", {}, "mnist", ".1307/.3081", 0, 1000, loss="nll"),
        Subject("unknown", networks.ArsinhCnn, None, {}, "mnist", ".1307/.3081", 0, 1000),
        Subject(
            *("resnet20", partial(networks.ResNet, 20), "resnet20", {}),
            **RESNET,
            golden_weights="models/resnet20_epoch3.safetensors",
        ),
        Subject("resnet56", partial(networks.ResNet, 56), "resnet56", {}, **RESNET, steps=60),
    )
}


def wide_mlp(width):
    """784-width-width-10 on a few images, for the growth of memory with parameters."""
    return Subject(
        *(f"mlp-{width}", partial(networks.Mlp, (width, width)), "mlp", {"widths": f"{width},{width}"}),
        *("fashion-mnist", "half", 0, 256),
        steps=0,
    )


def small(subject):
    """The same on few samples with hardly trained weights, to try that everything works."""
    return replace(subject, samples=subject.samples // 10, steps=min(subject.steps, 5))


def idx(path):
    """The numbers of an IDX file, packed with gzip or not."""
    path = path if path.exists() else path.with_suffix(path.suffix + ".gz")
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as stream:
        content = stream.read()
    rank = content[3]
    shape = np.frombuffer(content, ">u4", rank, 4).astype(int)
    return torch.from_numpy(np.frombuffer(content, np.uint8, offset=4 + 4 * rank).reshape(shape).copy())


@dataclass(frozen=True)
class Files:
    """Where a subject's centre, directions and TorchScript module lie."""

    weights: str
    directions: str
    script: str


def prepare(subject, data, golden, folder, seed=0):
    """Makes what is missing: weights by a short training, filter-normalised directions, a scripted module.

    Kept in folder under a name that depends on all that they are made from.
    """
    source = inspect.getsource(networks) + repr(replace(subject, network=None)) + str(seed) + torch.__version__
    stem = Path(folder) / f"{subject.name}-{hashlib.sha256(source.encode()).hexdigest()[:12]}"
    weights, directions = (Path(golden) / file for file in (subject.golden_weights, subject.golden_directions))
    if not weights.is_file():
        weights = stem.with_suffix(".weights.safetensors")
    if not directions.is_file():
        directions = stem.with_suffix(".directions.safetensors")
    script = stem.with_suffix(".pt")
    if not weights.exists():
        write(lambda path: save_file(trained(subject, data, seed), path), weights)
    network = load(subject, weights)
    if not directions.exists():
        write(lambda path: save_file(drawn(network, seed), path), directions)
    if not script.exists():
        write(torch.jit.script(network).save, script)
    return Files(str(weights), str(directions), str(script))


def write(save, path):
    """Files appear by rename, never half-written."""
    partial = path.with_name("partial-" + path.name)
    save(str(partial))
    partial.rename(path)


def load(subject, weights):
    """The network at the centre, in evaluation mode."""
    network = subject.network().eval()
    network.load_state_dict(load_file(weights))
    return network


def trained(subject, data, seed):
    """A state dictionary after a short training with Adam, with batch-norm statistics of its final weights."""
    torch.manual_seed(seed)
    network = subject.network().train()
    images, labels = subject.images(data, "train", max(1024, subject.steps * BATCH))
    images = images.contiguous(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    for rows in torch.arange(len(labels)).split(BATCH)[: subject.steps]:
        optimizer.zero_grad(set_to_none=True)
        subject.criterion(network(images[rows]), labels[rows]).backward()
        optimizer.step()
    norms = [module for module in network.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # the mean over all batches
    if norms:
        with torch.no_grad():
            for batch in images[:1024].split(128):
                network(batch)
    return {name: value.contiguous() for name, value in network.state_dict().items()}


def drawn(network, seed):
    """Random directions normalised by filter, zero for biases and batch norm, as x.NAME and y.NAME."""
    generator, both = torch.Generator().manual_seed(seed), {}
    for axis in "xy":
        for name, value in network.named_parameters():
            direction = torch.zeros(value.shape)
            if value.dim() > 1:
                direction.normal_(generator=generator)
                lengths = [part.flatten(1).norm(dim=1) for part in (value.detach(), direction)]
                direction *= (lengths[0] / lengths[1]).view(-1, *[1] * (value.dim() - 1))
            both[f"{axis}.{name}"] = direction
    return both


def read_plane(network, directions):
    """Three dictionaries by block name: the centre and both directions, in the order of the network."""
    both = load_file(directions)
    centre = {name: value.detach().clone() for name, value in network.named_parameters()}
    return centre, {name: both[f"x.{name}"] for name in centre}, {name: both[f"y.{name}"] for name in centre}
