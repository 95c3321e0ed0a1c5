"""The expert's ways: oneDNN's private fused operators in single-threaded worker processes that share the points.

Per point, batch norm is folded into the convolution before it, and the weights are rounded and, if that pays, put into
oneDNN's own order once. Nothing here is documented by PyTorch.
"""

import multiprocessing

import torch
import torch.nn.functional as functional

import networks
from survey_ways import Candidate, Resident


def convolve(values, layer, activation="relu"):
    weight, bias, stride, padding = layer
    return torch.ops.mkldnn._convolution_pointwise(
        values, weight, bias, padding, stride, [1, 1], 1, activation, [], ""
    )


def convolve_onto(addend, values, layer):
    """max(0, addend + convolution), written over the addend."""
    weight, bias, stride, padding = layer
    return torch.ops.mkldnn._convolution_pointwise_.binary(
        addend, values, weight, bias, padding, stride, [1, 1], 1, "add", 1.0, "relu", [], ""
    )


def affine(values, layer, activation="relu"):
    return torch.ops.mkldnn._linear_pointwise(values, *layer, activation, [], "")


class Fused(Resident):
    """A survey on one thread; subclasses say how a network's layers are prepared and run."""

    def __init__(self, case, batch, reorders):
        super().__init__(case, batch)
        self.reorders = reorders

    def layer(self, name, norm=None):
        """The layer of that name at the point just formed, with the batch norm of the other name folded in."""
        module = self.network.get_submodule(name)
        weight, bias = self.formed[f"{name}.weight"], self.formed.get(f"{name}.bias")
        if norm is not None:
            statistics = self.network.get_submodule(norm)
            scale = self.formed[f"{norm}.weight"] * torch.rsqrt(statistics.running_var + statistics.eps)
            weight = weight * scale.view(-1, 1, 1, 1)
            bias = torch.addcmul(self.formed[f"{norm}.bias"], statistics.running_mean, scale, value=-1)
        weight, bias = weight.to(self.case.dtype), bias.to(self.case.dtype)
        if not isinstance(module, torch.nn.Conv2d):
            return weight, bias
        if self.reorders:  # sizes are a hint
            sizes = list(self.batches[0][0].shape)
            sizes[1] = module.in_channels
            weight = torch.ops.mkldnn._reorder_convolution_weight(
                weight, list(module.padding), list(module.stride), [1, 1], 1, sizes
            )
        return weight, bias, list(module.stride), list(module.padding)

    def measure(self, points):
        losses = []
        with torch.inference_mode():
            for alpha, beta in points:
                self.form(alpha, beta)
                self.formed = self.blocks(self.theta)
                self.layers = self.prepare()
                sums = []
                for images, labels in self.batches:
                    logits = self.logits(images).float()
                    sums.append((functional.cross_entropy(logits, labels, reduction="sum"), logits.argmax(1).eq(labels).sum()))
                losses.append(sum(s[0].item() for s in sums) / self.samples)
                sum(s[1].item() for s in sums)
        return losses


class FusedMlp(Fused):
    def prepare(self):
        return [self.layer(name.removesuffix(".weight")) for name in self.names if name.endswith(".weight")]

    def logits(self, images):
        values = images.flatten(1)
        for layer in self.layers[:-1]:
            values = affine(values, layer)
        return affine(values, self.layers[-1], "none")


class CombinedMlp(FusedMlp):
    """x·W₀, x·Dx and x·Dy are computed once; a point combines them."""

    def __init__(self, case, batch, reorders):
        super().__init__(case, batch, reorders)
        whole = torch.cat([images for images, _ in self.batches]).float().flatten(1)
        products = []
        for part in (self.centre, self.x, self.y):
            blocks = list(self.blocks(part).values())
            products.append(torch.addmm(blocks[1], whole, blocks[0].T).split(batch))
        labels = [labels for _, labels in self.batches]
        self.batches = list(zip(zip(*products), labels))
        self.buffer = torch.empty_like(products[0][0])

    def form(self, alpha, beta):
        super().form(alpha, beta)
        self.point = alpha, beta

    def logits(self, products):
        alpha, beta = self.point
        centre, x, y = products
        values = torch.add(centre, y, alpha=beta, out=self.buffer[: len(centre)]).add_(x, alpha=alpha).relu_()
        values = values.to(self.case.dtype)
        for layer in self.layers[1:-1]:
            values = affine(values, layer)
        return affine(values, self.layers[-1], "none")


