"""Checks the file formats of core against the libraries whose formats they are. See README.md.

usage: python crosscheck.py CLASSPATH [TORCH_OR_SAFETENSORS_FILE ...]
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy as np
import torch
import scipy.interpolate
import vtk
from safetensors import safe_open
from safetensors.torch import load_file
from vtk.util.numpy_support import vtk_to_numpy

classpath, extra = sys.argv[1], [Path(name) for name in sys.argv[2:]]
here = Path(__file__).resolve().parent
fixtures = here.parents[1] / "core/src/test/resources/dev/orograph/format"
folder = Path(tempfile.mkdtemp(prefix="orograph-crosscheck-"))


def java(*arguments):
    command = ["java", "-cp", classpath, "dev.orograph.format.CrossCheck", *map(str, arguments)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def same(left, right):
    assert list(left) == list(right), (list(left), list(right))
    for name in left:
        assert left[name].dtype == right[name].dtype and left[name].shape == right[name].shape, name
        assert torch.equal(left[name].detach(), right[name].detach()), name


def in_order(file):
    """Tensors in the order of the header; the library sorts by name."""
    with open(file, "rb") as stream:
        header = json.loads(stream.read(int.from_bytes(stream.read(8), "little")))
    tensors = load_file(file)
    return {name: tensors[name] for name in header if name != "__metadata__"}


def state_of(value):
    """The rule of TorchFile for where the state dictionary is, in Python."""
    for key in ("state_dict", "model_state_dict", "model", "net", "weights"):
        if isinstance(value.get(key), dict):
            value = value[key]
            break
    value = {name: tensor for name, tensor in value.items() if isinstance(tensor, torch.Tensor)}
    while value and all(name.startswith("module.") for name in value):
        value = {name[len("module.") :]: tensor for name, tensor in value.items()}
    return value


java("write", folder)

original = in_order(fixtures / "types.safetensors")
same(original, in_order(folder / "types.java.safetensors"))
with safe_open(folder / "types.java.safetensors", "pt") as opened:
    assert opened.metadata() == {"made_by": "safetensors", "note": "äöü"}
same(original, torch.load(folder / "types.java.pt", weights_only=True))
print("safetensors and torch files written by us: ok")

inputs = sorted(fixtures.glob("*.pt")) + extra
copies = []
for source in inputs:
    copy = folder / source.name
    copy.write_bytes(source.read_bytes())
    copies.append(copy)
java("read", *copies)
for source, copy in zip(inputs, copies):
    refused = copy.with_name(copy.name + ".refused.txt")
    if refused.exists():
        print("  refused:", refused.read_text().replace(str(folder) + "/", ""))
        continue
    expected = (
        in_order(source)
        if source.suffix == ".safetensors"
        else state_of(torch.load(source, weights_only=True, map_location="cpu"))
    )
    same(expected, in_order(copy.with_name(copy.name + ".read.safetensors")))
    print("  equal:", source.name, f"({len(expected)} blocks)")

with h5py.File(folder / "surface.java.h5") as file:
    assert file["dir_file"][()] == b"directions.h5"
    np.testing.assert_array_equal(file["xcoordinates"][:], np.linspace(-1, 1, 5))
    np.testing.assert_array_equal(file["ycoordinates"][:], np.linspace(-0.5, 0.5, 3))
    assert file["train_loss"].shape == (5, 3) and file["train_loss"].dtype == np.float64
    loss = file["train_loss"][:].ravel().reshape(3, 5)
    expected = np.add.outer(100.0 * np.arange(3), np.arange(5.0))
    expected[0, [0, 3, 4]] = np.nan
    np.testing.assert_array_equal(loss, expected)
    assert file["status"][:].ravel().tolist() == [1, 1, 1, 0, 2] + [1] * 9 + [3]
    assert file.attrs["trust.centre_loss"] == 0.25
    assert bytes(file.attrs["version.orograph"]).decode() == "größer"
    assert file["provenance/recipe"][()] == b"r" * 40_000
with h5py.File(folder / "directions.java.h5") as file:
    for axis in ("xdirection", "ydirection"):
        assert file[axis]["0"].shape == (2, 1, 1, 3) and file[axis]["0"].dtype == np.float32
        assert file[axis]["1"][:].tolist() == [0, -1] and file[axis]["2"][()] == 17
    assert file["explained_variance_ratio_"][:].tolist() == [0.75, 0.25]
with h5py.File(folder / "path.java.h5") as file:
    assert file["proj_xcoord"][:].tolist() == [1, 0.5, 0] and file["proj_ycoord"][:].tolist() == [-1, 0, 0.25]
with h5py.File(folder / "plain.java.h5") as file:
    assert sorted(file) == ["dir_file", "train_acc", "train_loss", "xcoordinates", "ycoordinates"]
    plain = np.where(np.isin(np.arange(15), [3, 4]), -1, np.where(np.arange(15) == 0, np.nan, expected.ravel()))
    plain[0], plain[1:3] = np.nan, [1, 2]
    np.testing.assert_array_equal(file["train_loss"][:].ravel(), plain)
with h5py.File(folder / "line.java.h5") as file:
    assert "ycoordinates" not in file and file["train_loss"][:].tolist() == [200, 201, 202, 203, 204]
    assert file["status"][:].tolist() == [1, 1, 1, 1, 3]
with h5py.File(folder / "volume.java.h5") as file:
    assert file["zcoordinates"][:].tolist() == [0, 1] and file["train_loss"].shape == (2, 3, 4)
    assert file["train_loss"][1, 2, 3] == 123
with h5py.File(folder / "trajectory.java.h5") as file:
    assert file["proj_xcoord"][:].tolist() == [1, 0.5, 0] and file["proj_ycoord"].dtype == np.float64
    assert [bytes(label).decode() for label in file["label"][:]] == ["0", "10", "last"]
    np.testing.assert_array_equal(file["residual"][:], [0.5, 0.25, np.nan])
    np.testing.assert_array_equal(file["true_loss"][:], [3, 2, np.inf])
    assert "plane_loss" not in file
print("HDF5 written by us, read by h5py", h5py.__version__, ": ok")


def datasets(file):
    """Every dataset of an HDF5 file by its path."""
    found = {}
    with h5py.File(file) as opened:
        opened.visititems(lambda name, node: found.update({name: node[()]}) if isinstance(node, h5py.Dataset) else None)
    return found


tables = sorted(file for file in fixtures.glob("*.h5"))
for source in tables:
    (folder / source.name).write_bytes(source.read_bytes())
java("read", *(folder / source.name for source in tables))
for source in tables:
    refused = folder / (source.name + ".refused.txt")
    if refused.exists():
        print("  refused:", refused.read_text().replace(str(folder) + "/", ""))
        continue
    before, after = datasets(source), datasets(folder / (source.name + ".read.h5"))
    changed = []
    for name, value in before.items():
        if name not in after or not np.array_equal(np.ravel(value), np.ravel(after[name]), equal_nan=value.dtype.kind == "f" if hasattr(value, "dtype") else False):
            changed.append(name)
    print("  equal:" if not changed else "  differs in " + ", ".join(changed) + ":", source.name, f"({len(before)} datasets)")
    # -1 that is no measurement becomes NaN where another quantity of the cell was measured; nothing else may change
    assert not changed or source.name == "surface_eigenvalues.h5", (source.name, changed)


def polydata(name):
    reader = vtk.vtkXMLPolyDataReader()
    reader.SetFileName(str(folder / name))
    assert reader.CanReadFile(str(folder / name))
    reader.Update()
    assert reader.GetErrorCode() == 0
    return reader.GetOutput()


surface = polydata("surface.java.vtp")
states = vtk_to_numpy(surface.GetPointData().GetArray("status"))
assert states.tolist() == [1, 1, 1, 0, 2] + [1] * 9 + [3]
assert surface.GetNumberOfPoints() == 15 and surface.GetNumberOfPolys() == 8 - 1 - 2
heights = np.log(np.minimum(expected, 200) + 0.1).astype(np.float32).ravel()
np.testing.assert_array_equal(vtk_to_numpy(surface.GetPointData().GetArray("zvalue")), heights)
cells = vtk_to_numpy(surface.GetPolys().GetConnectivityArray()).reshape(-1, 4)
assert cells[0].tolist() == [1, 2, 7, 6]
averages = vtk_to_numpy(surface.GetCellData().GetArray("averaged zvalue"))
np.testing.assert_allclose(averages, heights[cells].mean(axis=1), rtol=1e-6)
line = polydata("path.java.vtp")
assert line.GetNumberOfLines() == 1 and line.GetPoint(1) == (0.5, 0.0, 2.0)
trajectory = polydata("trajectory.java.vtp")
assert trajectory.GetNumberOfLines() == 1 and trajectory.GetPoint(0) == (1.0, -1.0, 3.0)
residual = vtk_to_numpy(trajectory.GetPointData().GetArray("residual"))
np.testing.assert_array_equal(residual, np.array([0.5, 0.25, np.nan], dtype=np.float32))
with h5py.File(folder / "coarse.java.h5") as file:
    x, y = file["xcoordinates"][:], file["ycoordinates"][:]
    z = file["train_loss"][:].ravel().reshape(len(y), len(x))
spline = scipy.interpolate.RectBivariateSpline(y, x, z, kx=3, ky=3, s=0)
fine = vtk_to_numpy(polydata("fine.java.vtp").GetPointData().GetArray("zvalue")).reshape(9, 9)
wanted = spline(np.linspace(y[0], y[-1], 9), np.linspace(x[0], x[-1], 9))
np.testing.assert_allclose(fine, wanted, atol=1e-6)
print("VTP written by us, read by VTK", vtk.vtkVersion.GetVTKVersion(), ": ok")

table = np.genfromtxt(folder / "surface.java.csv", delimiter=",", names=True, dtype=None, encoding="utf-8")
np.testing.assert_array_equal(table["train_loss"].reshape(3, 5), expected)
print("CSV written by us, read by numpy: ok")
