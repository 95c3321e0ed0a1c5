"""Ways to survey a plane in documented PyTorch; each is a class with measure(points) -> losses.

points are pairs (alpha, beta); the loss is the mean over all samples at centre + alpha * x + beta * y, and each way
counts the hits too, as a survey does. together: how many points a way takes at once, so that a count of points should
be a multiple of it.
"""

import itertools
import time
from dataclasses import dataclass

import torch
import torch.nn.functional as functional
from torch.func import functional_call, vmap

import subjects


@dataclass(frozen=True)
class Case:
    """A subject with its files, and the element type of the evaluation."""

    subject: subjects.Subject
    data: str
    weights: str
    directions: str
    dtype: torch.dtype

    def network(self):
        return subjects.load(self.subject, self.weights)

    def plane(self, network):
        return subjects.read_plane(network, self.directions)

    def is_convolutional(self):
        return any(isinstance(module, torch.nn.Conv2d) for module in self.network().modules())


class Scripts:
    """As the published loss-landscape scripts: a loader of batch 128, parameters rebuilt block by block per point."""

    together = 1

    def __init__(self, case, per_sample_transform):
        self.case = case
        self.network = case.network()
        self.centre, self.x, self.y = (list(part.values()) for part in case.plane(self.network))
        for module in self.network.modules():
            if not isinstance(module, torch.nn.BatchNorm2d):
                module.to(case.dtype)
        self.types = [parameter.dtype for parameter in self.network.parameters()]
        if per_sample_transform:
            dataset = Transformed(case.subject, *case.subject.raw(case.data))
        else:
            dataset = torch.utils.data.TensorDataset(*case.subject.images(case.data))
        self.loader = torch.utils.data.DataLoader(dataset, batch_size=128, shuffle=False)

    def set_weights(self, alpha, beta):
        changes = [alpha * x + beta * y for x, y in zip(self.x, self.y)]
        for parameter, weight, change, dtype in zip(self.network.parameters(), self.centre, changes, self.types):
            parameter.data = (weight + change).to(dtype)

    def evaluate(self):
        total, correct, count = 0.0, 0, 0
        with torch.no_grad():
            for inputs, targets in self.loader:
                outputs = self.network(inputs.to(self.case.dtype))
                total += self.case.subject.criterion(outputs, targets).item() * inputs.size(0)
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

    def __init__(self, subject, pixels, labels):
        self.subject, self.pixels, self.labels = subject, pixels, labels

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        return self.subject.scaled(self.pixels[index]).unsqueeze(0), self.labels[index]


class Resident:
    """What the ways below share: data and plane in memory, flat parameters formed with two additions per point.

    Convolutions' weights lie in channels-last order in the flat vectors, and images are channels-last. Blocks of
    convolutions and affine layers are rounded once to the element type; batch norm keeps float32.
    """

    together = 1

    def __init__(self, case, batch):
        self.case = case
        self.network = case.network()
        images, labels = case.subject.images(case.data)
        images = images.to(case.dtype).contiguous(memory_format=torch.channels_last)
        self.batches = list(zip(images.split(batch), labels.split(batch)))
        self.samples = len(labels)
        plane = case.plane(self.network)
        self.names = list(plane[0])
        self.shapes = [value.shape for value in plane[0].values()]
        self.sizes = [value.numel() for value in plane[0].values()]
        self.centre, self.x, self.y = (torch.cat([stored(v).flatten() for v in part.values()]) for part in plane)
        self.theta = torch.empty_like(self.centre)
        self.rounded = self.theta if case.dtype == torch.float32 else torch.empty_like(self.theta, dtype=case.dtype)
        modules = dict(self.network.named_modules())
        self.exact = {n for n in self.names if isinstance(modules[n.rpartition(".")[0]], torch.nn.BatchNorm2d)}

    def form(self, alpha, beta):
        torch.add(self.centre, self.y, alpha=beta, out=self.theta)
        self.theta.add_(self.x, alpha=alpha)
        if self.rounded is not self.theta:
            self.rounded.copy_(self.theta)

    def blocks(self, theta):
        """The blocks of a flat vector by name, without copies."""
        parts = theta.split(self.sizes)
        return {name: seen(part, shape) for name, part, shape in zip(self.names, parts, self.shapes)}

    def bound(self):
        """The network's blocks as views of the formed vector."""
        exact, rounded = self.blocks(self.theta), self.blocks(self.rounded)
        return {name: exact[name] if name in self.exact else rounded[name] for name in self.names}


def stored(block):
    return block.permute(0, 2, 3, 1) if block.dim() == 4 else block


def seen(part, shape):
    if len(shape) != 4:
        return part.view(shape)
    return part.view(shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2)


