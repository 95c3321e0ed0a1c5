"""Both sides as processes that answer requests, and the machine that they run on."""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# What ./orograph sets: glibc keeps freed blocks. Worth a third to convolutions, so the peers that are at their best have it too.
KEEP_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "33554432", "MALLOC_TRIM_THRESHOLD_": "268435456", "MALLOC_TOP_PAD_": "67108864"}


class Side:
    """A process that answers each line of JSON with one."""

    def __init__(self, command, environment):
        self.complaints = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.complaints, text=True, env=environment
        )
        self.ready = self.read()

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            status = self.process.wait()
            self.complaints.seek(0)
            last = "".join(self.complaints.readlines()[-20:])
            raise SystemExit(f"{last}bench: {self.process.args[0]} ended with status {status}")
        return json.loads(line)

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return self.read()

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.process.stdin.close()
        self.process.wait()


def environment(**additions):
    pinned = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
    removed = (*pinned, "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", *KEEP_MEMORY)
    return {k: v for k, v in os.environ.items() if k not in removed} | additions


def orograph(root, data):
    """Our side in one JVM, in the environment that ./orograph makes."""
    home = os.environ.get("JAVA_HOME")
    classpath = f"{root}/bench/target/orograph-bench.jar:{(root / 'bench/target/classpath').read_text().strip()}"
    options = ["-Dorg.bytedeco.javacpp.maxBytes=0", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"]
    command = [f"{home}/bin/java" if home else "java", *options, "-cp", classpath]
    variables = environment(OPENBLAS_NUM_THREADS="1", OMP_WAIT_POLICY="passive", GOMP_SPINCOUNT="10000", **KEEP_MEMORY)
    return Side([*command, "dev.orograph.bench.BenchmarkServer", str(data)], variables)


def pytorch(root, data, threads, quick, keeps_memory):
    """PyTorch's side: as published in an ordinary environment, or at its best with memory kept as on our side."""
    arguments = [sys.executable, str(root / "bench/peers/server.py"), str(data), str(threads)]
    return Side(arguments + ["--quick"] * quick, environment(**(KEEP_MEMORY if keeps_memory else {})))


def command(root, arguments, data):
    """./orograph from start to end: seconds, largest resident memory in bytes, and what it printed as JSON."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as complaints:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(root / "orograph"), *map(str, arguments)],
            stdout=output,
            stderr=complaints,
            env=environment(OROGRAPH_DATA=str(data)),
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        seconds = time.perf_counter() - start
        output.seek(0)
        complaints.seek(0)
        if status != 0:
            last = "".join(complaints.readlines()[-5:])
            raise SystemExit(f"{last}bench: failed: orograph {' '.join(map(str, arguments))}")
        text = output.read()
    unit = 1 if sys.platform == "darwin" else 1024
    result = json.loads(text) if text.startswith("{") else {}
    return {"seconds": seconds, "peak_bytes": usage.ru_maxrss * unit, "result": result}


def landscape(subject, files, threads, columns, rows, *more):
    """The command's words for a survey of a subject on [−1, 1]²."""
    words = ["landscape", "--model", subject["model"] or f"script:{files['script']}"]
    words += [word for name, value in subject["options"].items() for word in ("-P", f"{name}={value}")]
    words += ["--model-file", files["weights"]] if subject["model"] else []
    words += ["--data", subject["data"], "--normalisation", subject["normalisation"], "--pad", subject["padding"]]
    words += ["--limit", subject["samples"], "--split", "test", "--dir-file", files["directions"]]
    return [*words, f"--x=-1:1:{columns}", f"--y=-1:1:{rows}", "--threads", threads, "--json", *more]


def machine():
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def load():
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")


def say(text):
    print(text, file=sys.stderr, flush=True)
