"""A fine-tuning step of BERT in PyTorch: BERT over token numbers, the mean of its states, and the head of text only;
forward, the absolute error, backward, and Adam with a rate for BERT and one for the head.

    ./derl speed --model text-only --text-encoder bge-small-fine-tuned --batch 32 --shortest 4 --length 50 \\
      --median-length 14 --against "python3 derl-bench/peers/bert_pytorch.py"

For bert-fine-tuned, add --size 768 --heads 12 --inner 3072 to the peer. It computes padding as HuggingFace's BERT does,
and masks it in attention; with --packed 1 layers over single steps read real steps alone, as ours do.
"""
import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from parts import head
from torch import nn


class Padded:
    """Sequences as they are, with padding masked."""

    def __init__(self, batch):
        self.shape = batch.real.shape
        self.mask = None if batch.lengths is None else batch.real[:, None, None]  # (batch, 1, 1, time)

    def pack(self, x):
        return x

    def unpack(self, x):
        return x


class Packed(Padded):
    """Real steps as rows (real steps, size), except within attention."""

    def __init__(self, batch):
        super().__init__(batch)
        self.places = batch.real.flatten().nonzero()[:, 0]

    def pack(self, x):
        return x.flatten(0, 1)[self.places]

    def unpack(self, rows):
        count, time = self.shape
        return rows.new_zeros(count * time, rows.shape[1]).index_copy(0, self.places, rows).unflatten(0, (count, time))


class Layer(nn.Module):
    def __init__(self, size, heads, inner, dropout):
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(size, 3 * size)
        self.output = nn.Linear(size, size)
        self.norms = nn.ModuleList(nn.LayerNorm(size, eps=1e-12) for _ in range(2))
        self.feed_forward = nn.Sequential(nn.Linear(size, inner), nn.GELU(), nn.Linear(inner, size))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, packing):
        x = self.norms[0](self.dropout(self.output(self.attended(x, packing))) + x)
        return self.norms[1](self.dropout(self.feed_forward(x)) + x)

    def attended(self, x, packing):
        together = packing.unpack(self.query_key_value(x))  # (batch, time, 3 * size)
        q, k, v = together.unflatten(2, (3, self.heads, -1)).permute(2, 0, 3, 1, 4)
        return packing.pack(self.read(q, k, v, packing.mask).transpose(1, 2).flatten(2))

    def read(self, q, k, v, mask):
        rate = self.dropout.p if self.training else 0
        if hasattr(F, "scaled_dot_product_attention"):  # from 2.0 on
            return F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=rate)
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(2, 3)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        return F.dropout(torch.softmax(scores, -1), rate) @ v


class Bert(nn.Module):
    """States (batch, time, size) of token numbers (batch, time)."""

    def __init__(self, tokens, size, layers, heads, inner, dropout, positions=512, types=2):
        super().__init__()
        self.words = nn.Embedding(tokens, size, padding_idx=0)
        self.positions = nn.Parameter(torch.randn(positions, size))
        self.types = nn.Parameter(torch.randn(types, size))
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, heads, inner, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        for weight in self.parameters():
            if weight.dim() == 2:
                nn.init.normal_(weight, std=0.02)

    def forward(self, tokens, packing):
        embedded = self.words(tokens) + self.positions[: tokens.shape[1]] + self.types[0]
        x = packing.pack(self.dropout(self.norm(embedded)))
        for layer in self.layers:
            x = layer(x, packing)
        return packing.unpack(x)


def make(options, batch):
    bert = Bert(options.tokens, options.size, options.layers, options.heads, options.inner, options.dropout)
    last = head(options.size, [64], dropout=0.1)
    groups = {"params": list(bert.parameters()), "lr": 5e-5}, {"params": list(last.parameters()), "lr": 1e-3}
    tokens = torch.randint(1, options.tokens, batch.real.shape) * batch.real
    packing = Packed(batch) if options.packed and batch.lengths is not None else Padded(batch)
    return nn.ModuleList([bert, last]), peer.stepping(
        peer.adam(groups, 1e-3), lambda: F.l1_loss(last(batch.mean(bert(tokens, packing))), batch.labels))


if __name__ == "__main__":
    peer.run(__doc__, make, tokens=30522, size=384, layers=12, heads=12, inner=1536, dropout=0.1, packed=0)
