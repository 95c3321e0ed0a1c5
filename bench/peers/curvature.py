"""Curvature on both sides: eigenvalues, trace and density of the Hessian, and single products, in alternating rounds."""

import statistics
import tempfile
import time
from pathlib import Path

from sides import orograph, pytorch, say

SAMPLES = {"mlp": 1000, "resnet20": 256}
COUNT = 4  # eigenvalues
PRODUCTS = {"mlp": 30, "resnet20": 5}  # of which each side's median counts
LONG = {"mlp": 1000, "resnet20": 0}  # vectors of the trace that others are judged by
MINUTES = 6
ANALYSES = ("eigenvalues", "trace", "density")

# Aims: our products and our time as shares of theirs.
AIMS = {
    "mlp": {"products": 1 / 3, "eigenvalues": 1 / 2, "density": 1},
    "resnet20": {"products": 1 / 2, "eigenvalues": 1 / 2, "density": 1},
}

# The wide MLP of the growth of memory, on so few samples that all but the parameters is small.
WIDTH, FEW = 7490, 64


def measure(bench, networks):
    chosen = [name for name in SAMPLES if name in networks]
    deadline = time.monotonic() + 60 * min(MINUTES, bench.minutes)
    results = []
    for number, name in enumerate(chosen):
        # The MLP is done long before its share is over; convolutional networks have what remains.
        share = (deadline - time.monotonic()) / (len(chosen) - number)
        results.append(Comparison(bench, name).measure(share))
    return results


class Comparison:
    """One network on the largest number of threads."""

    def __init__(self, bench, name):
        self.bench, self.name, self.threads = bench, name, max(bench.threads)
        self.prepared = bench.prepare(name)
        self.samples = SAMPLES[name] // (8 if bench.quick else 1)

    def measure(self, share):
        bench, begin = self.bench, time.monotonic()
        say(f"curvature of {self.name}, {self.samples} samples, {self.threads} thread(s)")
        with (
            orograph(bench.root, bench.data) as self.ours,
            pytorch(bench.root, bench.data, self.threads, bench.quick, True) as self.peer,
        ):
            ready = self.ours.ask(do="curvature", subject=self.subject())
            tuned = self.peer.ask(
                do="curvature",
                subject=self.name,
                weights=self.prepared["files"]["weights"],
                samples=self.samples,
            )
            self.warm_up()
            self.spent = {part: {"ours": [], "theirs": []} for part in (*ANALYSES, "product")}
            self.found, rounds, longest = {}, 0, 0.0
            while rounds < bench.rounds and (rounds == 0 or time.monotonic() - begin + longest < share):
                start = time.monotonic()
                self.round(rounds)
                longest = max(longest, time.monotonic() - start)
                rounds += 1
            vectors = 0 if bench.quick else LONG[self.name]
            truth = self.ours.ask(do="trace", threads=self.threads, count=vectors) if vectors else None
            version = self.peer.ready["torch"]
        return {
            "subject": self.name,
            "samples": self.samples,
            "threads": self.threads,
            "rounds": rounds,
            "ready": ready,
            "tuned": tuned,
            "seconds": self.spent,
            "found": self.found,
            "long_trace": truth,
            "torch": version,
            "minutes": (time.monotonic() - begin) / 60,
        }

    def subject(self):
        described = self.prepared["subject"]
        keys = ("model", "options", "data", "normalisation", "padding")
        own = {key: described[key] for key in keys}
        return own | {"weights": self.prepared["files"]["weights"], "samples": self.samples, "block": self.bench.block}

    def warm_up(self):
        """A second of products on our side for the JVM; the peer's have been tried already."""
        begin = time.monotonic()
        while time.monotonic() - begin < (0.1 if self.bench.quick else 3):
            self.ours.ask(do="products", threads=self.threads, count=5)
        if self.name == "mlp":
            self.ours.ask(do="top", threads=self.threads, count=COUNT)

    def round(self, number):
        """Each analysis on both sides, one right after the other; who begins changes from round to round."""
        for part in ANALYSES:
            answers = {}
            # Our trace takes as many vectors as theirs, so theirs comes first.
            for side in ("theirs", "ours") if part == "trace" or number % 2 else ("ours", "theirs"):
                answers[side] = self.ask(part, side, answers)
                spent = answers[side].pop("spent", answers[side])
                answers[side] |= {key: spent[key] for key in ("seconds", "products")}
                self.spent[part][side].append(answers[side]["seconds"])
            self.found[part] = answers
        for side, ask in (("ours", self.ours.ask), ("theirs", self.peer.ask)):
            words = {"threads": self.threads} if side == "ours" else {}
            answer = ask(do="products", count=PRODUCTS[self.name], **words)
            self.spent["product"][side].append(statistics.median(answer["seconds"][1:]))

    def ask(self, part, side, answers):
        if side == "theirs":
            return self.peer.ask(do=part, **({"count": COUNT} if part == "eigenvalues" else {}))
        words = {
            "eigenvalues": {"do": "top", "count": COUNT},
            "trace": {"do": "trace", "count": answers["theirs"]["products"] if answers else 0},
            "density": {"do": "density"},
        }
        return self.ours.ask(threads=self.threads, **words[part])


def memory(bench):
    """Largest resident memory of one product of a wide MLP on few samples, in copies of its parameters."""
    width = 256 if bench.quick else WIDTH
    threads, rows = max(bench.threads), []
    with tempfile.TemporaryDirectory(prefix="orograph-bench-") as folder:
        wide = bench.prepare({"width": width}, folder)
        described = {key: wide["subject"][key] for key in ("model", "options", "data", "normalisation", "padding")}
        subject = described | {"weights": wide["files"]["weights"], "samples": FEW, "block": 0}
        for count in sorted({1, threads}):
            with orograph(bench.root, bench.data) as ours:
                parameters = ours.ask(do="curvature", subject=subject)["parameters"]
                Path(f"/proc/{ours.process.pid}/clear_refs").write_text("5")  # forgets the peak of loading
                answer = ours.ask(do="products", threads=count, count=2)
            grown = answer["peakBytes"] - answer["residentBytes"]
            rows.append({"threads": count, "parameters": parameters, **answer, "copies": grown / (4 * parameters)})
    return rows


def nearest(own, theirs):
    """Whether each eigenvalue of theirs lies as near ours of the same rank as both residuals allow."""
    pairs = zip(ranked(own), ranked(theirs))
    return [abs(one[0] - other[0]) <= one[1] + other[1] for one, other in pairs]


def ranked(side):
    return sorted(zip(side["values"], side["residuals"]), key=lambda pair: -abs(pair[0]))
