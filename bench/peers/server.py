"""PyTorch's side of the benchmarks: answers one JSON request per line of standard input with one line of JSON.

usage: server.py DATA THREADS [--quick]

Requests:
  {"do": "prepare", "subject": …, "golden": folder, "folder": where files go} → the paths of weights, directions, script
  {"do": "open", "subject": …, "weights": file, "directions": file, "dtype": float32 | bfloat16}
  {"do": "tune", "way": scripts | ordinary | expert | combined, "point": [alpha, beta]} → the fastest variant of a way
  {"do": "survey", "way": …, "points": [[alpha, beta], …]} → seconds and losses
  {"do": "train", "name": network, "weights": file, "epochs": n, "metrics": bool}
  {"do": "curvature", "subject": …, "weights": file, "samples": n} → whether channels-last is faster; then of the same
  {"do": "eigenvalues", "count": n}, {"do": "trace"}, {"do": "density"}, {"do": "products", "count": n}

A subject is a name of subjects.py, or {"width": n} for an MLP with two hidden layers of that width.
"""

import json
import sys
import time
from dataclasses import replace

import torch

import curvature_ways
import expert_ways
import subjects
import survey_ways
import training_ways


class Server:
    def __init__(self, data, threads, quick):
        self.data, self.threads, self.quick = data, threads, quick
        self.case, self.trainings, self.analysed, self.chosen = None, {}, None, {}

    def subject(self, request):
        if isinstance(request["subject"], dict):
            return subjects.wide_mlp(request["subject"]["width"])
        subject = subjects.SUBJECTS[request["subject"]]
        return subjects.small(subject) if self.quick else subject

    def prepare(self, request):
        subject = self.subject(request)
        files = subjects.prepare(subject, self.data, request["golden"], request["folder"])
        described = {k: v for k, v in vars(subject).items() if k != "network"}
        return {"files": vars(files), "subject": described}

    def open(self, request):
        self.close()
        dtype = {"float32": torch.float32, "bfloat16": torch.bfloat16}[request["dtype"]]
        files = request["weights"], request["directions"]
        self.case = survey_ways.Case(self.subject(request), self.data, *files, dtype)
        return {}

    def tune(self, request):
        candidates = {
            "scripts": lambda: survey_ways.scripts(self.case, self.quick),
            "ordinary": lambda: survey_ways.ordinary(self.case, self.quick),
            "expert": lambda: expert_ways.expert(self.case, self.quick, self.threads),
            "combined": lambda: expert_ways.expert(self.case, self.quick, self.threads, combined=True),
        }[request["way"]]()
        tried = []

        def report(name, seconds, problem):
            tried.append({"name": name, "seconds": seconds, "problem": problem})

        best = survey_ways.fastest(candidates, request["point"], report)
        if best is None:
            return {"name": None, "tried": tried}
        name, self.chosen[request["way"]], seconds = best
        return {"name": name, "seconds": seconds, "together": best[1].together, "tried": tried}

    def survey(self, request):
        start = time.perf_counter()
        losses = self.chosen[request["way"]].measure(request["points"])
        return {"seconds": time.perf_counter() - start, "losses": losses}

    def train(self, request):
        if request["name"] not in self.trainings:
            self.trainings[request["name"]] = training_ways.Eager(self.data, request["name"], request["weights"])
        return self.trainings[request["name"]].run(request["epochs"], request["metrics"])

    def curvature(self, request):
        subject = replace(self.subject(request), samples=request["samples"])
        self.analysed, tuned = curvature_ways.fastest(subject, self.data, request["weights"])
        return tuned

    def eigenvalues(self, request):
        return self.analysed.eigenvalues(request["count"])

    def trace(self, request):
        return self.analysed.trace()

    def density(self, request):
        return self.analysed.density()

    def products(self, request):
        return self.analysed.multiply(request["count"])

    def close(self):
        for way in self.chosen.values():
            if hasattr(way, "close"):
                way.close()
        self.chosen = {}


def main():
    data, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    server = Server(data, threads, "--quick" in sys.argv)
    answer({"torch": torch.__version__})
    for line in sys.stdin:
        request = json.loads(line)
        answer(getattr(server, request["do"])(request))
    server.close()


def answer(value):
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    main()
