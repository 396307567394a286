"""MISA, Self-MM and MMIM, written from their descriptions: outputs, features and losses of a batch."""
import torch

from pieces import attention, counts, gru_step, linear, lstm_step, norm, recurrence, text_states


def misa(w, inputs, c, _=None):
    step = lstm_step if c["rnncell"] == "lstm" else gru_step
    y = inputs["labels"]
    states = text_states(w, "bertmodel.model.", inputs, c)
    mask = inputs["text"][:, 1]
    lengths = [int(n) for n in mask.sum(1)]
    feat = {"bert_last_hidden": states}
    u = {"t": (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)}
    for m, source in (("v", "vision"), ("a", "audio")):
        f1, b1 = (recurrence(w, m + "rnn1", inputs[source], lengths, step, r) for r in (False, True))
        middle = norm(w, m + "layer_norm", torch.cat([f1[0], b1[0]], -1))
        f2, b2 = (recurrence(w, m + "rnn2", middle, lengths, step, r) for r in (False, True))
        u[m] = torch.cat([f1[1], f2[1], b1[1], b2[1]], 1)
    feat.update(utterance_text=u["t"], utterance_video=u["v"], utterance_audio=u["a"])
    o, p, s, r = {}, {}, {}, {}
    for m, place in (("t", 1), ("v", 1), ("a", 3)):
        o[m] = norm(w, f"project_{m}.project_{m}_layer_norm", torch.relu(linear(w, f"project_{m}.project_{m}", u[m])))
        p[m] = torch.sigmoid(linear(w, f"private_{m}.private_{m}_{place}", o[m]))
        s[m] = torch.sigmoid(linear(w, "shared.shared_1", o[m]))
        r[m] = linear(w, f"recon_{m}.recon_{m}_1", p[m] + s[m])
        feat.update({f"utt_{m}_orig": o[m], f"utt_private_{m}": p[m], f"utt_shared_{m}": s[m], f"utt_{m}_recon": r[m]})
    x = torch.stack([p["t"], p["v"], p["a"], s["t"], s["v"], s["a"]], 1)
    e = "transformer_encoder.layers.0."
    q, k, v = (x @ w[e + "self_attn.in_proj_weight"].t() + w[e + "self_attn.in_proj_bias"]).chunk(3, -1)
    x = norm(w, e + "norm1", x + linear(w, e + "self_attn.out_proj", attention(q, k, v, 2)))
    x = norm(w, e + "norm2", x + linear(w, e + "linear2", torch.relu(linear(w, e + "linear1", x))))
    feat["transformer_out"] = x.transpose(0, 1)
    h = torch.relu(linear(w, "fusion.fusion_layer_1", x.reshape(len(y), -1)))
    output = linear(w, "fusion.fusion_layer_3", h)

    def difference(a, b):
        a, b = a - a.mean(0), b - b.mean(0)
        a, b = (z / (z.norm(dim=1, keepdim=True).detach() + 1e-6) for z in (a, b))
        return ((a.t() @ b) ** 2).mean()

    def moments(a, b):
        ma, mb = a.mean(0), b.mean(0)
        return (ma - mb).norm() + sum((((a - ma) ** n).mean(0) - ((b - mb) ** n).mean(0)).norm() for n in range(2, 6))

    losses = {
        "cls": ((output[:, 0] - y) ** 2).mean(),
        "diff": sum(difference(*pair) for pair in (
            (p["t"], s["t"]), (p["v"], s["v"]), (p["a"], s["a"]),
            (p["a"], p["t"]), (p["a"], p["v"]), (p["t"], p["v"]))),
        "sim": (moments(s["t"], s["v"]) + moments(s["t"], s["a"]) + moments(s["a"], s["v"])) / 3,
        "recon": sum(((r[m] - o[m]) ** 2).mean() for m in "tva") / 3,
    }
    losses["total"] = (losses["cls"] + c["diff_weight"] * losses["diff"] + c["sim_weight"] * losses["sim"]
                       + c["recon_weight"] * losses["recon"])
    return output, feat, losses


def last_state(w, name, x, lengths, both):
    ends = [recurrence(w, name, x, lengths, lstm_step, r)[1] for r in ((False, True) if both else (False,))]
    return torch.cat(ends, 1)


