"""Results as Markdown, ready for docs/BENCHMARKS.md."""

import statistics

import curvature
import speed
import whole

TITLES = {
    "mlp": "MLP",
    "script-mlp": "MLP, TorchScript",
    "mnist-cnn": "MNIST convolutional network",
    "script-mnist-cnn": "MNIST network, TorchScript",
    "resnet20": "ResNet-20",
    "script-resnet20": "ResNet-20, TorchScript",
    "resnet56": "ResNet-56",
    "script-resnet56": "ResNet-56, TorchScript",
    "script-unknown": "TorchScript with asinh",
}

# Aims for our time as a share of theirs, in float32.
CONVOLUTIONAL = {"scripts": 1 / 3.5, "ordinary": 1 / 1.15, "expert": 1.05}
MLP = {"scripts": 1 / 10, "ordinary": 1 / 4.5, "expert": 1 / 2.2}
AIMS = {
    **{name: CONVOLUTIONAL for name in speed.NETWORKS},
    "mlp": MLP,
    "script-mlp": MLP | {"expert": 1.05},
    "script-unknown": {"scripts": 1 / 2, "ordinary": 1.4},
}

AGREEMENT = {"float32": 1e-4, "bfloat16": 0.3}


def report(result):
    """Prints everything; returns whether both sides found the same losses."""
    machine = result["machine"]
    print(f"\n{machine['processor']}, {machine['cores']} cores; {machine['system']}; Python {machine['python']}")
    print(f"load before the run {machine['load_before']:.2f}, after it {machine['load_after']:.2f}")
    for threads in sorted({unit["threads"] for unit in result["survey"]}):
        units = [unit for unit in result["survey"] if unit["threads"] == threads]
        survey(units, threads, AIMS if units[0]["dtype"] == "float32" and not result["quick"] else {})
        variants(units)
    training(result["train"])
    for part in ("whole", "adaptive"):
        surfaces(result[part])
    growth(result["scaling"])
    curvatures(result["curvature"], {} if result["quick"] else curvature.AIMS)
    product_memory(result["memory"])
    return all([agreement(result["survey"]), spectra_agree(result["curvature"])])


