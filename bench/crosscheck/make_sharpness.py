"""Computes sharpness measures of a tiny network in float64, with nothing but torch, scipy and their definitions.

usage: python make_sharpness.py NETWORK DIGITS RESULT

    NETWORK  torch/src/test/resources/dev/orograph/curvature/tiny-relu.safetensors
    DIGITS   torch/src/main/resources/dev/orograph/data/digits.csv.gz
    RESULT   torch/src/test/resources/dev/orograph/curvature/tiny-relu-sharpness.json

The measures without chance are numbers, the others [mean, standard error].
"""

import gzip
import json
import math
import sys

import numpy as np
import scipy
import torch
from safetensors.torch import load_file
from scipy.optimize import brentq

DRAWS = 4000
PAC_BAYES_DRAWS = 1000

arrays = load_file(sys.argv[1])
with gzip.open(sys.argv[2], "rt") as lines:
    table = np.loadtxt(lines, delimiter=",", skiprows=1)
inputs = torch.tensor(table[:, :64] / 16)
labels = torch.tensor(table[:, 64].astype(np.int64))
names = ["0.weight", "0.bias", "2.weight", "2.bias"]
theta = torch.cat([arrays[name].flatten() for name in names])


def loss(flat):
    weights, start = [], 0
    for name in names:
        count = arrays[name].numel()
        weights.append(flat[start : start + count].view(arrays[name].shape))
        start += count
    hidden = torch.relu(inputs @ weights[0].t() + weights[1])
    return torch.nn.functional.cross_entropy(hidden @ weights[2].t() + weights[3], labels)


def product(vector):
    leaf = theta.clone().requires_grad_()
    (first,) = torch.autograd.grad(loss(leaf), leaf, create_graph=True)
    return torch.autograd.grad(first, leaf, vector)[0]


def rise(step):
    with torch.no_grad():
        return loss(theta + step).item() - centre


def estimate(values):
    return [float(np.mean(values)), float(np.std(values, ddof=1) / math.sqrt(len(values)))]


leaf = theta.clone().requires_grad_()
value = loss(leaf)
(gradient,) = torch.autograd.grad(value, leaf)
centre = value.item()
norm = gradient.norm().item()
assert (gradient - arrays["gradient"]).norm() < 1e-12 * norm

length = 1e-3
while rise(length * gradient / norm) < 0.1:
    length *= 1.05
epsilon = 1 / brentq(lambda s: rise(s * gradient / norm) - 0.1, length / 1.05, length, xtol=1e-300, rtol=1e-14)

scaled = theta.abs() * gradient
random = torch.Generator().manual_seed(1)


def normal():
    return torch.randn(theta.shape, generator=random, dtype=torch.float64)


low_pass = [centre + rise(0.01 * normal()) for _ in range(DRAWS)]
adaptive = [rise(0.05 * theta.abs() * normal()) for _ in range(DRAWS)]

draws = [normal() for _ in range(PAC_BAYES_DRAWS)]


def rises(sigma):
    return [rise(sigma * draw) for draw in draws]


sigma = brentq(lambda s: np.mean(rises(s)) - 0.1, 1e-3, 1, rtol=1e-8)
slope = (np.mean(rises(1.02 * sigma)) - np.mean(rises(0.98 * sigma))) / (0.04 * sigma)
sigma_error = estimate(rises(sigma))[1] / slope
part = theta.square().sum().item() / (4 * sigma**2)

result = {
    "origin": f"sharpness of tiny-relu.safetensors on all 1,797 digits in float64, by make_sharpness.py with torch"
    f" {torch.__version__.split('+')[0]}, scipy {scipy.__version__} and numpy {np.__version__}",
    "loss": centre,
    "gradient_norm": norm,
    "epsilon_sharpness": epsilon,
    "sam": rise(0.05 * gradient / (norm + 1e-12)),
    "asam": rise(0.05 * theta.square() * gradient / scaled.norm()),
    "theta_h_theta": theta.dot(product(theta)).item(),
    "g_h_g": gradient.dot(product(gradient)).item() / norm**2,
    "low_pass": estimate(low_pass),
    "adaptive_average": estimate(adaptive),
    "pac_bayes": [part + math.log(2 * 1797 / 1e-6), 2 * part / sigma * sigma_error],
    "sigma": [sigma, sigma_error],
}
with open(sys.argv[3], "w") as file:
    file.write(json.dumps(result, indent=2) + "\n")