class FusedMnistCnn(Fused):
    def prepare(self):
        return [self.layer(name) for name in ("conv1", "conv2", "fc1", "fc2")]

    def logits(self, images):
        values = convolve(convolve(images, self.layers[0]), self.layers[1])
        values = functional.max_pool2d(values, 2).flatten(1)
        return affine(affine(values, self.layers[2]), self.layers[3], "none")


class FusedResNet(Fused):
    def prepare(self):
        blocks = []
        for name, module in self.network.named_modules():
            if isinstance(module, networks.BasicBlock):
                shortcut = self.layer(f"{name}.shortcut.0", f"{name}.shortcut.1") if len(module.shortcut) else None
                pair = [self.layer(f"{name}.conv{i}", f"{name}.bn{i}") for i in (1, 2)]
                blocks.append((*pair, shortcut))
        return self.layer("conv1", "bn1"), blocks, self.layer("linear")

    def logits(self, images):
        first, blocks, last = self.layers
        values = convolve(images, first)
        for one, two, shortcut in blocks:
            inner = convolve(values, one)
            addend = values if shortcut is None else convolve(values, shortcut, "none")
            values = convolve_onto(addend, inner, two)
        return affine(values.mean((2, 3)), last, "none")


FUSED = {networks.Mlp: FusedMlp, networks.MnistCnn: FusedMnistCnn, networks.ResNet: FusedResNet}


class Workers:
    """Single-threaded processes with one survey each."""

    def __init__(self, kind, case, batch, reorders, workers):
        self.together = workers
        context = multiprocessing.get_context("spawn")
        self.pipes, self.processes = [], []
        for _ in range(workers):
            ours, theirs = context.Pipe()
            process = context.Process(target=work, args=(theirs, kind, case, batch, reorders), daemon=True)
            process.start()
            theirs.close()
            self.pipes.append(ours)
            self.processes.append(process)
        for pipe in self.pipes:
            checked(pipe.recv())

    def measure(self, points):
        count = len(self.pipes)
        for number, pipe in enumerate(self.pipes):
            pipe.send(points[number::count])
        losses = [0.0] * len(points)
        for number, pipe in enumerate(self.pipes):
            losses[number::count] = checked(pipe.recv())
        return losses

    def close(self):
        for pipe, process in zip(self.pipes, self.processes):
            pipe.send(None)
            process.join()


def checked(answer):
    if isinstance(answer, str):
        raise RuntimeError(answer)
    return answer


def work(pipe, kind, case, batch, reorders):
    try:
        torch.set_num_threads(1)
        survey = kind(case, batch, reorders)
        pipe.send([])
        for points in iter(pipe.recv, None):
            pipe.send(survey.measure(points))
    except EOFError:
        pass  # the server ended
    except Exception as problem:
        pipe.send(f"{type(problem).__name__}: {problem}")


def expert(case, quick, threads, combined=False):
    kind = FUSED.get(type(case.network()))
    if kind is None or (combined and kind is not FusedMlp):
        return
    convolutional = case.is_convolutional()
    batches = (20, 50, 100) if convolutional else (250, 500, 1000, 2000)
    kind = CombinedMlp if combined else kind
    for batch in batches[1:2] if quick else batches:
        for reorders in (False, True) if convolutional and not quick else (False,):
            name = f"batch {batch}" + (", weights reordered per point" if reorders else "")
            yield Candidate(name, lambda b=batch, r=reorders: Workers(kind, case, b, r, threads))
