"""Time per grid point: Orograph's surveys beside each way of doing it in PyTorch, in alternating rounds."""

import itertools
import math
import statistics
import time

import numpy as np

from sides import orograph, pytorch, say

# In order of cost. Script names stand for the same network as TorchScript; the last is TorchScript only.
NETWORKS = ("mlp", "script-mlp", "script-unknown", "mnist-cnn", "script-mnist-cnn", "resnet20", "script-resnet20")
NETWORKS += ("resnet56", "script-resnet56")

WAYS = {
    "scripts": "as the published scripts",
    "ordinary": "ordinary PyTorch at its best",
    "expert": "private fused operators",
    "combined": "the same, first layer combined",
}

WHOLE_ROW = 51  # cells of a row of the usual grid
SLICE = 1.0  # seconds that each side takes of a round, at least
MOST_POINTS = 34  # of a peer's slice

# Rough minutes of a subject on two cores of a Zen 4 server, with five rounds and both numbers of threads.
MINUTES = {"mlp": 4.5, "unknown": 1.5, "mnist-cnn": 3, "resnet20": 4, "resnet56": 6.5}


def groups(networks):
    """Names by subject: the built-in network and its TorchScript share the measurements of their peers."""
    found = {}
    for name in sorted(networks, key=NETWORKS.index):
        found.setdefault(name.removeprefix("script-"), []).append(name)
    return found


def expected_minutes(networks, threads, rounds):
    subjects = groups(networks)
    return sum(MINUTES[name] for name in subjects) * len(threads) / 2 * (0.4 + 0.6 * rounds / 5)


def our_subject(name, prepared, dtype, block):
    """What our server opens under that name."""
    subject, files = prepared["subject"], prepared["files"]
    is_script = name.startswith("script-")
    return {
        "model": f"script:{files['script']}" if is_script else subject["model"],
        "options": {} if is_script else subject["options"],
        "weights": "" if is_script else files["weights"],
        "directions": files["directions"],
        "dtype": dtype,
        "block": block,
        **{key: subject[key] for key in ("data", "normalisation", "padding", "samples")},
    }


def compare(bench, networks):
    """All networks on all numbers of threads: one result for each."""
    units = [(subject, names, threads) for subject, names in groups(networks).items() for threads in bench.threads]
    files = {subject: bench.prepare(subject) for subject in groups(networks)}
    deadline = time.monotonic() + 60 * bench.minutes
    results = []
    for subject, names in groups(networks).items():
        prepared = files[subject]
        with orograph(bench.root, bench.data) as ours:
            ready = {
                name: ours.ask(do="open", name=name, subject=our_subject(name, prepared, bench.dtype, bench.block))
                for name in names
            }
            for threads in bench.threads:
                share = (deadline - time.monotonic()) / (len(units) - len(results))
                say(f"{', '.join(names)}, {bench.dtype}, {threads} thread(s)")
                results.append(Unit(bench, subject, names, threads, ours, prepared).measure(share) | {"ready": ready})
    return results


