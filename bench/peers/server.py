"""PyTorch's side of the benchmarks: answers one JSON request per line of standard input with one line of JSON.

usage: server.py DATA WEIGHTS DIRECTIONS THREADS [--quick]

Requests: {"do": "tune", "way": scripts|ordinary|expert, "points": [[alpha, beta], ...]} chooses the fastest variant of
a way; {"do": "survey", "way": ..., "points": ...} measures with it; {"do": "train", "epochs": n, "metrics": bool}.
"""

import json
import sys
import time

import torch

import chapter
import survey_ways
import training_ways


def main():
    data, weights, directions, threads = sys.argv[1:5]
    threads, quick = int(threads), "--quick" in sys.argv
    torch.set_num_threads(threads)
    plane = chapter.read_plane(weights, directions)
    chosen, training = {}, None
    answer({"ready": True, "torch": torch.__version__})
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "tune":
            tried = []
            candidates = {
                "scripts": lambda: survey_ways.scripts(data, plane),
                "ordinary": lambda: survey_ways.ordinary(data, plane, quick),
                "expert": lambda: survey_ways.expert(data, plane, threads, quick),
            }[request["way"]]()
            name, way, _ = survey_ways.fastest(
                candidates,
                request["points"],
                lambda n, s, problem: tried.append({"name": n, "seconds": s, "problem": problem}),
            )
            chosen[request["way"]] = way
            answer({"name": name, "tried": tried})
        elif request["do"] == "survey":
            start = time.perf_counter()
            losses = chosen[request["way"]].measure(request["points"])
            answer({"seconds": time.perf_counter() - start, "losses": losses})
        elif request["do"] == "train":
            training = training or training_ways.Eager(data, weights)
            answer(training.run(request["epochs"], request["metrics"]))


def answer(value):
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    main()
