"""MISA's training step in PyTorch: forward, the losses of task, difference, similarity and reconstruction, backward,
clipping, and Adam.

    ./derl speed --model misa --against "python3 derl-bench/peers/misa_pytorch.py"
"""
import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from parts import packed
from torch import nn
from torch.nn.utils.rnn import PackedSequence

SIZE = 128
DIFFERENCE, SIMILARITY, RECONSTRUCTION = 0.1, 0.3, 1
MOMENTS = 5
PAIRS = ([0, 0, 1], [1, 2, 2])


class Bidirectional(nn.Module):
    """Two LSTMs with layer normalization between them: the last states of both directions of both."""

    def __init__(self, size):
        super().__init__()
        self.lower = nn.LSTM(size, size, batch_first=True, bidirectional=True)
        self.norm = nn.LayerNorm(2 * size)
        self.upper = nn.LSTM(2 * size, size, batch_first=True, bidirectional=True)

    def forward(self, x, batch):
        outputs, (first, _) = self.lower(packed(x, batch))
        if isinstance(outputs, PackedSequence):
            normalized = PackedSequence(self.norm(outputs.data), outputs.batch_sizes)
        else:
            normalized = self.norm(outputs)
        second = self.upper(normalized)[1][0]
        return torch.cat([*first, *second], 1)  # (batch, 4 size)


class Misa(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        text, audio, vision = sizes
        self.audio = Bidirectional(audio)
        self.vision = Bidirectional(vision)
        self.projections = nn.ModuleList(
            nn.Sequential(nn.Linear(n, SIZE), nn.ReLU(), nn.LayerNorm(SIZE)) for n in (text, 4 * vision, 4 * audio))
        self.specific = nn.ModuleList(nn.Linear(SIZE, SIZE) for _ in sizes)
        self.shared = nn.Linear(SIZE, SIZE)
        self.reconstructions = nn.ModuleList(nn.Linear(SIZE, SIZE) for _ in sizes)
        self.transformer = nn.TransformerEncoderLayer(SIZE, 2, dim_feedforward=2048, dropout=0.1)
        self.head = nn.Sequential(
            nn.Linear(6 * SIZE, 3 * SIZE), nn.Dropout(0.2), nn.ReLU(), nn.Linear(3 * SIZE, 1))

    def loss(self, batch):
        text, audio, vision = batch.inputs
        vectors = batch.mean(text), self.vision(vision, batch), self.audio(audio, batch)
        common = torch.stack([project(x) for project, x in zip(self.projections, vectors)])  # (3, batch, size)
        specific = torch.sigmoid(torch.stack([layer(x) for layer, x in zip(self.specific, common)]))
        invariant = torch.sigmoid(self.shared(common))
        views = torch.cat([specific, invariant])  # (6, batch, size)
        rebuilt = torch.stack([layer(x) for layer, x in zip(self.reconstructions, specific + invariant)])
        prediction = self.head(self.transformer(views).transpose(0, 1).flatten(1))
        return (F.mse_loss(prediction, batch.labels) + DIFFERENCE * difference(views)
                + SIMILARITY * dissimilarity(invariant) + RECONSTRUCTION * F.mse_loss(rebuilt, common))


def difference(views):
    """Between each two specific views, and between both views of each modality."""
    centred = views - views.mean(1, keepdim=True)
    rows = centred / (centred.detach().norm(dim=2, keepdim=True) + 1e-6)
    one, other = [*PAIRS[0], 0, 1, 2], [*PAIRS[1], 3, 4, 5]
    return (rows[one].transpose(1, 2) @ rows[other]).square().mean((1, 2)).sum()


def dissimilarity(views):
    """Central moments of each view, and how far they are from those of the other views."""
    mean = views.mean(1)  # (3, size)
    centred = views - mean[:, None]
    power, moments = centred, [mean]
    for _ in range(2, MOMENTS + 1):
        power = power * centred
        moments.append(power.mean(1))
    moments = torch.stack(moments)  # (moments, 3, size)
    return (moments[:, PAIRS[0]] - moments[:, PAIRS[1]]).norm(dim=2).sum() / 3


def make(options, batch):
    model = Misa(batch.sizes)
    optimizer = peer.adam(model.parameters(), 1e-4)
    clip = lambda: nn.utils.clip_grad_value_(model.parameters(), 0.4)
    return model, peer.stepping(optimizer, lambda: model.loss(batch), clip)


if __name__ == "__main__":
    peer.run(__doc__, make)
