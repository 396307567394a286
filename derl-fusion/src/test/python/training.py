"""One case: what a model computes, its gradients, and where three steps lead."""
import math

import torch

from models import misa, mmim


class Adam:
    """Decay is added to the gradient; what has none stays."""

    def __init__(self, groups):
        self.groups = groups
        self.state = {}

    def step(self, w, grads):
        for names, rate, decay in self.groups:
            for name in names:
                if grads.get(name) is None:
                    continue
                m, v, t = self.state.get(name, (0, 0, 0))
                g = grads[name] + decay * w[name].detach()
                m, v, t = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g, t + 1
                self.state[name] = m, v, t
                w[name] = (w[name].detach() - rate / (1 - 0.9 ** t) * m / (v.sqrt() / math.sqrt(1 - 0.999 ** t) + 1e-8)
                           ).requires_grad_(True)


def gradients(loss, w):
    names = list(w)
    found = torch.autograd.grad(loss, [w[n] for n in names], allow_unused=True, retain_graph=True)
    return {n: g for n, g in zip(names, found) if g is not None}


def by_norm(grads, limit):
    total = math.sqrt(sum(float((g.double() ** 2).sum()) for g in grads.values()))
    return {n: g * min(1.0, limit / (total + 1e-6)) for n, g in grads.items()}, total


def run(model, weights, inputs, c, dtype):
    cast = lambda d: {k: v.to(dtype) if v.dtype == torch.float32 else v for k, v in d.items()}
    inputs = cast(inputs)
    start = lambda: {k: v.clone().requires_grad_(True) for k, v in cast(weights).items()}
    out = {}

    def keep(prefix, arrays):
        out.update({prefix + n: a.detach().clone() for n, a in arrays.items()})

    w = start()
    result = model(w, inputs, c, {}) if model is mmim else model(w, inputs, c)
    output, feat, losses = result[:3]
    out["output"] = output.detach()
    keep("feat.", feat)
    keep("loss.", losses)
    keep("grad.", gradients(losses["total"], w))
    if model is mmim:
        mi = [n for n in w if "mi" in n and "bert" not in n]
        stage1 = gradients(losses["stage1"], w)
        keep("grad_stage1.", {n: g for n, g in stage1.items() if n in mi})
        out["grad_stage1_norm_all_parameters"] = torch.tensor(by_norm(stage1, 1)[1], dtype=dtype)
        bounds = Adam([(mi, c["lr_mmilb"], c["weight_decay_mmilb"])])
        main = Adam([([n for n in w if "bert" in n], c["lr_bert"], c["weight_decay_bert"]),
                     ([n for n in w if "bert" not in n and n not in mi], c["lr_main"], c["weight_decay_main"])])
        w = start()
        steps = []
        for _ in range(3):
            loss = mmim(w, inputs, c)[2]["stage1"]
            steps.append(float(loss))
            bounds.step(w, by_norm(gradients(loss, w), c["grad_clip"])[0])
        out["step_losses_stage1"] = torch.tensor(steps, dtype=dtype)
        keep("step3_stage1.", {n: w[n] for n in mi})
        steps, memory = [], None
        for i in range(3):
            _, _, losses, kept = mmim(w, inputs, c, memory, i > c["mem_size"])
            memory = {k: v.detach() for k, v in kept.items()}
            steps.append(float(losses["total"]))
            main.step(w, by_norm(gradients(losses["total"], w), c["grad_clip"])[0])
        out["step_losses"] = torch.tensor(steps, dtype=dtype)
        keep("step3.", w)
        return out
    optimizer = Adam(groups(model, w, c))
    w = start()
    steps = []
    for _ in range(3):
        loss = model(w, inputs, c)[2]["total"]
        steps.append(float(loss))
        grads = gradients(loss, w)
        if model is misa:
            grads = {n: g.clamp(-c["grad_clip"], c["grad_clip"]) for n, g in grads.items()}
        optimizer.step(w, grads)
    out["step_losses"] = torch.tensor(steps, dtype=dtype)
    keep("step3.", w)
    return out


def groups(model, w, c):
    if model is misa:
        return [(list(w), c["learning_rate"], 0)]
    text = [n for n in w if n.startswith("text_model")]
    free = [n for n in text if "bias" in n or "LayerNorm.weight" in n]
    audio = [n for n in w if n.startswith("audio_model")]
    video = [n for n in w if n.startswith("video_model")]
    rest = [n for n in w if n not in text + audio + video]
    return [([n for n in text if n not in free], c["learning_rate_bert"], c["weight_decay_bert"]),
            (free, c["learning_rate_bert"], 0),
            (audio, c["learning_rate_audio"], c["weight_decay_audio"]),
            (video, c["learning_rate_video"], c["weight_decay_video"]),
            (rest, c["learning_rate_other"], c["weight_decay_other"])]
