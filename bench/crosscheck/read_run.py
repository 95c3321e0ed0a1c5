import json, sys
import h5py
from safetensors.numpy import load_file

run = sys.argv[1] if len(sys.argv) > 1 else "runs/demo"
steps = [json.loads(line) for line in open(f"{run}/metrics.jsonl")]
weights = load_file(f"{run}/checkpoints/epoch-0020.safetensors")
with h5py.File(f"{run}/surfaces/landscape.h5") as surface:
    loss = surface["train_loss"][()]              # loss[iy, ix] on a square grid
    x, y = surface["xcoordinates"][()], surface["ycoordinates"][()]
    trust = {key: value for key, value in surface.attrs.items() if key.startswith("trust.")}
print(len(steps), "records;", sum(w.size for w in weights.values()), "weights;", loss.min(), loss.max(), trust)
