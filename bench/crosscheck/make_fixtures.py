"""Makes the small files that core's format tests read, with the libraries whose formats they are.

usage: python make_fixtures.py FOLDER        (core/src/test/resources/dev/orograph/format)
"""

import sys
from collections import OrderedDict
from pathlib import Path

import h5py
import numpy as np
import torch
from safetensors.torch import save_file

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)


def counting(*shape, dtype=torch.float32, start=0):
    """0, 1/4, 2/4, ... : exact in every float type."""
    count = int(np.prod(shape)) if shape else 1
    return ((torch.arange(count, dtype=torch.float64) + start) / 4).reshape(shape).to(dtype)


def small_module():
    """Linear(3, 2) and batch norm with counted weights: two parameters of each, three buffers."""
    module = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
    with torch.no_grad():
        for index, tensor in enumerate(module.state_dict().values()):
            tensor.copy_(counting(*tensor.shape, dtype=torch.float64, start=4 * index).to(tensor.dtype))
    return module


def every_type():
    types = OrderedDict()
    for dtype in (torch.float64, torch.float32, torch.float16, torch.bfloat16):
        types[str(dtype).split(".")[1]] = counting(2, 3, dtype=dtype, start=-3)
    for dtype in (torch.int64, torch.int32, torch.int16, torch.int8):
        types[str(dtype).split(".")[1]] = torch.arange(-3, 3).reshape(2, 3).to(dtype)
    types["uint8"] = torch.tensor([0, 1, 255], dtype=torch.uint8)
    types["bool"] = torch.tensor([True, False, True])
    types["scalar"] = torch.tensor(2.5)
    types["empty"] = torch.zeros(0, 3)
    return types


def views():
    base = counting(4, 6)
    return OrderedDict(
        base=base,
        transposed=base.t(),
        corner=base[1:3, 2:5],
        every_second=base[::2, 1::2],
        column=base[:, 3],
        row=base[2],
        expanded=counting(3).expand(2, 3),
        parameter=torch.nn.Parameter(counting(2, 2)),
    )


def both_forms(name, value):
    torch.save(value, folder / f"{name}.zip.pt")
    torch.save(value, folder / f"{name}.legacy.pt", _use_new_zipfile_serialization=False)


save_file(every_type(), folder / "types.safetensors", metadata={"made_by": "safetensors", "note": "äöü"})
both_forms("types", every_type())
both_forms("views", views())
state = small_module().state_dict()
both_forms("module", state)
both_forms("checkpoint", {"acc": 91.25, "epoch": 7, "state_dict": state, "best": True, "name": "vgg9", "none": None})
both_forms(
    "parallel",
    {"model_state_dict": OrderedDict(("module." + key, value) for key, value in state.items()), "loss": 0.5},
)
torch.save({"model": state, "optimizer": torch.optim.Adam(small_module().parameters()).state_dict()}, folder / "model_key.zip.pt")
torch.save(small_module(), folder / "whole_module.zip.pt")
torch.save(small_module(), folder / "whole_module.legacy.pt", _use_new_zipfile_serialization=False)
torch.save(counting(3), folder / "bare_tensor.zip.pt")
torch.save({"numbers": [1, 2, 3]}, folder / "no_tensors.zip.pt")
torch.jit.script(small_module()).save(folder / "script.pt")
torch.export.save(torch.export.export(small_module().eval(), (torch.zeros(4, 3),)), folder / "exported.pt2")

with h5py.File(folder / "directions.h5", "w") as file:
    for axis, start in (("xdirection", 0), ("ydirection", 100)):
        group = file.create_group(axis)
        for index, tensor in enumerate(state.values()):
            group.create_dataset(str(index), data=tensor.numpy() + start)
    file["explained_variance_ratio_"] = np.array([0.75, 0.125])