def self_mm(w, inputs, c, _=None):
    rows = inputs["batch_index"]
    batch = {k: inputs[k][rows] for k in ("text", "audio", "vision", "audio_lengths", "vision_lengths")}
    x = {"text": text_states(w, "text_model.model.", batch, c)[:, 0]}
    for name, prefix in (("audio", "audio_model"), ("vision", "video_model")):
        h = last_state(w, prefix + ".rnn", batch[name], counts(batch, name, c), False)
        x[name] = linear(w, prefix + ".linear_1", h)
    x["fusion"] = torch.cat([x["text"], x["audio"], x["vision"]], 1)
    feat, out = {}, {}
    for head, short in (("fusion", "f"), ("text", "t"), ("audio", "a"), ("vision", "v")):
        p = "post_" + ("video" if head == "vision" else head) + "_layer_"
        h = torch.relu(linear(w, p + "1", x[head]))
        out[head] = linear(w, p + "3", torch.relu(linear(w, p + "2", h)))
        feat["Feature_" + short] = h
        if head != "fusion":
            feat["output_" + short.upper()] = out[head]
    label = {head: inputs["label_buffer." + head][rows] for head in out}
    losses = {"M": (out["fusion"][:, 0] - label["fusion"]).abs().mean()}
    for head, name in (("text", "T"), ("audio", "A"), ("vision", "V")):
        weight = torch.tanh((label[head] - label["fusion"]).abs())
        losses[name] = (weight * (out[head][:, 0] - label[head]).abs()).mean()
    losses["total"] = sum(losses.values())
    return out["fusion"], feat, losses


def mmim(w, inputs, c, memory=None, counted=True):
    y = inputs["labels"]
    z = {"t": text_states(w, "bertmodel.model.", inputs, c)[:, 0]}
    for m, name, prefix in (("a", "audio", "acoustic_enc"), ("v", "vision", "visual_enc")):
        h = last_state(w, prefix + ".rnn", inputs[name], counts(inputs, name, c), c["bidirectional"])
        z[m] = linear(w, prefix + ".linear_1", h)
    x = torch.tanh(linear(w, "fusion_prj.linear_1", torch.cat([z["t"], z["a"], z["v"]], 1)))
    fused = torch.tanh(linear(w, "fusion_prj.linear_2", x))
    output = linear(w, "fusion_prj.linear_3", fused)
    feat = {"Feature_t": z["t"], "Feature_a": z["a"], "Feature_v": z["v"], "Feature_f": fused}
    pairs = ["tv", "ta"] + (["va"] if c["add_va"] else [])
    lld, entropy, kept = 0, 0, {}
    for pair in pairs:
        known, guessed = z[pair[0]], z[pair[1]]
        two = lambda kind: linear(w, f"mi_{pair}.{kind}.2", torch.relu(linear(w, f"mi_{pair}.{kind}.0", known)))
        lld = lld + (-((two("mlp_mu") - guessed) ** 2) / 2 / torch.exp(two("mlp_logvar"))).sum(1).mean()
        e = torch.tanh(linear(w, f"mi_{pair}.entropy_prj.0", guessed))
        for sign, rows in (("pos", y > 0), ("neg", y < 0)):
            kept[f"{sign}_{pair}"] = e[rows]
            feat[f"entropy_{sign}_{pair}"] = e[rows]
            if memory is not None:
                every = torch.cat([(memory or kept)[f"{sign}_{pair}"].detach(), e[rows]])
                centred = every - every.mean(0)
                entropy = entropy + 0.25 * torch.logdet(centred.t() @ centred / len(every))
    nce = 0
    for m in "tva":
        p = fused
        for i in ([None] if c["cpc_layers"] == 1 else [0, 2]):
            p = linear(w, f"cpc_z{m}.net" + ("" if i is None else f".{i}"), p if i in (None, 0) else torch.tanh(p))
        unit = lambda a: a / a.norm(dim=1, keepdim=True)
        scores = unit(z[m]) @ unit(p).t()
        nce = nce + (torch.logsumexp(scores, 1) - scores.diagonal()).mean()
    task = (output[:, 0] - y).abs().mean()
    without = task + c["alpha"] * nce - c["beta"] * lld
    losses = {"stage1": -lld, "lld": lld, "nce": nce, "task": task, "total_without_H": without}
    if memory is not None:
        losses["H"] = entropy
    losses["total"] = without - c["beta"] * entropy if memory is not None and counted else without
    return output, feat, losses, kept