class Unit:
    """One subject on one number of threads."""

    def __init__(self, bench, subject, names, threads, ours, prepared):
        self.bench, self.subject, self.names, self.threads, self.ours = bench, subject, names, threads, ours
        self.samples = prepared["subject"]["samples"]
        self.case = {"subject": subject, "dtype": bench.dtype}
        self.case |= {key: prepared["files"][key] for key in ("weights", "directions")}

    def measure(self, share):
        begin = time.monotonic()
        bench, threads = self.bench, self.threads
        self.columns, self.rows = self.grid()
        with (
            pytorch(bench.root, bench.data, threads, bench.quick, False) as plain,
            pytorch(bench.root, bench.data, threads, bench.quick, True) as best,
        ):
            self.peers = {way: plain if way == "scripts" else best for way in WAYS}
            for peer in (plain, best):
                peer.ask(do="open", **self.case)
            tuned = {way: self.tune(way) for way in WAYS}
            self.tuned = {way: result for way, result in tuned.items() if result["name"]}
            self.times = {side: [] for side in (*self.names, *self.tuned)}
            self.ratios = {name: {way: [] for way in self.tuned} for name in self.names}
            self.worst = {way: 0.0 for way in self.tuned}
            rounds = 0
            while rounds < bench.rounds and (rounds < 2 or time.monotonic() - begin < share):
                self.round(rounds)
                rounds += 1
            version = plain.ready["torch"]
        return {
            "subject": self.subject,
            "names": self.names,
            "samples": self.samples,
            "dtype": bench.dtype,
            "threads": threads,
            "rounds": rounds,
            "cells": self.columns * self.rows,
            "seconds_per_point": self.times,
            "ours_by_theirs": self.ratios,
            "tuned": tuned,
            "largest_relative_difference": self.worst,
            "torch": version,
            "minutes": (time.monotonic() - begin) / 60,
        }

    def survey(self, name, columns, rows):
        return self.ours.ask(do="survey", name=name, threads=self.threads, columns=columns, rows=rows)

    def grid(self):
        """Columns and rows of our slice of a round: whole rows where they take no longer than a few seconds."""
        columns = 2 * self.threads
        seconds = 0.0
        for name in self.names:  # the first warms up
            self.survey(name, columns, 2)
            seconds = max(seconds, self.survey(name, columns, 2)["seconds"] / (2 * columns))
        if self.bench.quick:
            return columns, 2
        # cells of a row share the work of the MLP's second layer, so the few cells above tell nothing of a whole row
        if "mlp" in self.names or seconds * WHOLE_ROW * 5 <= 5 * SLICE:
            columns, rows = WHOLE_ROW, 5
        else:
            rows = 2
            columns = max(2, min(WHOLE_ROW, round(SLICE / seconds / rows)))
        for name in self.names:
            self.survey(name, columns, rows)
        return columns, rows

    def tune(self, way):
        result = self.peers[way].ask(do="tune", way=way, point=[0.3, -0.2])
        if result["tried"]:
            say(f"  {WAYS[way]}:")
        for each in result["tried"]:
            spent = f"{1000 * each['seconds']:9.2f} ms" if each["seconds"] else each["problem"]
            say(f"    {each['name']:<42} {spent}{'  *' if each['name'] == result['name'] else ''}")
        return result

    def points(self, way):
        """Numbers of our cells that a peer measures in its slice, and their coordinates."""
        together, cells = self.tuned[way]["together"], self.columns * self.rows
        wanted = min(MOST_POINTS, cells, SLICE / self.tuned[way]["seconds"])
        count = 1 if self.bench.quick else max(1, round(wanted / together))
        numbers = np.linspace(0, cells - 1, count * together).round().astype(int).tolist()
        xs, ys = np.linspace(-1, 1, self.columns), np.linspace(-1, 1, self.rows)
        return numbers, [[float(xs[n % self.columns]), float(ys[n // self.columns])] for n in numbers]

    def round(self, number):
        """All sides in turn; who begins changes from round to round."""
        sides = [*self.names, *self.tuned]
        turn = number % len(sides)
        spent, losses, numbers = {}, {}, {}
        for side in sides[turn:] + sides[:turn]:
            if side in self.tuned:
                numbers[side], points = self.points(side)
                answer = self.peers[side].ask(do="survey", way=side, points=points)
                spent[side] = answer["seconds"] / len(points)
            else:
                answer = self.survey(side, self.columns, self.rows)
                spent[side] = answer["seconds"] / (self.columns * self.rows)
            losses[side] = [float(loss) for loss in answer["losses"]]
            self.times[side].append(spent[side])
        for name, way in itertools.product(self.names, self.tuned):
            self.ratios[name][way].append(spent[name] / spent[way])
            own = [losses[name][cell] for cell in numbers[way]]
            self.worst[way] = max(self.worst[way], difference(own, losses[way]))


def difference(own, theirs):
    """Largest |own − theirs| / |own|; numbers that are not finite on both sides are equal."""
    worst = 0.0
    for one, other in zip(own, theirs):
        if math.isfinite(one) and math.isfinite(other):
            worst = max(worst, abs(one - other) / max(abs(one), 1e-12))
        elif math.isfinite(one) != math.isfinite(other):
            worst = math.inf
    return worst


def median_ms(unit, side):
    times = unit["seconds_per_point"].get(side)
    return 1000 * statistics.median(times) if times else None
