"""What networks are made of, by its equations: every recurrence step by step, sample by sample."""
import math

import torch
import torch.nn.functional as F


def linear(w, name, x):
    return x @ w[name + ".weight"].t() + w[name + ".bias"]


def norm(w, name, x, eps=1e-5):
    mean = x.mean(-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * w[name + ".weight"] + w[name + ".bias"]


def lstm_step(x, state, wi, wh, bi, bh):
    h, c = state
    i, f, g, o = (wi @ x + bi + wh @ h + bh).chunk(4)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c


def gru_step(x, state, wi, wh, bi, bh):
    h, _ = state
    ri, zi, ni = (wi @ x + bi).chunk(3)
    rh, zh, nh = (wh @ h + bh).chunk(3)
    r, z = torch.sigmoid(ri + rh), torch.sigmoid(zi + zh)
    n = torch.tanh(ni + r * nh)
    return (1 - z) * n + z * h, h


def recurrence(w, name, x, lengths, step, reverse):
    """Of each sample its outputs up to its length, zeros behind, and the last state."""
    weights = [w[f"{name}.{kind}_l0" + ("_reverse" if reverse else "")]
               for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
    size = weights[1].shape[1]
    outputs, last = [], []
    for sample, length in zip(x, lengths):
        state = (x.new_zeros(size), x.new_zeros(size))
        steps = [x.new_zeros(size)] * x.shape[1]
        for t in (range(length - 1, -1, -1) if reverse else range(length)):
            state = step(sample[t], state, *weights)
            steps[t] = state[0]
        outputs.append(torch.stack(steps))
        last.append(state[0])
    return torch.stack(outputs), torch.stack(last)


def attention(q, k, v, heads, bias=None):
    """(batch, time, size); bias (batch, 1, 1, time) is added to the scores."""
    b, t, d = q.shape
    split = lambda y: y.reshape(b, t, heads, d // heads).transpose(1, 2)
    scores = split(q) @ split(k).transpose(2, 3) / math.sqrt(d // heads)
    if bias is not None:
        scores = scores + bias
    return (torch.softmax(scores, -1) @ split(v)).transpose(1, 2).reshape(b, t, d)


def bert(w, prefix, text, settings):
    ids, mask, segments = text[:, 0].long(), text[:, 1], text[:, 2].long()
    e = prefix + "embeddings."
    x = (F.embedding(ids, w[e + "word_embeddings.weight"], padding_idx=0)
         + w[e + "position_embeddings.weight"][: ids.shape[1]]
         + w[e + "token_type_embeddings.weight"][segments])
    x = norm(w, e + "LayerNorm", x, 1e-12)
    bias = (1 - mask)[:, None, None, :] * -10000.0
    for i in range(settings["num_hidden_layers"]):
        p = f"{prefix}encoder.layer.{i}."
        a = attention(*(linear(w, f"{p}attention.self.{m}", x) for m in ("query", "key", "value")),
                      settings["num_attention_heads"], bias)
        x = norm(w, p + "attention.output.LayerNorm", linear(w, p + "attention.output.dense", a) + x, 1e-12)
        z = linear(w, p + "intermediate.dense", x)
        z = z * 0.5 * (1 + torch.erf(z / math.sqrt(2)))
        x = norm(w, p + "output.LayerNorm", linear(w, p + "output.dense", z) + x, 1e-12)
    return x


def text_states(w, prefix, inputs, c):
    states = bert(w, prefix, inputs["text"], c["bert"])
    return states if c.get("use_finetune", True) else states.detach()


def counts(inputs, name, c):
    if c.get("need_data_aligned"):
        return [int(n) for n in inputs["text"][:, 1].sum(1)]
    return [int(n) for n in inputs[name + "_lengths"]]
