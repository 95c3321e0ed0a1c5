"""Makes the TorchScript files that the tests of package network read, and PyTorch's numbers for them.

usage: python make_scripts.py FOLDER     (torch/src/test/resources/dev/orograph/network)
"""

import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

folder = Path(sys.argv[1])
resources = Path(__file__).parents[2] / "torch/src/main/resources/dev/orograph/network"
torch.manual_seed(3)


class Tiny(nn.Module):
    """A convolution with batch norm, a tied PReLU, a layer norm: one of each kind of block."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 3)
        self.bn = nn.BatchNorm2d(2)
        self.act = nn.PReLU()
        self.again = self.act
        self.norm = nn.LayerNorm(8)
        self.fc = nn.Linear(8, 3)

    def forward(self, x):
        x = self.act(self.bn(self.conv(x))).flatten(1)
        return self.fc(torch.tanh(self.again(self.norm(x))))


class TwoInputs(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    def forward(self, a, b):
        return self.fc(a) + b


class WithTable(nn.Module):
    """Takes numbers of words."""

    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(5, 4)
        self.fc = nn.Linear(4, 2)

    def forward(self, words):
        return self.fc(self.table(words).mean(1))


model = Tiny()
with torch.no_grad():
    model.bn.running_mean.uniform_(-0.2, 0.2)
    model.bn.running_var.uniform_(0.5, 1.5)
inputs = torch.randn(4, 1, 4, 4)
targets = torch.tensor([0, 1, 2, 1])

# The documented lines themselves, run where their files are wanted.
import os

os.chdir(folder)
exec((resources / "export_model.py").read_text())
Path("model.pt").rename("tiny.pt")
Path("data.safetensors").unlink()

parameters = list(model.parameters())
outputs = model(inputs)
gradients = torch.autograd.grad(outputs.square().sum(), parameters, create_graph=True)
flat = torch.cat([g.flatten() for g in gradients])
products = torch.autograd.grad(flat.sum(), parameters)
save_file(
    {
        "inputs": inputs,
        "outputs": outputs.detach(),
        "gradient": flat.detach(),
        "product": torch.cat([p.flatten() for p in products]),
    },
    "tiny.safetensors",
)
torch.jit.trace(TwoInputs().eval(), (torch.ones(1, 2), torch.ones(1, 2))).save("two_inputs.pt")
torch.jit.trace(WithTable().eval(), torch.zeros(1, 3, dtype=torch.int64)).save("table.pt")
torch.save(nn.Linear(2, 2).state_dict(), "state_dict.pt")
