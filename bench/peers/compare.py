"""Runs the comparisons and prints their tables; started by bench/run, which says what the arguments mean."""

import argparse
import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import curvature
import report
import scaling
import speed
import training
import training_ways
import whole
from sides import load, machine, pytorch, say

PARTS = ("survey", "train", "whole", "adaptive", "scaling", "curvature", "memory")


@dataclass
class Bench:
    """Where everything lies, and what was asked for."""

    root: Path
    data: str
    golden: str
    results: Path
    threads: list
    rounds: int
    minutes: float
    dtype: str
    block: int
    cells: int
    quick: bool

    def prepare(self, subject, folder=None):
        """A subject's description and files, made if they are not there."""
        folder = folder or self.results / ("subjects-quick" if self.quick else "subjects")
        Path(folder).mkdir(exist_ok=True)
        with pytorch(self.root, self.data, os.cpu_count() or 1, self.quick, True) as peer:
            return peer.ask(do="prepare", subject=subject, golden=self.golden, folder=str(folder))


def arguments():
    parser = argparse.ArgumentParser(prog="bench/run")
    parser.add_argument("root", type=Path)
    parser.add_argument("--quick", action="store_true", help="everything small, to try that it works")
    parser.add_argument("--only", help=f"parts, of {','.join(PARTS)} (default: survey; with --quick all)")
    parser.add_argument("--networks", help=f"of {','.join(speed.NETWORKS)} (default: all)")
    parser.add_argument("--threads", default="1,2", help="numbers of threads (default: 1,2); the largest for whole surfaces")
    parser.add_argument("--dtype", default="float32", choices=("float32", "bfloat16"))
    parser.add_argument("--rounds", type=int, help="alternations of the sides (default: 5)")
    parser.add_argument("--minutes", type=float, default=20, help="for all surveys; rounds are left out when they take longer")
    parser.add_argument("--block", type=int, default=0, help="samples per block of Orograph's surveys")
    parser.add_argument("--grid", type=int, help="cells along each axis of whole surfaces (default: 51)")
    return parser, parser.parse_args()


def chosen(parser, text, known, default):
    names = text.split(",") if text else default
    for name in names:
        if name not in known:
            parser.error(f"'{name}' is unknown; choose of {', '.join(known)}")
    return list(names)


def main():
    parser, options = arguments()
    quick = options.quick
    parts = chosen(parser, options.only, PARTS, PARTS if quick else PARTS[:1])
    networks = chosen(parser, options.networks, speed.NETWORKS, speed.NETWORKS)
    # Whole surfaces of ResNet-56 take most of an hour: only where asked for.
    usual = ("mlp",) if quick else ("mlp", "mnist-cnn", "resnet20")
    built_in = [name for name in networks if name in whole.AIMS and (options.networks or name in usual)]
    trained = [name for name in (networks if options.networks else training_ways.EPOCHS) if name in training_ways.EPOCHS]
    results = options.root / "bench/results"
    results.mkdir(exist_ok=True)
    bench = Bench(
        root=options.root,
        data=os.environ["OROGRAPH_DATA"],
        golden=os.environ["OROGRAPH_GOLDEN"],
        results=results,
        threads=[int(count) for count in options.threads.split(",")][-1 if quick else 0 :],
        rounds=options.rounds or (1 if quick else 5),
        minutes=options.minutes,
        dtype=options.dtype,
        block=options.block,
        cells=options.grid or (9 if quick else 51),
        quick=quick,
    )
    announce(bench, parts, networks, built_in)
    before, begin = load(), time.monotonic()
    work = {
        "survey": lambda: speed.compare(bench, networks),
        "train": lambda: training.measure(bench, trained),
        "whole": lambda: whole.measure(bench, built_in, draws=True),
        "adaptive": lambda: whole.measure(bench, built_in, draws=False),
        "scaling": lambda: scaling.measure(bench),
        "curvature": lambda: curvature.measure(bench, networks),
        "memory": lambda: curvature.memory(bench),
    }
    result = {part: work[part]() if part in parts else [] for part in PARTS}
    result["machine"] = machine() | {"load_before": before, "load_after": load()}
    result["quick"] = quick
    result["minutes"] = (time.monotonic() - begin) / 60
    file = results / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    file.write_text(json.dumps(result, indent=1))
    agree = report.report(result)
    print(f"\n{result['minutes']:.1f} minutes; all numbers: {file.relative_to(options.root)}")
    sys.exit(0 if agree else 1)


def announce(bench, parts, networks, built_in):
    """Says what will be done and about how long it takes, from times on two cores of a Zen 4 server."""
    if bench.quick:
        say("trying everything on little: two or three minutes; the numbers mean nothing")
        return
    scale = bench.cells**2 / 51**2
    minutes = {
        "survey": min(bench.minutes, speed.expected_minutes(networks, bench.threads, bench.rounds)),
        "train": 4 * len(bench.threads),
        "whole": sum(whole.MINUTES[name] for name in built_in) * scale,
        "adaptive": sum(whole.MINUTES[name] for name in built_in) * scale,
        "scaling": scaling.MINUTES,
        "curvature": min(bench.minutes, curvature.MINUTES),
        "memory": 1,
    }
    for part in parts:
        say(f"{part}: about {minutes[part]:.0f} minutes on two cores")
    if load() > 0.5:
        say(f"warning: the load is {load():.1f}; numbers are worth something on a quiet machine only")


if __name__ == "__main__":
    main()
