"""The golden demands, through ./orograph alone; started by golden.sh. Names of checks as arguments choose among them."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import h5py
import numpy as np
import torch
from safetensors.numpy import load_file
from safetensors.torch import save_file

ROOT = Path(sys.argv[1])
DATA, GOLDEN = Path(os.environ["OROGRAPH_DATA"]), Path(os.environ["OROGRAPH_GOLDEN"])
PLACE = Path(tempfile.mkdtemp(prefix="orograph-golden-"))
GRID = ("--x=-1:1:11", "--y=-1:1:11")
DIRECTIONS = ("--dir-file", GOLDEN / "surface-a/directions.h5")
MLP = ("--model", "mlp", "--widths", "256,192,128,64")
FASHION = ("--data", "fashion-mnist", "--normalisation", "half")


def orograph(*arguments):
    """Runs the command in a folder of its own and gives back its JSON."""
    command = [str(ROOT / "orograph"), *map(str, arguments), "--json"]
    done = subprocess.run(command, cwd=PLACE, capture_output=True, text=True)
    assert done.returncode == 0, f"status {done.returncode}: {done.stderr.strip().splitlines()[-1:]}"
    return json.loads(done.stdout.strip().splitlines()[-1])


def surface(name, *arguments):
    """Runs a survey and reads its HDF5 file as any Python program would: a dictionary of [iy][ix] arrays."""
    file = PLACE / f"{name}.h5"
    orograph("landscape", *arguments, "--no-figures", "--run", PLACE / name, "--surf-file", file)
    with h5py.File(file) as opened:
        xs, ys = opened["xcoordinates"][:], opened["ycoordinates"][:]
        values = {
            key: opened[key][()].ravel().reshape(len(ys), len(xs))
            for key in opened
            if key.endswith(("_loss", "_acc"))
        }
        return xs, ys, values, dict(opened.attrs)


def images(limit):
    with gzip.open(DATA / "fashion-mnist/t10k-images-idx3-ubyte.gz") as stream:
        pixels = np.frombuffer(stream.read(), np.uint8, offset=16).reshape(-1, 1, 28, 28)[:limit]
    with gzip.open(DATA / "fashion-mnist/t10k-labels-idx1-ubyte.gz") as stream:
        labels = np.frombuffer(stream.read(), np.uint8, offset=8)[:limit]
    return torch.from_numpy(pixels.copy()), torch.from_numpy(labels.astype(np.int64))


def against_reference(xs, ys, values, prefix):
    expected = json.loads((GOLDEN / "surface-a/surface.json").read_text())
    np.testing.assert_allclose(xs, expected["xs"], atol=1e-12)
    np.testing.assert_allclose(ys, expected["ys"], atol=1e-12)
    loss, exact = values[f"{prefix}_loss"], np.array(expected["loss_f64"])
    worst = np.max(np.abs(loss - exact) / exact)
    assert worst <= 1e-5, f"a loss differs by {worst:.2e} relative"
    accuracy, own = np.array(expected["acc_ll"]), values[f"{prefix}_acc"]
    assert np.array_equal(np.rint(10 * own), np.rint(10 * accuracy)) and np.allclose(own, accuracy, atol=1e-9)
    return f"121 losses within {worst:.1e} relative, 121 accuracies equal"


def golden_surface():
    """model a on the first 1,000 test images, along the published scripts' own directions"""
    weights = GOLDEN / "models/a_epoch3.safetensors"
    xs, ys, values, attributes = surface(
        "a", "--model-file", weights, *MLP, *FASHION, "--limit", 1000, "--split", "test", *DIRECTIONS, *GRID
    )
    difference = float(attributes["trust.test_centre_difference"])
    assert difference <= 1e-6, f"the centre differs by {difference}"
    return against_reference(xs, ys, values, "test") + f", centre within {difference:.1e}"


def golden_surface_of_state_dictionary():
    """the same from a torch state dictionary, directions from safetensors"""
    xs, ys, values, _ = surface(
        "b",
        *("--model-file", GOLDEN / "models/a_epoch3.state_dict.pt", *MLP, *FASHION, "--limit", 1000, "--split", "test"),
        *("--dir-file", GOLDEN / "surface-a/directions.safetensors", *GRID),
    )
    return against_reference(xs, ys, values, "test")


def golden_surface_through_script():
    """the same through TorchScript and a file of samples"""
    pixels, labels = images(1000)
    save_file({"inputs": (pixels.float() / 255 - 0.5) / 0.5, "targets": labels}, PLACE / "samples.safetensors")
    xs, ys, values, _ = surface(
        "script",
        *("--model", f"script:{GOLDEN / 'models/a_epoch3.torchscript.pt'}"),
        *("--data", f"file:{PLACE / 'samples.safetensors'}", *DIRECTIONS, *GRID),
    )
    prefix = next(name for name in values if name.endswith("_loss"))[: -len("_loss")]
    return against_reference(xs, ys, values, prefix)


