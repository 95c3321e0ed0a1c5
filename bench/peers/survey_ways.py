"""Ways to survey a plane in PyTorch; each is a class with measure(points) -> losses and a dictionary of settings.

points are pairs (alpha, beta); the loss is the mean cross-entropy over all test images at
centre + alpha * x + beta * y.
"""

import itertools
import multiprocessing
import time

import torch
import torch.nn.functional as functional
from torch.func import functional_call, vmap

import chapter


class Scripts:
    """As the published loss-landscape scripts: a loader of batch 128, parameters rebuilt block by block per point."""

    def __init__(self, data, plane, per_sample_transform):
        self.network = chapter.network().eval()
        self.centre, self.x, self.y = (list(part.values()) for part in plane)
        if per_sample_transform:
            dataset = Transformed(*chapter.raw(data, "test"))
        else:
            dataset = torch.utils.data.TensorDataset(*chapter.samples(data, "test"))
        self.loader = torch.utils.data.DataLoader(dataset, batch_size=128, shuffle=False)
        self.criterion = torch.nn.CrossEntropyLoss()

    def set_weights(self, alpha, beta):
        changes = [alpha * x + beta * y for x, y in zip(self.x, self.y)]
        for parameter, weight, change in zip(self.network.parameters(), self.centre, changes):
            parameter.data = weight + change

    def evaluate(self):
        total, correct, count = 0.0, 0, 0
        with torch.no_grad():
            for inputs, targets in self.loader:
                outputs = self.network(inputs)
                total += self.criterion(outputs, targets).item() * inputs.size(0)
                correct += outputs.max(1)[1].eq(targets).sum().item()
                count += inputs.size(0)
        return total / count, 100 * correct / count

    def measure(self, points):
        losses = []
        for alpha, beta in points:
            self.set_weights(alpha, beta)
            losses.append(self.evaluate()[0])
        return losses


class Transformed(torch.utils.data.Dataset):
    """Scales each image when it is asked for, as a data set with transforms does."""

    def __init__(self, pixels, labels):
        self.pixels, self.labels = pixels, labels

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        return ((self.pixels[index].float() / 255 - 0.5) / 0.5).unsqueeze(0), self.labels[index]


class Resident:
    """What the ordinary ways share: data and plane in memory, flat parameters formed with two additions per point."""

    def __init__(self, data, plane, batch):
        images, labels = chapter.samples(data, "test")
        self.batches = list(zip(images.flatten(1).split(batch), labels.split(batch)))
        self.samples = len(labels)
        self.names = list(plane[0])
        self.shapes = [value.shape for value in plane[0].values()]
        self.sizes = [value.numel() for value in plane[0].values()]
        self.centre, self.x, self.y = (torch.cat([v.flatten() for v in part.values()]) for part in plane)
        self.theta = torch.empty_like(self.centre)

    def form(self, alpha, beta):
        torch.add(self.centre, self.y, alpha=beta, out=self.theta)
        self.theta.add_(self.x, alpha=alpha)

    def views(self, theta):
        return {n: p.view(s) for n, p, s in zip(self.names, theta.split(self.sizes), self.shapes)}


class Eager(Resident):
    """Inference mode; the network's parameters are views of the flat vector, so a point costs two additions."""

    def __init__(self, data, plane, batch):
        super().__init__(data, plane, batch)
        self.network = chapter.network().eval()
        for name, view in self.views(self.theta).items():
            self.network.get_parameter(name).data = view
        self.forward = self.network

    def loss_and_hits(self, images, labels):
        outputs = self.forward(images)
        return functional.cross_entropy(outputs, labels, reduction="sum"), outputs.argmax(1).eq(labels).sum()

    def measure(self, points):
        losses = []
        with torch.inference_mode():
            for alpha, beta in points:
                self.form(alpha, beta)
                sums = [self.loss_and_hits(images, labels) for images, labels in self.batches]
                losses.append(sum(s[0].item() for s in sums) / self.samples)
                sum(s[1].item() for s in sums)
        return losses


class Compiled(Eager):
    """The same with the network, its loss and its hits compiled."""

    def __init__(self, data, plane, batch, mode):
        super().__init__(data, plane, batch)

        def whole(theta, images, labels):
            outputs = functional_call(self.network, self.views(theta), (images,))
            return functional.cross_entropy(outputs, labels, reduction="sum"), outputs.argmax(1).eq(labels).sum()

        compiled = torch.compile(whole, mode=mode, dynamic=False)
        self.loss_and_hits = lambda images, labels: compiled(self.theta, images, labels)


