"""How time grows with cells and samples, and resident memory with parameters, by the command."""

import tempfile
from pathlib import Path

import numpy as np

from sides import command, landscape, say

SIDES = (11, 21, 31, 41, 51)  # cells along each axis
SAMPLES = (2000, 4000, 6000, 8000, 10000)
WIDTHS = (512, 1024, 2048, 4096, 7490)  # of both hidden layers; the last has 62.1 million parameters
MINUTES = 5


def measure(bench):
    threads = max(bench.threads)
    sides, samples, widths = (SIDES, SAMPLES, WIDTHS)
    if bench.quick:
        sides, samples, widths = (3, 5), (250, 500), (256, 1024)
    result = {"threads": threads, "cells": [], "samples": [], "parameters": []}
    with tempfile.TemporaryDirectory(prefix="orograph-bench-") as folder:
        chapter = bench.prepare("mlp")
        for side in sides:
            say(f"time by cells: {side} × {side}")
            spent = run(bench, chapter["subject"], chapter["files"], threads, side, folder)
            result["cells"].append({"cells": side * side, **spent})
        for count in samples:
            say(f"time by samples: {count}")
            subject = chapter["subject"] | {"samples": count}
            spent = run(bench, subject, chapter["files"], threads, sides[1], folder)
            result["samples"].append({"samples": count, **spent})
        for width in widths:
            say(f"memory by parameters: MLP of width {width}")
            wide = bench.prepare({"width": width}, folder)
            spent = run(bench, wide["subject"], wide["files"], threads, 3 if bench.quick else 11, folder)
            parameters = 784 * width + width + width * width + width + 10 * width + 10
            row = {"parameters": parameters, "width": width, "samples": wide["subject"]["samples"], **spent}
            result["parameters"].append(row)
            for file in wide["files"].values():
                Path(file).unlink()
    result["fits"] = {
        "cells": line([(row["cells"], row["seconds"]) for row in result["cells"]]),
        "samples": line([(row["samples"], row["seconds"]) for row in result["samples"]]),
        "parameters": line([(4 * row["parameters"], row["peak_bytes"]) for row in result["parameters"]]),
    }
    return result


def run(bench, subject, files, threads, side, folder):
    with tempfile.TemporaryDirectory(dir=folder) as place:
        words = landscape(subject, files, threads, side, side, "--no-figures", "--run", Path(place) / "run")
        spent = command(bench.root, words, bench.data)
    return {"seconds": spent["seconds"], "peak_bytes": spent["peak_bytes"]}


def line(points):
    """Least squares: value = constant + slope · x, and the largest deviation as a share of the value."""
    xs, ys = np.array(points, dtype=float).T
    slope, constant = np.polyfit(xs, ys, 1)
    deviation = np.abs(constant + slope * xs - ys) / ys
    return {"slope": float(slope), "constant": float(constant), "largest_deviation": float(deviation.max())}
