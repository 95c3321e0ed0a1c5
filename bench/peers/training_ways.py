"""Training the MLP in ordinary PyTorch: eager, data resident, fused Adam with learning rate 1e-3, batches of 256."""

import time

import torch
import torch.nn.functional as functional
from safetensors.torch import load_file

import networks
import subjects

BATCH = 256


class Eager:
    """One epoch after another.

    with_metrics: loss, gradient norm and hits of every step, as Orograph records them.
    """

    def __init__(self, data, weights):
        images, self.labels = subjects.SUBJECTS["mlp"].images(data, "train", 60000)
        self.images = images.flatten(1)
        self.weights = load_file(weights)

    def run(self, epochs, with_metrics):
        network = networks.Mlp().train()
        network.load_state_dict(self.weights)
        optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, fused=True)
        generator = torch.Generator().manual_seed(0)
        steps = 0
        start = time.perf_counter()
        for _ in range(epochs):
            order = torch.randperm(len(self.labels), generator=generator)
            for rows in order.split(BATCH):
                images, labels = self.images[rows], self.labels[rows]
                optimizer.zero_grad(set_to_none=True)
                outputs = network(images)
                loss = functional.cross_entropy(outputs, labels)
                loss.backward()
                if with_metrics:
                    loss.item()
                    torch.nn.utils.get_total_norm([p.grad for p in network.parameters()]).item()
                    outputs.detach().argmax(1).eq(labels).sum().item()
                optimizer.step()
                steps += 1
        seconds = time.perf_counter() - start
        return {"seconds": seconds, "steps": steps, "samples": epochs * len(self.labels)}
