"""MulT's training step in PyTorch, to be timed beside DERL's own:

    ./derl speed --model mult --against "python3 derl-bench/peers/mult_pytorch.py"

MulT (Tsai et al., ACL 2019) with two levels of cross-modal and three of memory transformers, size 50, ten heads,
convolutions over single steps, and one rate of dropout, 0.1, wherever the authors have one but on the text's features.
As theirs, a source is dropped and normalized once as keys and once as values. Written as PyTorch is best written:
projections of one input as one product, the mask made once, and the fused kernels that the version at hand has. One
thread.
"""
import math

import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from torch import nn


def sinusoids(length, size):
    half = size // 2
    wave = torch.exp(torch.arange(half).float() * (-math.log(10000.0) / (half - 1)))
    angles = torch.arange(1, length + 1).float()[:, None] * wave
    return torch.cat([angles.sin(), angles.cos()], 1)


class Attention(nn.Module):
    def __init__(self, size, heads, dropout, length):
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.weight = nn.Parameter(nn.init.xavier_uniform_(torch.empty(3 * size, size)))
        self.bias = nn.Parameter(torch.zeros(3 * size))
        self.output = nn.Linear(size, size)
        future = torch.full((length, length), -math.inf).triu(1)
        self.register_buffer("future", future, persistent=False)

    def forward(self, target, keys=None, values=None):
        if keys is None:
            q, k, v = F.linear(target, self.weight, self.bias).chunk(3, -1)
        else:
            weights, biases = self.weight.chunk(3), self.bias.chunk(3)
            q, k, v = (F.linear(x, w, b) for x, w, b in zip((target, keys, values), weights, biases))
        q, k, v = self.split(q), self.split(k), self.split(v)
        weights = torch.softmax((q * (q.shape[-1] ** -0.5)) @ k.transpose(2, 3) + self.future, -1)
        read = F.dropout(weights, self.dropout, self.training) @ v
        return self.output(read.transpose(1, 2).flatten(2))

    def split(self, x):
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class Layer(nn.Module):
    def __init__(self, size, heads, dropout, length):
        super().__init__()
        self.attention = Attention(size, heads, dropout, length)
        self.attention_norm = nn.LayerNorm(size)
        self.feed_forward = nn.Sequential(
            nn.LayerNorm(size),
            nn.Linear(size, 4 * size), nn.ReLU(), nn.Dropout(dropout),
            nn.Linear(4 * size, size), nn.Dropout(dropout))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, *source):
        attended = self.attention(self.attention_norm(x), *(self.attention_norm(part) for part in source))
        x = x + self.dropout(attended)
        return x + self.feed_forward(x)


class Transformer(nn.Module):
    def __init__(self, size, heads, levels, dropout, length):
        super().__init__()
        self.scale = math.sqrt(size)
        self.register_buffer("positions", sinusoids(length, size), persistent=False)
        self.layers = nn.ModuleList(Layer(size, heads, dropout, length) for _ in range(levels))
        self.norm = nn.LayerNorm(size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, target, source=None):
        x = self.dropout(self.embed(target))
        read = ()
        if source is not None:
            source = self.embed(source)
            read = self.dropout(source), self.dropout(source)
        for layer in self.layers:
            x = layer(x, *read)
        return self.norm(x)

    def embed(self, x):
        return torch.add(self.positions, x, alpha=self.scale)


class Mult(nn.Module):
    def __init__(self, sizes, length, size=50, heads=10, levels=2, dropout=0.1):
        super().__init__()
        self.projections = nn.ModuleList(nn.Conv1d(n, size, 1, bias=False) for n in sizes)
        make = lambda width, count: Transformer(width, heads, count, dropout, length)
        self.cross = nn.ModuleList(nn.ModuleList(make(size, levels) for _ in range(2)) for _ in range(3))
        self.memory = nn.ModuleList(make(2 * size, max(levels, 3)) for _ in range(3))
        self.hidden = nn.Linear(6 * size, 6 * size)
        self.joint = nn.Linear(6 * size, 6 * size)
        self.output = nn.Linear(6 * size, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, batch):
        projected = [
            projection(x.transpose(1, 2)).transpose(1, 2) for projection, x in zip(self.projections, batch.inputs)]
        last = []
        for i, target in enumerate(projected):
            sources = [source for j, source in enumerate(projected) if j != i]
            read = [cross(target, source) for cross, source in zip(self.cross[i], sources)]
            # Padding lies in the future of every real step, so that the mask hides it.
            last.append(batch.last(self.memory[i](torch.cat(read, 2))))
        fused = torch.cat(last, 1)
        return self.output(self.joint(self.dropout(F.relu(self.hidden(fused)))) + fused)


def make(options, batch):
    model = Mult(batch.sizes, options.length, levels=options.levels)
    return model, peer.stepping(peer.adam(model.parameters(), 1e-3), lambda: F.l1_loss(model(batch), batch.labels))


if __name__ == "__main__":
    peer.run(__doc__, make, levels=2)