class Eager(Resident):
    """Inference mode; the network's parameters are views of the flat vector, so a point costs two additions."""

    def __init__(self, case, batch):
        super().__init__(case, batch)
        for name, view in self.bound().items():
            self.network.get_parameter(name).data = view
        self.evaluate = self.loss_and_hits

    def loss_and_hits(self, images, labels):
        outputs = self.network(images)
        return self.case.subject.criterion(outputs, labels, "sum"), outputs.argmax(1).eq(labels).sum()

    def measure(self, points):
        losses = []
        with torch.inference_mode():
            for alpha, beta in points:
                self.form(alpha, beta)
                sums = [self.evaluate(images, labels) for images, labels in self.batches]
                losses.append(sum(s[0].item() for s in sums) / self.samples)
                sum(s[1].item() for s in sums)
        return losses


class Compiled(Eager):
    """The same with the network, its loss and its hits compiled."""

    def __init__(self, case, batch, mode):
        super().__init__(case, batch)
        torch._dynamo.reset()
        self.evaluate = torch.compile(self.loss_and_hits, mode=mode, dynamic=False)


class Mapped(Resident):
    """vmap of a functional call over several points at once."""

    def __init__(self, case, batch, points):
        super().__init__(case, batch)
        self.together = points

        def whole(theta, images, labels):
            outputs = functional_call(self.network, self.blocks(theta), (images,))
            return case.subject.criterion(outputs, labels, "sum"), outputs.argmax(1).eq(labels).sum()

        self.mapped = vmap(whole, in_dims=(0, None, None))

    def measure(self, points):
        losses = []
        with torch.inference_mode():
            for start in range(0, len(points), self.together):
                alpha, beta = torch.tensor(points[start : start + self.together]).T.unsqueeze(-1)
                thetas = ((self.centre + beta * self.y) + alpha * self.x).to(self.case.dtype)
                sums = [self.mapped(thetas, images, labels) for images, labels in self.batches]
                losses += (torch.stack([s[0] for s in sums]).double().sum(0) / self.samples).tolist()
                torch.stack([s[1] for s in sums]).sum(0).tolist()
        return losses


@dataclass
class Candidate:
    """A variant of a way: its name, and the function that makes it."""

    name: str
    make: object


def scripts(case, quick):
    yield Candidate("prepared tensors", lambda: Scripts(case, False))
    if not quick:
        yield Candidate("a transform per image", lambda: Scripts(case, True))


def ordinary(case, quick):
    """Eager with several batches; then compiled with the batches that suit."""
    convolutional = case.is_convolutional()
    samples = case.subject.samples
    eager = (20, 50, 100, 250, 1000) if convolutional else (500, 1000, 2000, 5000, 10000)
    compiled = (50, 100, 250) if convolutional else (1000, 2000, 10000)
    eager, compiled = ([b for b in batches if b <= samples] for batches in (eager, compiled))
    if quick:
        eager, compiled = eager[:1], () if convolutional else compiled[:1]
    for batch in eager:
        yield Candidate(f"eager, batch {batch}", lambda b=batch: Eager(case, b))
    for batch in compiled:
        yield Candidate(f"compiled, batch {batch}", lambda b=batch: Compiled(case, b, "default"))
    if not convolutional and not quick:
        yield Candidate("compiled (max-autotune), batch 2000", lambda: Compiled(case, 2000, "max-autotune"))
    if not convolutional:
        for points, batch in ((4, 500),) if quick else itertools.product((4, 16), (500, 2000)):
            yield Candidate(f"vmap of {points} points, batch {batch}", lambda b=batch, p=points: Mapped(case, b, p))


def fastest(candidates, point, report, patience=1.0, limit=120.0):
    """The candidate that takes the least time per point, by the best of up to three trials after a warm-up.

    Trials end when they have taken patience seconds. A candidate that fails is reported and left out, as are those that
    have not begun after limit seconds, unless none has succeeded yet.

    Returns: (name, way, seconds per point); None if all fail
    """
    best, begin = None, time.monotonic()
    for candidate in candidates:
        if best is not None and time.monotonic() - begin > limit:
            report(candidate.name, None, f"not tried: the others took {limit:.0f} s")
            continue
        try:
            way = candidate.make()
            seconds = trial(way, point, patience)
        except Exception as problem:  # a machine without a compiler still has the other ways
            report(candidate.name, None, f"{type(problem).__name__}: {(str(problem).splitlines() or [''])[0]}")
            continue
        report(candidate.name, seconds, "")
        loser = way
        if best is None or seconds < best[2]:
            loser, best = best and best[1], (candidate.name, way, seconds)
        if hasattr(loser, "close"):
            loser.close()
    return best


def trial(way, point, patience):
    points = [point] * way.together
    way.measure(points)
    begin, times = time.perf_counter(), []
    while len(times) < 3 and (not times or time.perf_counter() - begin < patience):
        start = time.perf_counter()
        way.measure(points)
        times.append((time.perf_counter() - start) / len(points))
    return min(times)
