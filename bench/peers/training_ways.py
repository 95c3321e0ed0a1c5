"""Training in ordinary PyTorch: eager, data resident, fused Adam with learning rate 1e-3, images channels-last."""

import time

import torch
from safetensors.torch import load_file

import subjects

# Samples of an epoch, the first of the training images, and of a batch.
EPOCHS = {"mlp": (60000, 256), "mnist-cnn": (6000, 128), "resnet20": (2048, 128)}


class Eager:
    """One epoch after another.

    with_metrics: loss, gradient norm and hits of every step, as Orograph records them.
    """

    def __init__(self, data, name, weights):
        self.subject = subjects.SUBJECTS[name]
        samples, self.batch = EPOCHS[name]
        images, self.labels = self.subject.images(data, "train", samples)
        self.is_flat = name == "mlp"
        self.images = images.flatten(1) if self.is_flat else images.contiguous(memory_format=torch.channels_last)
        self.weights = load_file(weights)

    def run(self, epochs, with_metrics):
        network = self.subject.network().train()
        network.load_state_dict(self.weights)
        if not self.is_flat:
            network = network.to(memory_format=torch.channels_last)
        optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, fused=True)
        generator = torch.Generator().manual_seed(0)
        steps = 0
        start = time.perf_counter()
        for _ in range(epochs):
            order = torch.randperm(len(self.labels), generator=generator)
            for rows in order.split(self.batch):
                images, labels = self.images[rows], self.labels[rows]
                optimizer.zero_grad(set_to_none=True)
                outputs = network(images)
                loss = self.subject.criterion(outputs, labels)
                loss.backward()
                if with_metrics:
                    loss.item()
                    torch.nn.utils.get_total_norm([p.grad for p in network.parameters()]).item()
                    outputs.detach().argmax(1).eq(labels).sum().item()
                optimizer.step()
                steps += 1
        seconds = time.perf_counter() - start
        return {"seconds": seconds, "steps": steps, "samples": epochs * len(self.labels)}
