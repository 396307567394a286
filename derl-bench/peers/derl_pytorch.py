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

    def forward(self, target, source):
        q = self.split(self.query(target))
        k, v = (self.split(part) for part in self.key_value(source).chunk(2, -1))
        weights = torch.softmax((q * (q.shape[-1] ** -0.5)) @ k.transpose(2, 3), -1)
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

    def forward(self, x, sources):
        for attention, norm, source in zip(self.attentions, self.norms, sources):
            x = norm(self.dropout(attention(x, source)) + x)
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

    def forward(self, x):
        x = self.attention_norm(self.dropout(self.attention(x, x)) + x)
        return self.norm(self.dropout(self.feed_forward(x)) + x)


class Enhancement(nn.Module):
    """EU [16-20]."""

    def __init__(self, size, dropout):
        super().__init__()
        self.cross = nn.Linear(size, size, bias=False)
        self.intra = nn.Linear(size, size, bias=False)
        self.dropout = nn.Dropout(dropout)

    def forward(self, m, h):
        h = self.intra(h)
        product = self.cross(m) * h
        product = product / torch.linalg.vector_norm(product, dim=(1, 2), keepdim=True)
        weights = torch.softmax(h @ product.transpose(1, 2), -1)
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

    def forward(self, inputs):
        features = [
            norm(convolution(x.transpose(1, 2))).transpose(1, 2) + self.positions
            for convolution, norm, x in zip(self.convolutions, self.batch_norms, inputs)]
        to_cross = to_intra = features
        for i in range(len(self.cross)):
            m = [self.cross[i][j](to_cross[j], [to_cross[s] for s in self.SOURCES[j]]) for j in range(3)]
            h = [self.intra[i][j](to_intra[j]) for j in range(3)]
            if i < len(self.cross) - 1:
                to_cross = [self.enhancement[i][j](m[j], h[j]) for j in range(3)]
                to_intra = [self.filter[i][j](m[j], h[j]) for j in range(3)]
        pooled = [(one + other).mean(1) for one, other in zip(m, h)]
        fused = torch.cat(pooled, 1)
        return self.output(self.joint(self.dropout(F.relu(self.hidden(fused))))), pooled


def main():
    parser = peer.arguments(__doc__)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--distance-weight", type=float, default=0.005, help="beta [28, 29]")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    model = Derl([getattr(options, modality) for modality in peer.SIZES], options.length, layers=options.layers)
    optimizer = peer.adam(model.parameters(), 5e-5)
    inputs, labels = peer.random_batch(options)

    def step():
        optimizer.zero_grad(set_to_none=True)
        prediction, (t, a, v) = model(inputs)
        distance = sum(torch.linalg.vector_norm(x - y, dim=1).mean() for x, y in ((t, a), (t, v), (a, v))) / 3
        loss = F.mse_loss(prediction, labels) + options.distance_weight * distance
        loss.backward()
        optimizer.step()
        return loss.item()

    peer.serve(model, step)


if __name__ == "__main__":
    main()