def published_file_is_read():
    """surface.h5 of the published scripts, drawn by our plot command"""
    target = PLACE / "published.h5"
    target.write_bytes((GOLDEN / "surface-a/surface.h5").read_bytes())
    done = subprocess.run([str(ROOT / "orograph"), "plot", str(target)], cwd=PLACE, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr.strip().splitlines()[-1:]
    return "drawn"


def principal_components():
    """the plane of the four epochs of model a, against scikit-learn's"""
    epochs = ",".join(str(GOLDEN / f"models/a_epoch{epoch}.safetensors") for epoch in range(4))
    file = PLACE / "principal-directions.h5"
    _, _, _, attributes = surface(
        "principal",
        *("--model-file", GOLDEN / "models/a_epoch3.safetensors", *MLP, *FASHION, "--limit", 100, "--split", "test"),
        *("--xdir", f"pca:{epochs}", "--ydir", f"pca:{epochs}", "--x=-1:1:3", "--y=-1:1:3", "--save-directions", file),
    )
    expected = json.loads((GOLDEN / "pca-tsne/pca_tsne.json").read_text())["a_epochs0-3_minus_final"]
    ratios = [float(ratio) for ratio in attributes["pca.explained_variance_ratio"].split()]
    np.testing.assert_allclose(ratios, expected["explained_variance_ratio"], rtol=1e-6)
    exact = load_file(GOLDEN / "pca-tsne/a_pca_f64.safetensors")
    with h5py.File(file) as opened:
        np.testing.assert_allclose(opened["singular_values_"][()], expected["singular_values"][:2], rtol=1e-6)
        for group, name in (("xdirection", "pc0"), ("ydirection", "pc1")):
            blocks = [opened[group][str(i)][()].ravel() for i in range(len(opened[group]))]
            np.testing.assert_allclose(np.concatenate(blocks), exact[name], atol=1e-7)
    return "shares " + ", ".join(f"{ratio:.6f}" for ratio in ratios) + "; both components within 1e-7"


def residual_network():
    """ResNet-20 on the first 1,000 test images"""
    xs, ys, values, attributes = surface(
        "resnet",
        *("--model", "resnet20", "--model-file", GOLDEN / "models/resnet20_epoch3.safetensors"),
        *("--data", "fashion-mnist", "--pad", 2, "--limit", 1000, "--split", "test", "--x=-0.1:0.1:3", "--y=-0.1:0.1:3"),
    )
    assert abs(values["test_acc"][1, 1] - 81.0) < 1e-9, f"accuracy {values['test_acc'][1, 1]} %, not 81.0 %"
    difference = float(attributes["trust.test_centre_difference"])
    assert difference <= 1e-6 * max(1, values["test_loss"][1, 1]), f"the centre differs by {difference}"
    return f"accuracy {values['test_acc'][1, 1]:.1f} %, centre within {difference:.1e}"


def training():
    """three epochs of FashionMNIST with Adam"""
    result = orograph(
        *("train", *MLP, *FASHION, "--optimizer", "adam", "--lr", "1e-3", "--batch-size", 256, "--epochs", 3),
        *("--run", PLACE / "trained"),
    )
    accuracy = result["test_acc"]
    assert accuracy >= 85, f"test accuracy {accuracy} %"
    return f"test accuracy {accuracy:.2f} %, {result['samplesPerSecond']:,.0f} samples per second"


def toy():
    """the loss of the toy problem over bias and weight, against its closed form"""
    orograph("train", "--model", "mlp", "--widths", "", "--data", "toy", "--epochs", 1, "--run", PLACE / "toy-run")
    weights = sorted((PLACE / "toy-run/checkpoints").glob("epoch-*.safetensors"))[-1]
    xs, ys, values, _ = surface(
        "toy",
        *("--model", "mlp", "--widths", "", "--model-file", weights, "--data", "toy"),
        *("--coordinates", "layers.0.bias,layers.0.weight", "--x=-5:8:101", "--y=-5:8:101"),
    )
    points = np.loadtxt(GOLDEN / "toy/toy_xy.csv", delimiter=",", skiprows=1)
    outputs = ys[:, None, None] * points[:, 0] + xs[None, :, None]
    exact = np.mean((outputs - points[:, 1]) ** 2, axis=-1)
    worst = np.max(np.abs(values["train_loss"] - exact) / np.maximum(exact, 1e-3))
    assert worst <= 1e-5, f"a loss differs by {worst:.2e} relative"
    return f"10,201 losses within {worst:.1e} relative"


CHECKS = (
    golden_surface,
    golden_surface_of_state_dictionary,
    golden_surface_through_script,
    published_file_is_read,
    principal_components,
    residual_network,
    training,
    toy,
)


def main():
    passed = failed = 0
    for check in CHECKS:
        if len(sys.argv) > 2 and check.__name__ not in sys.argv[2:]:
            continue
        try:
            found = check()
        except Exception as problem:
            failed += 1
            line = str(problem).strip().splitlines() or [traceback.format_exc().splitlines()[-1]]
            print(f"FAILED  {check.__name__}: {check.__doc__}: {line[0]}", flush=True)
        else:
            passed += 1
            print(f"passed  {check.__name__}: {check.__doc__}: {found}", flush=True)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
