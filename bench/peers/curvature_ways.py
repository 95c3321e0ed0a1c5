"""Analyses of the Hessian in PyTorch, as the method of PyHessian (arXiv 1912.07145) is published.

Products: the gradient over all samples at once, with its graph, is made when the analysis begins; each product goes back
through it. Vectors are flat, which spares PyHessian's loops over blocks.
"""

import time

import torch

import subjects

TOLERANCE, MOST = 1e-3, 100  # of iterations, as published
GUARD = 1e-6
STEPS = 100  # of the density


class Hessian:
    """Of the mean loss over all samples. Making it and multiplying is timed; products are counted."""

    def __init__(self, case):
        self.products, self.seconds = 0, 0.0
        self.parameters = list(case.network.parameters())
        loss = case.subject.criterion(case.network(case.images), case.labels)
        self.gradient = torch.autograd.grad(loss, self.parameters, create_graph=True)
        self.sizes = [p.numel() for p in self.parameters]
        self.size = sum(self.sizes)

    def times(self, vector):
        start = time.perf_counter()
        parts = [part.view_as(p) for part, p in zip(vector.split(self.sizes), self.parameters)]
        product = torch.autograd.grad(self.gradient, self.parameters, parts, retain_graph=True)
        flat = torch.cat([part.reshape(-1) for part in product])
        self.products += 1
        self.seconds += time.perf_counter() - start
        return flat


class Case:
    """A subject at its weights, with images and convolutions channels-last or not."""

    def __init__(self, subject, data, weights, channels_last):
        order = torch.channels_last if channels_last else torch.contiguous_format
        self.subject = subject
        self.network = subjects.load(subject, weights).to(memory_format=order)
        images, self.labels = subject.images(data)
        self.images = images.to(memory_format=order)

    def eigenvalues(self, count):
        """The largest by magnitude, one after the other, by power iteration with deflation."""
        generator = torch.Generator().manual_seed(0)
        start = time.perf_counter()
        hessian, values, vectors, steps = Hessian(self), [], [], []
        for _ in range(count):
            vector = torch.randn(hessian.size, generator=generator)
            vector /= vector.norm()
            value = None
            for step in range(MOST):
                for other in vectors:
                    vector -= (vector @ other) * other
                vector /= vector.norm() + GUARD
                product = hessian.times(vector)
                previous, value = value, (vector @ product).item()
                if previous is not None and abs(value - previous) / (abs(previous) + GUARD) < TOLERANCE:
                    break
                if step < MOST - 1:
                    vector = product / (product.norm() + GUARD)
            values.append(value)
            vectors.append(vector)
            steps.append(step + 1)
        result = self.result(start, hessian) | {"values": values, "steps": steps}
        residuals = [(hessian.times(v) - value * v).norm().item() for value, v in zip(values, vectors)]
        return result | {"residuals": residuals}

    def trace(self):
        """The mean of zᵀHz over vectors of signs, until it has settled."""
        generator = torch.Generator().manual_seed(0)
        start = time.perf_counter()
        hessian, draws, mean = Hessian(self), [], 0.0
        for _ in range(MOST):
            vector = signs(hessian.size, generator)
            draws.append((vector @ hessian.times(vector)).item())
            previous, mean = mean, sum(draws) / len(draws)
            if abs(mean - previous) / (abs(previous) + GUARD) < TOLERANCE:
                break
        return self.result(start, hessian) | {"value": mean}

    def density(self):
        """Nodes and weights of one run of Lanczos quadrature with full re-orthogonalisation."""
        generator = torch.Generator().manual_seed(0)
        start = time.perf_counter()
        hessian = Hessian(self)
        basis = torch.empty(STEPS, hessian.size)
        diagonal, beside = torch.zeros(STEPS), torch.zeros(STEPS - 1)
        vector = signs(hessian.size, generator)
        basis[0] = vector / vector.norm()
        for step in range(STEPS):
            product = hessian.times(basis[step])
            diagonal[step] = product @ basis[step]
            if step == STEPS - 1:
                break
            known = basis[: step + 1]
            product -= known.T @ (known @ product)
            product -= known.T @ (known @ product)
            beside[step] = product.norm()
            basis[step + 1] = product / beside[step]
        matrix = torch.diag(diagonal) + torch.diag(beside, 1) + torch.diag(beside, -1)
        nodes, vectors = torch.linalg.eigh(matrix.double())
        result = self.result(start, hessian)
        return result | {"nodes": nodes.tolist(), "weights": vectors[0].square().tolist()}

    def multiply(self, count):
        """Seconds of products one by one, the graph being there."""
        hessian = Hessian(self)
        vector = signs(hessian.size, torch.Generator().manual_seed(0))
        seconds = []
        for _ in range(count):
            before = hessian.seconds
            hessian.times(vector)
            seconds.append(hessian.seconds - before)
        return {"seconds": seconds}

    @staticmethod
    def result(start, hessian):
        seconds = time.perf_counter() - start
        return {"seconds": seconds, "products": hessian.products, "seconds_of_products": hessian.seconds}


def signs(size, generator):
    return torch.randint(0, 2, (size,), generator=generator).float().mul_(2).sub_(1)


def fastest(subject, data, weights):
    """The case with that order of images and convolutions which makes products fastest, and what each takes."""
    tried, best = [], None
    network = subject.network()
    orders = (False, True) if any(isinstance(m, torch.nn.Conv2d) for m in network.modules()) else (False,)
    for channels_last in orders:
        case = Case(subject, data, weights, channels_last)
        seconds = min(case.multiply(4)["seconds"][1:])
        tried.append({"channels_last": channels_last, "seconds": seconds})
        if best is None or seconds < best[0]:
            best = seconds, case
    return best[1], {"tried": tried}