def table(header, rows):
    print("| " + " | ".join(header) + " |")
    print("|---|" + "---:|" * (len(header) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def share(value):
    return f"1/{1 / value:.3g}" if value < 0.95 else f"{value:.2f}"


def against(value, aim):
    """A share, with its aim where there is one."""
    if aim is None:
        return share(value)
    met = f"**{share(value)}**" if value <= aim else share(value)
    return f"{met} (aim {share(aim)})"


def survey(units, threads, aims):
    dtype = units[0]["dtype"]
    print(f"\n### Survey, {dtype}, {threads} thread{'s' if threads > 1 else ''}: ms per point, and ours by theirs\n")
    header = ["network, samples", "Orograph"]
    for way in ("scripts", "ordinary", "expert"):
        header += [speed.WAYS[way], "ours by it"]
    rows = []
    for unit in units:
        for name in unit["names"]:
            row = [f"{TITLES[name]}, {unit['samples']:,}", f"**{speed.median_ms(unit, name):.2f}**"]
            for way in ("scripts", "ordinary", "expert"):
                ratios = unit["ours_by_theirs"][name].get(way)
                if not ratios:
                    row += ["–", ""]
                    continue
                row += [f"{speed.median_ms(unit, way):.2f}"]
                row += [against(statistics.median(ratios), aims.get(name, {}).get(way))]
            rows.append(row)
    table(header, rows)


def variants(units):
    """What was chosen on each side, and how far apart the losses are."""
    print()
    for unit in units:
        plans = "; ".join(f"{name}: {unit['ready'][name]['plan']}" for name in unit["names"])
        print(f"- {plans}. {unit['rounds']} round(s) of {unit['cells']} of our cells.")
        for way in unit["largest_relative_difference"]:
            chosen = unit["tuned"][way]["name"]
            worst = unit["largest_relative_difference"][way]
            line = f"  - {speed.WAYS[way]}: {chosen}; losses within {worst:.1e}"
            if way == "combined":
                ratios = ", ".join(
                    f"{share(statistics.median(unit['ours_by_theirs'][name][way]))} ({name})" for name in unit["names"]
                )
                line += f"; {speed.median_ms(unit, way):.2f} ms, ours by it {ratios}"
            print(line)


def agreement(units):
    agree = True
    for unit in units:
        for way, worst in unit["largest_relative_difference"].items():
            if not worst <= AGREEMENT[unit["dtype"]]:
                agree = False
                print(f"\nDISAGREE: losses of {unit['subject']} differ by {worst:.1e} from {speed.WAYS[way]}")
    return agree


def training(parts):
    for part in parts:
        rates = {name: statistics.median(values) for name, values in part["samples_per_second"].items()}
        print(f"\n### Training of {TITLES[part['name']]}, {part['threads']} thread(s): samples per second\n")
        rows = [["Orograph, with its metrics", f"**{rates['orograph']:,.0f}**", ""]]
        for name, text in (("metrics", "PyTorch, the same metrics"), ("minimal", "PyTorch, nothing recorded")):
            rows.append([text, f"{rates[name]:,.0f}", f"{rates['orograph'] / rates[name]:.2f}"])
        table(["", "samples/s", "ours by it"], rows)


def surfaces(results):
    if not results:
        return
    first = results[0]
    timed = "scripts_seconds_per_point" in first
    title = "Whole surfaces, from command to figure" if timed else "Adaptive surfaces against full ones"
    print(f"\n### {title}: {first['cells']:,} cells, {first['dtype']}, {first['threads']} threads\n")
    rows = []
    for result in results:
        row = [TITLES[result["subject"]], *(time_of(result.get(way)) for way in ("full", "adaptive"))]
        if timed:
            scripts = whole.median_scripts(result) * result["cells"]
            row.append(f"{scripts:,.0f} s")
            row.append(share(result["full"]["seconds"] / scripts))
            row.append(adaptive(result, scripts))
        errors = result.get("errors")
        if errors:
            row += [f"{100 * errors[key]:.2g} %" for key in ("evaluated_share", "median", "percentile95", "largest")]
        else:
            row += ["–"] * 4
        row.append(f"{result['full']['peak_bytes'] / 1e6:,.0f} MB")
        rows.append(row)
    header = ["network", "full", "adaptive 1 %"]
    header += ["as the scripts, extrapolated", "full by it", "adaptive by it"] * timed
    table([*header, "cells evaluated", "error: median", "95th percentile", "largest", "peak memory"], rows)
    if timed:
        print("\nThe scripts' way is its median time per point times the number of cells; it was not run to the end.")
    for result in results:
        if "errors" in result and result["errors"]["cells_not_finite"]:
            print(f"\n{result['subject']}: {result['errors']['cells_not_finite']} cells not finite, left out of the errors")


def time_of(part):
    return f"{part['seconds']:,.1f} s" if part else "–"


def adaptive(result, scripts):
    if "adaptive" not in result:
        return "–"
    aim = whole.AIMS[result["subject"]] if result["cells"] == 51**2 and result["dtype"] == "float32" else None
    return against(result["adaptive"]["seconds"] / scripts, aim)


def growth(result):
    if not result:
        return
    threads, fits = result["threads"], result["fits"]
    print(f"\n### Growth, {threads} threads\n")
    print("Whole commands; time of the MLP by cells and samples, memory of MLPs of growing width on 256 images.\n")
    rows = [[f"{row['cells']:,} cells", f"{row['seconds']:.1f} s", ""] for row in result["cells"]]
    rows += [[f"{row['samples']:,} samples", f"{row['seconds']:.1f} s", ""] for row in result["samples"]]
    for row in result["parameters"]:
        rows.append(
            [f"{row['parameters']:,} parameters", f"{row['seconds']:.1f} s", f"{row['peak_bytes'] / 1e6:,.0f} MB"]
        )
    table(["", "time", "peak memory"], rows)
    cells, samples, parameters = fits["cells"], fits["samples"], fits["parameters"]
    print(f"\n- Time by cells: {cells['constant']:.1f} s + {1000 * cells['slope']:.2f} ms per cell", deviation(cells))
    grid = result["cells"][1]["cells"]
    slope = 1e6 * samples["slope"] / grid
    print(f"- Time by samples: {samples['constant']:.1f} s + {slope:.2f} µs per sample and cell", deviation(samples))
    allowed = 3 + threads
    print(
        f"- Memory: {parameters['constant'] / 1e6:,.0f} MB + {parameters['slope']:.2f} copies of the parameters, of"
        f" which 3 + workers = {allowed} are allowed,",
        "kept" if parameters["slope"] <= allowed else "NOT KEPT",
        deviation(parameters),
    )


def deviation(fit):
    return f"(straight line within {100 * fit['largest_deviation']:.1f} %)"


def curvatures(results, aims):
    """What each analysis of the Hessian took on both sides, and what both found."""
    for result in results:
        aim = aims.get(result["subject"], {})
        threads = result["threads"]
        print(f"\n### Curvature of {TITLES[result['subject']]}, {result['samples']:,} samples, {threads} thread(s)\n")
        rows = []
        for part, text in (
            ("eigenvalues", f"{curvature.COUNT} eigenvalues"),
            ("trace", "trace"),
            ("density", "spectral density"),
        ):
            products = [result["found"][part][side]["products"] for side in ("ours", "theirs")]
            fewer = against(products[0] / products[1], aim.get("products") if part == "eigenvalues" else None)
            rows.append([text, *map(str, products), fewer, *times(result["seconds"][part], aim.get(part), 1, "s")])
        rows.append(["one product", "1", "1", "", *times(result["seconds"]["product"], None, 1000, "ms")])
        header = ["", "our products", "PyTorch's", "ours by theirs", "our time", "PyTorch's", "ours by theirs"]
        table(header, rows)
        tried = result["tuned"]["tried"]
        orders = ", ".join(
            f"channels {'last' if each['channels_last'] else 'first'} {1000 * each['seconds']:.1f} ms" for each in tried
        )
        print(f"\n{result['rounds']} round(s); our samples in {result['ready']['blocks']} blocks; PyTorch tried {orders}.\n")
        found(result)


def times(spent, aim, factor, unit):
    """Both medians, and the median of the rounds' ratios."""
    medians = [f"{factor * statistics.median(spent[side]):.3g} {unit}" for side in ("ours", "theirs")]
    ratio = statistics.median(own / their for own, their in zip(spent["ours"], spent["theirs"]))
    return [f"**{medians[0]}**", medians[1], against(ratio, aim)]


def found(result):
    own, theirs = (result["found"]["eigenvalues"][side] for side in ("ours", "theirs"))
    rows = []
    within = curvature.nearest(own, theirs)
    for rank, (one, other) in enumerate(zip(curvature.ranked(own), curvature.ranked(theirs))):
        values = [f"{value:.5g} (‖Hv − λv‖ = {residual:.1e})" for value, residual in (one, other)]
        rows.append([f"λ{rank + 1}", *values, "yes" if within[rank] else "NO"])
    table(["", "ours", "PyTorch's", "within both residuals"], rows)
    traces = [result["found"]["trace"][side] for side in ("ours", "theirs")]
    error = traces[0]["standardError"]
    print(f"\nTrace: ours {traces[0]['value']:.5g} ± {error:.2g}, PyTorch's {traces[1]['value']:.5g}", end="")
    truth = result["long_trace"]
    if truth:
        print(f"; by {truth['spent']['products']:,} vectors {truth['value']:.5g} ± {truth['standardError']:.2g}", end="")
        print(f", from which ours is {deviations(result):.1f} standard errors away", end="")
    print(".")
    density = result["found"]["density"]
    nodes = (density["ours"]["quadrature"]["nodes"], density["theirs"]["nodes"])
    ends = [f"{min(each):.4g} to {max(each):.5g}" for each in nodes]
    print(f"Density: ours from {ends[0]}, PyTorch's from {ends[1]}.")


def deviations(result):
    """How far our short trace is from the long one, in standard errors of their difference."""
    short, truth = result["found"]["trace"]["ours"], result["long_trace"]
    return abs(short["value"] - truth["value"]) / (short["standardError"] ** 2 + truth["standardError"] ** 2) ** 0.5


def spectra_agree(results):
    agree = True
    for result in results:
        sides = result["found"]["eigenvalues"]
        if not all(curvature.nearest(sides["ours"], sides["theirs"])):
            agree = False
            print(f"\nDISAGREE: eigenvalues of {result['subject']}")
        if result["long_trace"] and not deviations(result) <= 3:
            agree = False
            print(f"\nDISAGREE: trace of {result['subject']}")
    return agree


def product_memory(rows):
    if not rows:
        return
    print(f"\n### Memory of Hessian products, MLP of {rows[0]['parameters']:,} parameters, {curvature.FEW} samples\n")
    cells = [
        [
            f"{row['threads']} thread(s)",
            f"{row['residentBytes'] / 1e6:,.0f} MB",
            f"{row['peakBytes'] / 1e6:,.0f} MB",
            f"{row['copies']:.1f}",
            " and ".join(f"{seconds:.2g} s" for seconds in row["seconds"]),
        ]
        for row in rows
    ]
    table(["", "before", "peak", "growth in copies of the parameters", "first and second product"], cells)
