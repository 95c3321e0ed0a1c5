"""Runs both sides alternately and prints the table; started by bench/run, which says what the arguments mean."""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

COLUMNS, ROWS = 51, 5  # the cells that Orograph measures per round: some rows of the whole grid
PEER_POINTS = {"scripts": 3, "ordinary": 34, "expert": 34}
NAMES = {
    "scripts": "PyTorch, as the published scripts",
    "ordinary": "PyTorch, ordinary at its best",
    "expert": "PyTorch, private fused operators",
}


class Side:
    """A process that answers requests."""

    def __init__(self, command, **options):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **options
        )
        self.ready = self.read()

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"bench: {self.process.args[0]} ended with status {self.process.wait()}")
        return json.loads(line)

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return self.read()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def java(root, *arguments):
    home = os.environ.get("JAVA_HOME")
    classpath = f"{root}/bench/target/orograph-bench.jar:{(root / 'bench/target/classpath').read_text().strip()}"
    options = ["-Dorg.bytedeco.javacpp.maxBytes=0", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    command = [f"{home}/bin/java" if home else "java", *options, "-cp", classpath]
    return Side([*command, "dev.orograph.bench.BenchmarkServer", *map(str, arguments)], env=environment)


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def load():
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")


def cells(count):
    """Evenly spaced cells of the measured part of the grid: their numbers and coordinates."""
    xs, ys = np.linspace(-1, 1, COLUMNS), np.linspace(-1, 1, ROWS)
    numbers = np.linspace(0, COLUMNS * ROWS - 1, count).round().astype(int).tolist()
    return numbers, [[float(xs[n % COLUMNS]), float(ys[n // COLUMNS])] for n in numbers]


def survey(ours, peer, threads, rounds, quick):
    tuned = {}
    for way in PEER_POINTS:
        say(f"  choosing the fastest variant: {NAMES[way]}, {threads} thread(s)")
        tuned[way] = peer.ask(do="tune", way=way, points=cells(2 if way == "scripts" or quick else 16)[1])
        for each in tuned[way]["tried"]:
            time_text = f"{1000 * each['seconds']:8.2f} ms" if each["seconds"] else each["problem"]
            say(f"    {each['name']:<40} {time_text}")
    for _ in range(2):
        ours.ask(do="survey", threads=threads, columns=COLUMNS, rows=ROWS)
    times = {way: [] for way in ("orograph", *PEER_POINTS)}
    worst = 0.0
    for _ in range(rounds):
        for way, count in PEER_POINTS.items():
            own = ours.ask(do="survey", threads=threads, columns=COLUMNS, rows=ROWS)
            times["orograph"].append(own["seconds"] / (COLUMNS * ROWS))
            numbers, points = cells(count)
            theirs = peer.ask(do="survey", way=way, points=points)
            times[way].append(theirs["seconds"] / count)
            for number, loss in zip(numbers, theirs["losses"]):
                worst = max(worst, abs(loss - own["losses"][number]) / own["losses"][number])
    pairs = {
        way: [theirs / own for own, theirs in zip(times["orograph"][number :: len(PEER_POINTS)], times[way])]
        for number, way in enumerate(PEER_POINTS)
    }
    return {
        "threads": threads,
        "seconds_per_point": times,
        "ratios_of_pairs": pairs,
        "tuned": tuned,
        "largest_relative_difference": worst,
    }


def train(ours, peer, threads, rounds):
    for metrics in (False, True):
        peer.ask(do="train", epochs=1, metrics=metrics)
    ours.ask(do="train", threads=threads, epochs=4)
    times = {"orograph": [], "minimal": [], "metrics": []}
    for _ in range(rounds):
        times["orograph"].append(rate(ours.ask(do="train", threads=threads, epochs=1)))
        times["minimal"].append(rate(peer.ask(do="train", epochs=1, metrics=False)))
        times["metrics"].append(rate(peer.ask(do="train", epochs=1, metrics=True)))
    return {"threads": threads, "samples_per_second": times}


def rate(result):
    return result["samples"] / result["seconds"]


def command(root, weights, directions, threads):
    """The whole 51x51 survey through ./orograph, start to finish: seconds and largest resident memory."""
    folder = Path(tempfile.mkdtemp(prefix="orograph-bench-"))
    try:
        arguments = [
            *("landscape", "--model", "mlp", "--widths", "256,192,128,64", "--model-file", weights),
            *("--data", "fashion-mnist", "--normalisation", "half", "--split", "test", "--dir-file", directions),
            *("--x=-1:1:51", "--y=-1:1:51", "--threads", threads, "--no-figures", "--run", folder / "run", "--json"),
        ]
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(root / "orograph"), *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        complaint = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            raise SystemExit(f"bench: the command failed: {complaint.strip().splitlines()[-1:]}")
        seconds = time.perf_counter() - start
    finally:
        shutil.rmtree(folder)
    unit = 1 if sys.platform == "darwin" else 1024
    return {"threads": threads, "seconds": seconds, "peak_bytes": usage.ru_maxrss * unit}


def say(text):
    print(text, file=sys.stderr, flush=True)


def report(result):
    machine = result["machine"]
    print(f"\n{machine['processor']}, {machine['cores']} cores; {machine['system']}; torch {machine['torch']}")
    print(f"load before the run: {machine['load_before']:.2f}, after: {machine['load_after']:.2f}")
    for part in result["survey"]:
        own = 1000 * statistics.median(part["seconds_per_point"]["orograph"])
        print(f"\nSurvey, {part['threads']} thread(s): ms per grid point, 10,000 test images ({result['plan']})")
        print(f"  {'Orograph':<66} {own:9.2f}")
        for way, name in NAMES.items():
            theirs = 1000 * statistics.median(part["seconds_per_point"][way])
            ratio = statistics.median(part["ratios_of_pairs"][way])
            print(f"  {name + ': ' + part['tuned'][way]['name']:<66} {theirs:9.2f}   {ratio:6.2f} times Orograph's")
        print(f"  largest relative difference of a loss: {part['largest_relative_difference']:.1e}")
    for part in result["train"]:
        rates = {name: statistics.median(values) for name, values in part["samples_per_second"].items()}
        print(f"\nTraining, {part['threads']} thread(s): samples per second, Adam 1e-3, batch 256, one epoch of 60,000")
        print(f"  {'Orograph (loss, gradient norm and accuracy of every step)':<66} {rates['orograph']:9,.0f}")
        for name, text in (("minimal", "nothing recorded"), ("metrics", "the same metrics")):
            ratio = rates["orograph"] / rates[name]
            print(f"  {'PyTorch, eager, fused Adam, ' + text:<66} {rates[name]:9,.0f}   Orograph {ratio:.2f} times")
    for part in result["command"]:
        print(
            f"\nWhole command, 51x51 cells, {part['threads']} thread(s): {part['seconds']:.1f} s from start to finish, "
            f"{1000 * part['seconds'] / 2601:.2f} ms per cell, peak memory {part['peak_bytes'] / 1e6:,.0f} MB"
        )


def main():
    parser = argparse.ArgumentParser(prog="bench/run")
    parser.add_argument("root", type=Path)
    parser.add_argument("--quick", action="store_true", help="few variants and rounds, to try that everything works")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--only", choices=["survey", "train", "command"])
    parser.add_argument("--block", help="samples per block of Orograph's surveys")
    options = parser.parse_args()
    rounds = options.rounds or (1 if options.quick else 5)
    root, results = options.root, options.root / "bench/results"
    results.mkdir(exist_ok=True)
    data, golden = os.environ["OROGRAPH_DATA"], Path(os.environ["OROGRAPH_GOLDEN"])
    weights, directions = golden / "models/a_epoch3.safetensors", golden / "surface-a/directions.safetensors"
    if not weights.exists() or not directions.exists():
        import chapter

        weights, directions = results / "weights.safetensors", results / "directions.safetensors"
        chapter.write_plane(weights, directions)
        say("no golden model found: measuring with fresh weights and directions")

    before, result = load(), {"survey": [], "train": [], "command": []}
    ours = java(root, data, weights, directions, *([options.block] if options.block else []))
    result["plan"] = ours.ready["plan"]
    for threads in map(int, options.threads.split(",")):
        arguments = [sys.executable, str(root / "bench/peers/server.py"), data, str(weights), str(directions), str(threads)]
        peer = Side(arguments + ["--quick"] * options.quick)
        if options.only in (None, "survey"):
            result["survey"].append(survey(ours, peer, threads, rounds, options.quick))
        if options.only in (None, "train"):
            say(f"  training, {threads} thread(s)")
            result["train"].append(train(ours, peer, threads, rounds))
        torch_version = peer.ready["torch"]
        peer.close()
    ours.close()
    if options.only in (None, "command") and not options.quick:
        for threads in map(int, options.threads.split(",")):
            say(f"  the whole command, {threads} thread(s)")
            result["command"].append(command(root, weights, directions, threads))
    result["machine"] = {
        "processor": processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "torch": torch_version,
        "load_before": before,
        "load_after": load(),
    }
    report(result)
    file = results / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    file.write_text(json.dumps(result, indent=1))
    print(f"\nall numbers: {file.relative_to(root)}")


if __name__ == "__main__":
    main()