class Mapped(Resident):
    """vmap of a functional call over several points at once."""

    def __init__(self, data, plane, batch, points):
        super().__init__(data, plane, batch)
        self.points = points
        network = chapter.network().eval()

        def whole(theta, images, labels):
            outputs = functional_call(network, self.views(theta), (images,))
            return functional.cross_entropy(outputs, labels, reduction="sum"), outputs.argmax(1).eq(labels).sum()

        self.mapped = vmap(whole, in_dims=(0, None, None))

    def measure(self, points):
        losses = []
        with torch.inference_mode():
            for start in range(0, len(points), self.points):
                alpha, beta = torch.tensor(points[start : start + self.points], dtype=torch.float32).T.unsqueeze(-1)
                thetas = (self.centre + beta * self.y) + alpha * self.x
                sums = [self.mapped(thetas, images, labels) for images, labels in self.batches]
                losses += (torch.stack([s[0] for s in sums]).double().sum(0) / self.samples).tolist()
                torch.stack([s[1] for s in sums]).sum(0).tolist()
        return losses


class Fused(Resident):
    """oneDNN's private fused operators on one thread."""

    def measure(self, points):
        losses = []
        linear = torch.ops.mkldnn._linear_pointwise
        with torch.inference_mode():
            for alpha, beta in points:
                self.form(alpha, beta)
                blocks = list(self.views(self.theta).values())
                total, hits = 0.0, 0
                for images, labels in self.batches:
                    values = images
                    for weight, bias in zip(blocks[:-2:2], blocks[1:-2:2]):
                        values = linear(values, weight, bias, "relu", [], "")
                    outputs = linear(values, blocks[-2], blocks[-1], "none", [], "")
                    total += functional.cross_entropy(outputs, labels, reduction="sum").item()
                    hits += outputs.argmax(1).eq(labels).sum().item()
                losses.append(total / self.samples)
        return losses


class Expert:
    """Fused operators in single-threaded worker processes that share the points."""

    def __init__(self, data, plane, batch, workers):
        context = multiprocessing.get_context("spawn")
        self.pipes = []
        for _ in range(workers):
            ours, theirs = context.Pipe()
            context.Process(target=fused_worker, args=(theirs, data, plane, batch), daemon=True).start()
            self.pipes.append(ours)
        for pipe in self.pipes:
            pipe.recv()

    def measure(self, points):
        count = len(self.pipes)
        for number, pipe in enumerate(self.pipes):
            pipe.send(points[number::count])
        losses = [0.0] * len(points)
        for number, pipe in enumerate(self.pipes):
            losses[number::count] = pipe.recv()
        return losses

    def close(self):
        for pipe in self.pipes:
            pipe.send(None)


def fused_worker(pipe, data, plane, batch):
    torch.set_num_threads(1)
    fused = Fused(data, plane, batch)
    pipe.send("ready")
    for points in iter(pipe.recv, None):
        pipe.send(fused.measure(points))


def fastest(candidates, points, report):
    """The candidate that measures the points in the least time, by the best of three after a warm-up.

    candidates are pairs (name, function that makes a way); a way that fails to start is reported and left out.
    """
    best = None
    for name, make in candidates:
        try:
            way = make()
            way.measure(points)
            seconds = min(timed(way, points) for _ in range(3)) / len(points)
        except Exception as problem:  # a machine without a compiler still has the other ways
            report(name, None, f"{type(problem).__name__}: {str(problem).splitlines()[0] if str(problem) else ''}")
            continue
        report(name, seconds, "")
        if best is None or seconds < best[2]:
            if best is not None and hasattr(best[1], "close"):
                best[1].close()
            best = (name, way, seconds)
        elif hasattr(way, "close"):
            way.close()
    return best


def timed(way, points):
    start = time.perf_counter()
    way.measure(points)
    return time.perf_counter() - start


def scripts(data, plane):
    return [
        ("loader over prepared tensors", lambda: Scripts(data, plane, False)),
        ("loader with a transform per image", lambda: Scripts(data, plane, True)),
    ]


def ordinary(data, plane, quick):
    batches = (1000,) if quick else (500, 1000, 2000, 5000, 10000)
    ways = [(f"eager, batch {b}", lambda b=b: Eager(data, plane, b)) for b in batches]
    ways += [
        (f"compiled ({m}), batch {b}", lambda b=b, m=m: Compiled(data, plane, b, m))
        for m, b in itertools.product(["default"], batches[-1:] if quick else (1000, 2000, 10000))
    ]
    if not quick:
        ways += [("compiled (max-autotune), batch 2000", lambda: Compiled(data, plane, 2000, "max-autotune"))]
    ways += [
        (f"vmap of {p} points, batch {b}", lambda b=b, p=p: Mapped(data, plane, b, p))
        for p, b in (((4, 1000),) if quick else itertools.product((4, 16), (500, 2000)))
    ]
    return ways


def expert(data, plane, threads, quick):
    batches = (1000,) if quick else (250, 500, 1000, 2000)
    return [(f"{threads} workers, batch {b}", lambda b=b: Expert(data, plane, b, threads)) for b in batches]
