"""Makes the cases gru1 and aligned1 beside those of the references, once it gives the numbers of these. In derl-fusion:

    python3 src/test/python/cases.py src/test/resources/org/derl/models/golden TARGET
"""
import json
import os
import struct
import sys

import numpy as np
import torch

from models import misa, mmim, self_mm
from training import run

torch.set_num_threads(1)


def load(path):
    with open(path, "rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(size))
        data = file.read()
    types = {"F32": np.float32, "I64": np.int64}
    return {
        name: torch.from_numpy(
            np.frombuffer(data[slice(*entry["data_offsets"])], types[entry["dtype"]]).reshape(entry["shape"]).copy())
        for name, entry in header.items() if name != "__metadata__"
    }


def save(path, arrays):
    header, blobs, offset = {}, [], 0
    for name, array in arrays.items():
        array = np.ascontiguousarray(array)
        blob = array.tobytes()
        header[name] = {
            "dtype": {"float32": "F32", "int64": "I64"}[str(array.dtype)],
            "shape": list(array.shape), "data_offsets": [offset, offset + len(blob)]}
        offset += len(blob)
        blobs.append(blob)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


MODELS = {"MISA": misa, "Self-MM": self_mm, "MMIM": mmim}


# What a discriminator outputs that no loss reaches.
NOT_MADE = {"feat.shared_or_private_p_t", "feat.shared_or_private_s"}


def allowed(name, theirs, rounding):
    """By how much elements may differ: the rule of derl parity."""
    kind = name.split(".")[0]
    if kind.startswith("grad"):
        rule = 1e-4 * theirs.abs().max() + 1e-7
    elif kind.startswith("step3"):
        kind, rule = "step3_except_noisy", 1e-5
    else:
        rule = 1e-5 + 1e-5 * theirs.abs().reshape(-1)
    return rule, 4 * rounding.get(kind, rounding.get("other", 0.0))


def check(folder):
    """Compares with a case that somebody else's code made; raises where something differs or is not made."""
    with open(folder + "/config.json") as file:
        c = json.load(file)
    ours = run(MODELS[c["model"]], load(folder + "/weights.safetensors"), load(folder + "/inputs.safetensors"), c,
               torch.float64)
    noisy = c["noisy_step3_elements"]["elements"]
    worst, missing, differing = {}, [], []
    for name, theirs in load(folder + "/expected.safetensors").items():
        if name not in ours:
            missing.append(name)
            continue
        difference = (ours[name].float() - theirs).abs().reshape(-1)
        if name in noisy:
            difference[noisy[name]] = 0
        rule, rounded = allowed(name, theirs, c["float32_vs_float64_maxdiff"])
        if not ((difference <= rule) | (difference <= rounded)).all():
            differing.append(name)
        kind = name.split(".")[0]
        worst[kind] = max(worst.get(kind, (0, "")), (float(difference.max()), name))
    print(folder, {k: f"{v[0]:.1e}" for k, v in worst.items()}, "not made:", missing)
    if differing or set(missing) - NOT_MADE:
        raise SystemExit(f"{folder}: differing: {differing}, not made: {missing}; nothing is written")


def make(base, folder, changes, seed, gru=False):
    with open(base + "/config.json") as file:
        c = json.load(file)
    c.update(changes)
    weights, inputs = load(base + "/weights.safetensors"), load(base + "/inputs.safetensors")
    random = torch.Generator().manual_seed(seed)
    for name in list(weights):
        if gru and "rnn" in name:
            shape = list(weights[name].shape)
            shape[0] = shape[0] // 4 * 3
            weights[name] = torch.randn(shape, generator=random) * 0.7
        elif "_enc.rnn." in name and not c.get("bidirectional", True) and name.endswith("_reverse"):
            del weights[name]
        elif "_enc.linear_1.weight" in name and not c.get("bidirectional", True):
            weights[name] = weights[name][:, : weights[name].shape[1] // 2].contiguous()
    for name in list(inputs):
        if name.startswith("valid.") or name == "epoch_orders":
            del inputs[name]
    model = MODELS[c["model"]]
    single, double = (run(model, weights, inputs, c, t) for t in (torch.float32, torch.float64))
    rounding, noisy = {}, {}
    for name, values in double.items():
        difference = (single[name].double() - values).abs().reshape(-1)
        kind = name.split(".")[0]
        if kind == "step3":
            places = (difference > 2e-6).nonzero().reshape(-1).tolist()
            if places:
                noisy[name] = places
                difference[places] = 0
            kind = "step3_except_noisy"
        elif kind not in ("output", "feat", "loss", "grad", "step_losses"):
            kind = "other"
        rounding[kind] = max(rounding.get(kind, 0.0), float(difference.max()))
    # What is true of the reference's own run alone.
    drop = [k for k in c if k.startswith(("trajectory", "trainer_check", "float64_values", "share_of", "eval_vs_train",
                                          "torch_version", "numpy_version", "default_dtype"))]
    for k in drop:
        del c[k]
    c["seed"] = seed
    name = "/".join(base.split("/")[-2:])
    c["reference"] = ("none: tensor operations of PyTorch " + torch.__version__ + " in float32, written from the published"
                      " description (src/test/python/cases.py); with the settings of " + name
                      + " they give that case's numbers")
    c["weights"] = ("those of " + name + (", with GRUs drawn anew" if gru else "")
                    + ("" if c.get("bidirectional", True) else ", without what reads backwards"))
    c["no_grad_params"] = [n for n in weights if "grad." + n not in single]
    c["float32_vs_float64_maxdiff"] = rounding
    c["noisy_step3_elements"] = {"elements": noisy}
    os.makedirs(folder, exist_ok=True)
    save(folder + "/weights.safetensors", {k: v.numpy() for k, v in weights.items()})
    save(folder + "/inputs.safetensors", {k: v.numpy() for k, v in inputs.items()})
    save(folder + "/expected.safetensors", {k: v.float().numpy() for k, v in single.items()})
    with open(folder + "/config.json", "w") as file:
        json.dump(c, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    golden, target = sys.argv[1:3]
    for case in ("misa/case1", "misa/case2", "self_mm/case1", "self_mm/case2", "mmim/case1", "mmim/case2"):
        check(golden + "/" + case)
    make(golden + "/misa/case1", target + "/misa/gru1", {"rnncell": "gru"}, 1, gru=True)
    make(golden + "/self_mm/case1", target + "/self_mm/aligned1", {"need_data_aligned": True}, 2)
    make(golden + "/mmim/case1", target + "/mmim/aligned1",
         {"need_data_aligned": True, "use_finetune": False, "bidirectional": False}, 3)
