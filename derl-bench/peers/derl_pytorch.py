"""DERL's training step in PyTorch, to be timed beside DERL's own:

    ./derl speed --model derl --against "python3 derl-bench/peers/derl_pytorch.py"

The same model (the numbers of equations are the paper's), loss, optimizer and dropout, written as PyTorch is best
written: projections of one input as one product, and the fused kernels that the version at hand has. One thread.
"""
import math

import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from torch import nn

HIDDEN = 4  # the feed-forward network is this much wider


def sinusoids(length, size):
    position = torch.arange(length).float()[:, None]
    wave = torch.exp(torch.arange(0, size, 2).float() * (-math.log(10000.0) / size))
    table = torch.zeros(length, size)
    table[:, 0::2] = torch.sin(position * wave)
    table[:, 1::2] = torch.cos(position * wave)
    return table


class Attention(nn.Module):
    def __init__(self, size, heads, dropout):
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.query = nn.Linear(size, size, bias=False)
        self.key_value = nn.Linear(size, 2 * size, bias=False)
        self.output = nn.Linear(size, size, bias=False)

    def forward(self, target, source, padding):
        q = self.split(self.query(target))
        k, v = (self.split(part) for part in self.key_value(source).chunk(2, -1))
        scores = (q * (q.shape[-1] ** -0.5)) @ k.transpose(2, 3)
        weights = torch.softmax(scores if padding is None else scores + padding[:, None], -1)
        read = F.dropout(weights, self.dropout, self.training) @ v
        return self.output(read.transpose(1, 2).flatten(2))

    def split(self, x):
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class FeedForward(nn.Sequential):
    def __init__(self, size, dropout):
        super().__init__(
            nn.Linear(size, HIDDEN * size), nn.ReLU(), nn.Dropout(dropout), nn.Linear(HIDDEN * size, size))


class CrossEncoder(nn.Module):
    """CIE [5-11]."""

    def __init__(self, size, heads, dropout):
        super().__init__()
        self.attentions = nn.ModuleList(Attention(size, heads, dropout) for _ in range(2))
        self.norms = nn.ModuleList(nn.LayerNorm(size) for _ in range(2))
        self.feed_forward = FeedForward(size, dropout)
        self.norm = nn.LayerNorm(size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, sources, padding):
        for attention, norm, source in zip(self.attentions, self.norms, sources):
            x = norm(self.dropout(attention(x, source, padding)) + x)
        return self.norm(self.dropout(self.feed_forward(x)) + x)


class IntraEncoder(nn.Module):
    """IE [12-15]."""

    def __init__(self, size, heads, dropout):
        super().__init__()
        self.attention = Attention(size, heads, dropout)
        self.attention_norm = nn.LayerNorm(size)
        self.feed_forward = FeedForward(size, dropout)
        self.norm = nn.LayerNorm(size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, padding):
        x = self.attention_norm(self.dropout(self.attention(x, x, padding)) + x)
        return self.norm(self.dropout(self.feed_forward(x)) + x)


class Enhancement(nn.Module):
    """EU [16-20]."""

    def __init__(self, size, dropout):
        super().__init__()
        self.cross = nn.Linear(size, size, bias=False)
        self.intra = nn.Linear(size, size, bias=False)
        self.dropout = nn.Dropout(dropout)

    def forward(self, m, h, batch, padding):
        h = self.intra(h)
        product = self.cross(m) * h
        real = product if padding is None else product * batch.real[..., None]
        product = product / torch.linalg.vector_norm(real, dim=(1, 2), keepdim=True)
        scores = h @ product.transpose(1, 2)
        weights = torch.softmax(scores if padding is None else scores + padding, -1)
        return self.dropout(weights) @ h + m


class Filter(nn.Module):
    """FU [21-22]."""

    def __init__(self, size):
        super().__init__()
        self.cross = nn.Linear(size, size, bias=False)
        self.intra = nn.Linear(size, size)

    def forward(self, m, h):
        return torch.lerp(m, h, torch.sigmoid(self.cross(m) + self.intra(h)))


class Derl(nn.Module):
    SOURCES = ((1, 2), (0, 2), (0, 1))  # of text, audio and vision

    def __init__(self, sizes, length, size=50, heads=10, layers=2, dropout=0.1, kernel=3):
        super().__init__()
        three = range(3)
        self.convolutions = nn.ModuleList(nn.Conv1d(n, size, kernel, padding=kernel // 2) for n in sizes)
        self.batch_norms = nn.ModuleList(nn.BatchNorm1d(size) for _ in three)
        self.register_buffer("positions", sinusoids(length, size), persistent=False)
        per_layer = lambda make, count: nn.ModuleList(nn.ModuleList(make() for _ in three) for _ in range(count))
        self.cross = per_layer(lambda: CrossEncoder(size, heads, dropout), layers)
        self.intra = per_layer(lambda: IntraEncoder(size, heads, dropout), layers)
        self.enhancement = per_layer(lambda: Enhancement(size, dropout), layers - 1)
        self.filter = per_layer(lambda: Filter(size), layers - 1)
        self.hidden = nn.Linear(3 * size, 3 * size)
        self.joint = nn.Linear(3 * size, 3 * size)
        self.output = nn.Linear(3 * size, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, batch):
        features = [
            norm(convolution(x.transpose(1, 2))).transpose(1, 2) + self.positions
            for convolution, norm, x in zip(self.convolutions, self.batch_norms, batch.inputs)]
        padding = None  # (batch, 1, length), added to scores
        if batch.lengths is not None:
            padding = torch.zeros(batch.real.shape).masked_fill(~batch.real, -math.inf)[:, None]
        to_cross = to_intra = features
        for i in range(len(self.cross)):
            m = [self.cross[i][j](to_cross[j], [to_cross[s] for s in self.SOURCES[j]], padding) for j in range(3)]
            h = [self.intra[i][j](to_intra[j], padding) for j in range(3)]
            if i < len(self.cross) - 1:
                to_cross = [self.enhancement[i][j](m[j], h[j], batch, padding) for j in range(3)]
                to_intra = [self.filter[i][j](m[j], h[j]) for j in range(3)]
        pooled = [batch.mean(one + other) for one, other in zip(m, h)]
        fused = torch.cat(pooled, 1)
        return self.output(self.joint(self.dropout(F.relu(self.hidden(fused))))), pooled


def make(options, batch):
    model = Derl(batch.sizes, options.length, layers=options.layers)

    def loss():
        prediction, (t, a, v) = model(batch)
        distance = sum(torch.linalg.vector_norm(x - y, dim=1).mean() for x, y in ((t, a), (t, v), (a, v))) / 3
        return F.mse_loss(prediction, batch.labels) + options.distance_weight * distance

    return model, peer.stepping(peer.adam(model.parameters(), 5e-5), loss)


if __name__ == "__main__":
    peer.run(__doc__, make, layers=2, distance_weight=0.005)  # beta [28, 29]
