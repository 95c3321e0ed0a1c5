"""Computes with torch alone what the probes of dev.orograph.monitor measure at one step of a small network.

    python bench/crosscheck/make_probes.py > torch/src/test/resources/dev/orograph/monitor/torch-probes.json
"""

import json

import torch

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
SAMPLES, INPUTS, OUTPUTS, RATE, PARTS = 16, 6, 3, 2.0, 8
net = torch.nn.Sequential(
    torch.nn.Linear(INPUTS, 8), torch.nn.ReLU(), torch.nn.Linear(8, 5), torch.nn.ReLU(), torch.nn.Linear(5, OUTPUTS))
for p in net.parameters():
    p.data = p.data.float().double()
with torch.no_grad():
    net[0].bias[2] = -50.0  # a unit that is dead
names = ["layers." + name for name, _ in net.named_parameters()]
x = torch.randn(SAMPLES, INPUTS).float().double()
y = x[:, :OUTPUTS].argmax(1)
params = list(net.parameters())
loss_of = torch.nn.functional.cross_entropy


def flat(tensors):
    return torch.cat([t.detach().reshape(-1) for t in tensors])


def gradient(inputs, targets):
    return torch.autograd.grad(loss_of(net(inputs), targets), params)


before = flat(params).clone()
activations = {}
value = x
for i, layer in enumerate(net):
    value = layer(value)
    activations[f"layers.{i}"] = value.detach()
loss = loss_of(value, y).item()
grads = gradient(x, y)
g = flat(grads)

each = SAMPLES // PARTS
parts = torch.stack([flat(gradient(x[i * each:(i + 1) * each], y[i * each:(i + 1) * each])) for i in range(PARTS)])
mean = parts.mean(0)
small, big = each, each * PARTS
mean_square, square_of_mean = parts.pow(2).sum(1).mean().item(), mean.pow(2).sum().item()
signal = (big * square_of_mean - small * mean_square) / (big - small)
noise = (mean_square - square_of_mean) / (1 / small - 1 / big)
variance = parts.var(0, unbiased=True) * each
varies = variance > 0
snr = (mean[varies] ** 2 / variance[varies]).mean().item()

old = [p.detach().clone() for p in params]
with torch.no_grad():
    for p, slope in zip(params, grads):
        p -= RATE * slope
after = flat(params)
update = after - before
after_loss = loss_of(net(x), y).item()
d0, d1 = (g @ update).item(), (flat(gradient(x, y)) @ update).item()
# the parabola a + bt + ct² that fits two values and two slopes best
design = torch.tensor([[1, 0, 0], [1, 1, 1], [0, 1, 0], [0, 1, 2.0]])
fit = torch.linalg.lstsq(design, torch.tensor([loss, after_loss, d0, d1]).unsqueeze(1)).solution.squeeze()
alpha = (-2 * fit[2] / fit[1] - 1).item()


def flat_loss(theta):
    values, start = {}, 0
    for (name, p) in net.named_parameters():
        values[name] = theta[start:start + p.numel()].view_as(p)
        start += p.numel()
    return loss_of(torch.func.functional_call(net, values, (x,)), y)


hessian = torch.autograd.functional.hessian(flat_loss, after)
eigenvalues = torch.linalg.eigvalsh(hessian)
expected = {
    "loss": loss,
    "gradient_norm": g.norm().item(),
    "parameter_norm": after.norm().item(),
    "update_norm": update.norm().item(),
    "distance": update.norm().item(),
    "loss_improvement": loss - after_loss,
    "alpha": alpha,
    "gradient_snr": snr,
    "gradient_signal": signal,
    "gradient_noise": noise,
    "lambda_max": eigenvalues[-1].item(),
}
if signal > 0:
    expected["noise_scale"] = noise / signal
for name, p, o, slope in zip(names, params, old, grads):
    expected[f"gradient_norm/{name}"] = slope.norm().item()
    expected[f"parameter_norm/{name}"] = p.detach().norm().item()
    expected[f"update_norm/{name}"] = (p.detach() - o).norm().item()
    expected[f"update_ratio/{name}"] = ((p.detach() - o).abs().mean() / o.abs().mean()).item()
for name, value in activations.items():
    expected[f"activation_mean/{name}"] = value.mean().item()
    expected[f"activation_std/{name}"] = value.std(unbiased=False).item()
for i in (1, 3):
    dead = (activations[f"layers.{i}"] == 0).all(0).double().mean().item()
    expected[f"dead_units/layers.{i}"] = 100 * dead

print(json.dumps({
    "made": f"torch {torch.__version__}, float64",
    "rate": RATE,
    "theta": before.tolist(),
    "inputs": x.reshape(-1).tolist(),
    "targets": y.tolist(),
    "trace": hessian.trace().item(),
    "expected": expected,
}))
