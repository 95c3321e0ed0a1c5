"""Training's samples per second on both sides, in alternating rounds."""

from sides import orograph, pytorch, say


def measure(bench):
    weights = bench.prepare("mlp")["files"]["weights"]
    results = []
    with orograph(bench.root, bench.data) as ours:
        for threads in bench.threads:
            say(f"training, {threads} thread(s)")
            with pytorch(bench.root, bench.data, threads, bench.quick, True) as peer:
                results.append(compare(ours, peer, weights, threads, bench))
    return results


def compare(ours, peer, weights, threads, bench):
    def own(epochs=1):
        return rate(ours.ask(do="train", weights=weights, threads=threads, epochs=epochs))

    def theirs(metrics):
        return rate(peer.ask(do="train", weights=weights, epochs=1, metrics=metrics))

    if not bench.quick:  # the JVM needs longer to warm up
        own(4), theirs(False), theirs(True)
    times = {"orograph": [], "minimal": [], "metrics": []}
    for _ in range(bench.rounds):
        times["orograph"].append(own())
        times["minimal"].append(theirs(False))
        times["metrics"].append(theirs(True))
    return {"threads": threads, "samples_per_second": times}


def rate(result):
    return result["samples"] / result["seconds"]
