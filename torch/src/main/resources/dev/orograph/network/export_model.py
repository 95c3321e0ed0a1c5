import torch
from safetensors.torch import save_file

# model: your torch.nn.Module, giving logits or log-probabilities for one batch
# inputs: [samples, ...] normalised as in training; targets: [samples] class numbers
model = model.cpu().float().eval()
inputs = inputs.cpu().contiguous()
targets = targets.cpu().contiguous()
with torch.no_grad():
    torch.jit.trace(model, inputs[:2]).save("model.pt")
save_file({"inputs": inputs, "targets": targets}, "data.safetensors")
