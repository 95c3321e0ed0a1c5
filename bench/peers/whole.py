"""Whole 51×51 surfaces by the command, from start to figure, and what the adaptive survey loses and saves."""

import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from sides import command, landscape, pytorch, say

# Aims for the command's time as a share of the scripts' way.
AIMS = {"mlp": 1 / 30, "mnist-cnn": 1 / 12, "resnet20": 1 / 12, "resnet56": 1 / 12}
MINUTES = {"mlp": 1, "mnist-cnn": 8, "resnet20": 17, "resnet56": 48}  # on two cores, both surveys


def has_adaptive(root):
    """Whether this build's command knows --adaptive."""
    help_text = subprocess.run([str(root / "orograph"), "landscape", "--help"], capture_output=True, text=True).stdout
    return "--adaptive" in help_text


def measure(bench, networks, draws):
    """The full and the adaptive surface of each network.

    draws: whether to draw figures and time the scripts' way too
    """
    adaptive = has_adaptive(bench.root)
    if not adaptive:
        say("this build has no --adaptive: only full surfaces")
    results = []
    for name in networks:
        prepared = bench.prepare(name)
        result = {"subject": name, "threads": max(bench.threads), "cells": bench.cells**2, "dtype": bench.dtype}
        with tempfile.TemporaryDirectory(prefix="orograph-bench-") as folder:
            for way in ("full", "adaptive")[: 1 + adaptive]:
                say(f"{name}: {way} surface of {bench.cells} × {bench.cells} cells, {result['threads']} thread(s)")
                result[way] = survey(bench, prepared, way, Path(folder), draws)
            if adaptive:
                result["errors"] = errors(Path(folder) / "full.h5", Path(folder) / "adaptive.h5")
        if draws:
            result["scripts_seconds_per_point"] = scripts(bench, name, prepared)
        results.append(result)
    return results


def survey(bench, prepared, way, folder, draws):
    words = landscape(prepared["subject"], prepared["files"], max(bench.threads), bench.cells, bench.cells)
    words += ["--dtype", bench.dtype, "--run", folder / way, "--surf-file", folder / f"{way}.h5"]
    words += [] if draws else ["--no-figures"]
    words += ["--adaptive", "1%"] if way == "adaptive" else []
    result = command(bench.root, words, bench.data)
    shutil.rmtree(folder / way)
    return result


def scripts(bench, name, prepared):
    """Seconds per point of the published scripts' way, by points across the plane."""
    with pytorch(bench.root, bench.data, max(bench.threads), bench.quick, False) as peer:
        files = {key: prepared["files"][key] for key in ("weights", "directions")}
        peer.ask(do="open", subject=name, dtype=bench.dtype, **files)
        peer.ask(do="tune", way="scripts", point=[0.3, -0.2])
        times, begin = [], time.monotonic()
        for number in range(3 if bench.quick else 15):
            points = [[np.cos(number) * number / 15, np.sin(number) * number / 15]]
            times.append(peer.ask(do="survey", way="scripts", points=points)["seconds"])
            if len(times) >= 5 and time.monotonic() - begin > 20:
                break
        return times


def errors(full_file, adaptive_file):
    """How far the adaptive surface is from the full one, cell by cell, as |ΔL| / max(|L|, L at the centre)."""
    import h5py

    with h5py.File(full_file) as full, h5py.File(adaptive_file) as adaptive:
        truth, found = full["test_loss"][()], adaptive["test_loss"][()]
        status = adaptive["status"][()] if "status" in adaptive else np.ones(truth.shape)
    centre = truth[tuple(n // 2 for n in truth.shape)]
    finite = np.isfinite(truth) & np.isfinite(found)
    relative = np.abs(found - truth)[finite] / np.maximum(np.abs(truth[finite]), centre)
    return {
        "evaluated_share": float((status == 1).mean()),
        "median": float(np.median(relative)),
        "percentile95": float(np.percentile(relative, 95)),
        "largest": float(relative.max()),
        "cells_not_finite": int((~finite).sum()),
    }


def median_scripts(result):
    times = result.get("scripts_seconds_per_point")
    return statistics.median(times) if times else None