def surface(name, nx, ny, holes=()):
    """As the published scripts: declared (nx, ny), filled with x running fastest; z = 100 iy + ix."""
    with h5py.File(folder / name, "w") as file:
        file["dir_file"] = "directions.h5"
        file["xcoordinates"] = np.linspace(-1, 1, nx)
        shape = (nx,) if ny is None else (nx, ny)
        if ny is not None:
            file["ycoordinates"] = np.linspace(-0.5, 0.5, ny)
        rows = 1 if ny is None else ny
        values = np.array([100.0 * iy + ix for iy in range(rows) for ix in range(nx)])
        accuracy = 100 - values / 10
        for hole in holes:
            values[hole] = accuracy[hole] = -1
        file["train_loss"] = values.reshape(shape)
        file["train_acc"] = accuracy.reshape(shape)


surface("surface_wide.h5", 5, 3)
surface("surface_holes.h5", 4, 4, holes=(5, 9))
surface("line.h5", 7, None)
with h5py.File(folder / "latest.h5", "w", libver="latest") as file:
    file["dir_file"] = "directions.h5"
    file["xcoordinates"] = np.linspace(-1, 1, 3)
    file.create_dataset("train_loss", data=np.arange(3.0), chunks=(2,), compression="gzip")
with h5py.File(folder / "projection.h5", "w") as file:
    file["proj_xcoord"] = np.array([1.5, 0.5, 0.0])
    file["proj_ycoord"] = np.array([-1.0, 0.25, 0.0])

with h5py.File(folder / "principal.h5", "w") as file:
    for axis, start in (("xdirection", 0), ("ydirection", 8)):
        group = file.create_group(axis)
        for index, tensor in enumerate(list(state.values())[:2]):
            group.create_dataset(str(index), data=tensor.numpy() + np.float32(start))
    file["explained_variance_ratio_"] = np.array([0.75, 1 / 8])
    file["singular_values_"] = np.array([3.5, 1 / 3])
    file["explained_variance_"] = np.array([6.125, 1 / 27])
with h5py.File(folder / "direction_line.h5", "w") as file:
    group = file.create_group("xdirection")
    for index, tensor in enumerate(state.values()):
        # as the scripts draw directions of states: every entry in float32, the counter too
        group.create_dataset(str(index), data=tensor.to(torch.float32).numpy())
with h5py.File(folder / "surface_eigenvalues.h5", "w") as file:
    file["dir_file"] = "directions.h5"
    file["xcoordinates"] = np.linspace(-1, 1, 3)
    file["ycoordinates"] = np.linspace(-1, 1, 2)
    file["train_loss"] = np.array([[0.0, 1], [np.nan, 3], [np.inf, -1]])
    file["train_acc"] = np.array([[100.0, 90], [10, 30], [20, -1]])
    file["test_loss"] = np.array([[0.5, -1], [2.5, -1], [4.5, -1]])
    file["test_acc"] = -np.ones((3, 2))
    file["min_eig"] = np.array([[-1.0, -1], [-2, -3], [-1, -1]])
    file["max_eig"] = np.array([[7.0, -1], [-1, 5], [6, -1]])
with h5py.File(folder / "volume.h5", "w") as file:
    for axis, count in (("x", 4), ("y", 3), ("z", 2)):
        file[axis + "coordinates"] = np.linspace(0, 1, count)
    file["train_loss"] = np.add.outer(100.0 * np.arange(2), np.add.outer(10.0 * np.arange(3), np.arange(4.0)))
with h5py.File(folder / "trajectory.h5", "w") as file:
    file["proj_xcoord"] = np.array([1.5, 0.5, 0.0])
    file["proj_ycoord"] = np.array([-1.0, 0.25, 0.0])
    file["epoch"] = np.array([0, 10, 20])
    file["residual"] = np.array([0.5, 0.25, np.nan])
    file["true_loss"] = np.array([2.5, np.inf, 0.125])
    file["plane_loss"] = np.array([3.5, 1.5, 0.125])
