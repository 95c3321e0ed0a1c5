"""Training's samples per second on both sides, in alternating rounds."""

import subjects
import training_ways
from sides import orograph, pytorch, say


def measure(bench, names):
    results = []
    with orograph(bench.root, bench.data) as ours:
        for name in names:
            weights = bench.prepare(name)["files"]["weights"]
            for threads in bench.threads:
                say(f"training {name}, {threads} thread(s)")
                with pytorch(bench.root, bench.data, threads, bench.quick, True) as peer:
                    results.append(compare(ours, peer, name, weights, threads, bench))
    return results


def compare(ours, peer, name, weights, threads, bench):
    subject = subjects.SUBJECTS[name]
    samples, batch = training_ways.EPOCHS[name]
    what = dict(
        name=name,
        model=subject.model,
        options=subject.options,
        data=subject.data,
        normalisation=subject.normalisation,
        padding=subject.padding,
        samples=samples,
        batch=batch,
        weights=weights,
    )

    def own(epochs=1):
        return rate(ours.ask(do="train", subject=what, threads=threads, epochs=epochs))

    def theirs(metrics):
        return rate(peer.ask(do="train", name=name, weights=weights, epochs=1, metrics=metrics))

    if not bench.quick:  # the JVM needs longer to warm up
        own(4 if name == "mlp" else 1), theirs(False), theirs(True)
    times = {"orograph": [], "minimal": [], "metrics": []}
    for _ in range(bench.rounds):
        times["orograph"].append(own())
        times["minimal"].append(theirs(False))
        times["metrics"].append(theirs(True))
    return {"name": name, "threads": threads, "samples_per_second": times}


def rate(result):
    return result["samples"] / result["seconds"]
