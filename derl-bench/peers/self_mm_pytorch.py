"""Self-MM's training step in PyTorch, as the first epoch has it: forward with four heads, the losses of the task and of
each modality's own labels, backward, Adam, and the memory of features and centers. Labels move from the second epoch on.

    ./derl speed --model self-mm --sizes text=768,audio=74,vision=35 --against "python3 derl-bench/peers/self_mm_pytorch.py"
"""
import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from parts import LstmVector
from torch import nn


class Head(nn.Module):
    def __init__(self, size, hidden, dropout):
        super().__init__()
        self.first = nn.Sequential(nn.Dropout(dropout), nn.Linear(size, hidden), nn.ReLU())
        self.rest = nn.Sequential(nn.Linear(hidden, hidden), nn.ReLU(), nn.Linear(hidden, 1))

    def forward(self, x):
        feature = self.first(x)
        return self.rest(feature).squeeze(1), feature.detach()


class SelfMm(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        text, audio, vision = sizes
        self.audio = LstmVector(audio, 16, 16)
        self.vision = LstmVector(vision, 32, 32)
        shapes = (text + 16 + 32, 128, 0), (text, 32, 0.1), (16, 16, 0.1), (32, 32, 0)
        self.heads = nn.ModuleList(Head(*shape) for shape in shapes)

    def forward(self, batch):
        """The predictions (batch) and features of all modalities together, of text, audio and vision."""
        text, audio, vision = batch.inputs
        vectors = text[:, 0], self.audio(audio, batch), self.vision(vision, batch)
        return [head(x) for head, x in zip(self.heads, (torch.cat(vectors, 1), *vectors))]


class Memory:
    """Labels and the latest features of all rows, of which a batch are some, and the centers of both signs."""

    def __init__(self, model, labels):
        self.labels = labels.squeeze(1).repeat(len(model.heads), 1)  # (tasks, rows)
        self.features = [torch.zeros(len(labels), head.first[1].out_features) for head in model.heads]
        self.centers = []

    def loss(self, judged, rows):
        human, own = self.labels[0, rows], self.labels[1:, rows]
        scores = torch.stack([score for score, _ in judged[1:]])
        weights = torch.tanh((own - human).abs())
        return F.l1_loss(judged[0][0], human) + (weights * (scores - own).abs()).mean(1).sum()

    def remember(self, judged, rows):
        self.centers = []
        for labels, features, (_, latest) in zip(self.labels, self.features, judged):
            features[rows] = latest
            self.centers.append((features[labels > 0].mean(0), features[labels < 0].mean(0)))


def make(options, batch):
    model = SelfMm(batch.sizes)
    memory = Memory(model, batch.labels)
    rows = torch.arange(options.batch)
    encoders = [*model.audio.parameters(), *model.vision.parameters()]
    optimizer = peer.adam(
        [{"params": encoders, "lr": 5e-3}, {"params": model.heads.parameters()}], 1e-3, decay=2.5e-4)

    def step():
        judged = model(batch)
        loss = memory.loss(judged, rows)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        memory.remember(judged, rows)
        return loss.item()

    return model, step


if __name__ == "__main__":
    peer.run(__doc__, make)
