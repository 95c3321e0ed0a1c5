"""Reads event files with the tensorboard package and compares them with the metrics they were made from.

    python bench/crosscheck/tensorboard_check.py RUN            a run trained with --tensorboard
    python bench/crosscheck/tensorboard_check.py --fixture DIR  makes the bytes for the tests of dev.orograph.format
"""

import glob
import json
import os
import struct
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.summary.writer.record_writer import RecordWriter


def fixture(folder):
    """The events of TensorBoardFileTest, encoded by the tensorboard package."""
    histogram = summary_pb2.HistogramProto(
        min=-1, max=2, num=4, sum=2.5, sum_squares=7.25, bucket_limit=[-1, 0, 1, 2], bucket=[0, 1, 1, 2])
    value = summary_pb2.Summary.Value
    events = [
        event_pb2.Event(wall_time=1000.0, file_version="brain.Event:2"),
        event_pb2.Event(wall_time=1000.5, step=1, summary=summary_pb2.Summary(
            value=[value(tag="step/loss", simple_value=2.25)])),
        event_pb2.Event(wall_time=1001.5, step=300, summary=summary_pb2.Summary(
            value=[value(tag="weights/layer.ü", histo=histogram)])),
    ]
    path = os.path.join(folder, "three-events.tfevents")
    with open(path, "wb") as file:
        writer = RecordWriter(file)
        for event in events:
            writer.write(event.SerializeToString())
    print("wrote", path)


def check(run):
    records = [json.loads(line) for line in open(f"{run}/metrics.jsonl")]
    events = EventAccumulator(run, size_guidance={"scalars": 0, "histograms": 0})
    events.Reload()
    tags = events.Tags()
    expected, histograms = {}, {}
    for record in records:
        if record["event"] == "histogram":
            histograms.setdefault(record["name"], []).append(record)
            continue
        for name, value in record.items():
            if name in ("step", "epoch", "seconds") or not isinstance(value, (int, float)):
                continue
            tag = name if "/" in name else f"{record['event']}/{name}"
            expected.setdefault(tag, []).append((record["step"], struct.unpack("f", struct.pack("f", value))[0]))
    assert set(tags["scalars"]) == set(expected), set(tags["scalars"]) ^ set(expected)
    assert set(tags["histograms"]) == set(histograms)
    count = 0
    for tag, points in expected.items():
        found = [(event.step, event.value) for event in events.Scalars(tag)]
        assert str(found) == str(points), (tag, found, points)
        count += len(found)
    for tag, given in histograms.items():
        for event, record in zip(events.Histograms(tag), given, strict=True):
            assert event.step == record["step"]
            assert list(event.histogram_value.bucket) == record["counts"], tag
            assert event.histogram_value.num == record["count"]
            assert abs(event.histogram_value.sum - record["mean"] * record["count"]) <= 1e-9 * (1 + record["count"])
            count += 1
    print(f"{count} values of {len(expected)} scalars and {len(histograms)} histograms agree:",
          *glob.glob(f"{run}/events.out.tfevents.*"))


if sys.argv[1] == "--fixture":
    fixture(sys.argv[2])
else:
    check(sys.argv[1])
