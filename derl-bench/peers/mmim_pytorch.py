"""MMIM's training step in PyTorch, as an epoch's first batch has it: the step that tightens the bounds, and the step of the
task with bounds and contrast. Both clip by the gradients of all parameters. The entropies' projections are kept for the
next batches; an entropy counts from the third batch on.

    ./derl speed --model mmim --sizes text=768,audio=74,vision=35 --against "python3 derl-bench/peers/mmim_pytorch.py"
"""
import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from parts import LstmVector, layers, two_layers
from torch import nn

WEIGHT = 0.1  # of bounds, and of the contrast
GUESSED = 16
HIDDEN = 128


class Bound(nn.Module):
    """How likely a vector is under a Gaussian that is told from another one, and the projection for its entropy."""

    def __init__(self, size):
        super().__init__()
        self.mean = two_layers(size, GUESSED, 0, GUESSED)
        self.log_variance = two_layers(size, GUESSED, 0, GUESSED)
        self.projection = nn.Sequential(nn.Linear(GUESSED, GUESSED // 4), nn.Tanh())

    def likelihood(self, x, guessed):
        squares = (self.mean(x) - guessed).square()
        return -0.5 * (squares * torch.exp(-self.log_variance(x))).sum(1).mean()


class Mmim(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        text, audio, vision = sizes
        self.audio = LstmVector(audio, 16, GUESSED, bidirectional=True)
        self.vision = LstmVector(vision, 16, GUESSED, bidirectional=True)
        self.bounds = nn.ModuleList(Bound(text) for _ in range(2))
        self.contrasts = nn.ModuleList(nn.Linear(HIDDEN, n) for n in (text, GUESSED, GUESSED))
        self.fused = nn.Sequential(nn.Dropout(0.1), *layers(text + 2 * GUESSED, [HIDDEN, HIDDEN], nn.Tanh))
        self.output = nn.Linear(HIDDEN, 1)
        self.kept = []

    def encode(self, batch):
        text, audio, vision = batch.inputs
        return text[:, 0], self.audio(audio, batch), self.vision(vision, batch)

    def likelihood(self, vectors):
        return sum(bound.likelihood(vectors[0], guessed) for bound, guessed in zip(self.bounds, vectors[1:]))

    def contrast(self, vectors, fused):
        """How badly each vector is told from those of other samples by what is fused."""
        loss = 0
        own = torch.arange(len(fused))
        for vector, predict in zip(vectors, self.contrasts):
            similar = (vector / vector.norm(dim=1, keepdim=True)) @ F.normalize(predict(fused)).t()
            loss = loss + F.cross_entropy(similar, own)
        return loss

    def tightness(self, batch):
        self.zero_grad(set_to_none=True)
        return -self.likelihood(self.encode(batch))

    def loss(self, batch):
        self.zero_grad(set_to_none=True)
        vectors = self.encode(batch)
        fused = self.fused(torch.cat(vectors, 1))
        self.keep(vectors, batch.labels.squeeze(1))
        return (F.l1_loss(self.output(fused), batch.labels) + WEIGHT * self.contrast(vectors, fused)
                - WEIGHT * self.likelihood(vectors))

    @torch.no_grad()
    def keep(self, vectors, labels):
        projections = [bound.projection(guessed) for bound, guessed in zip(self.bounds, vectors[1:])]
        self.kept = [(x[labels > 0], x[labels < 0]) for x in projections]


def make(options, batch):
    model = Mmim(batch.sizes)
    bounds = [parameter for bound in model.bounds for layer in (bound.mean, bound.log_variance) for parameter in layer.parameters()]
    others = [parameter for name, parameter in model.named_parameters() if not name.startswith("bounds.")]
    clip = lambda: nn.utils.clip_grad_norm_(model.parameters(), 1)
    tighten = peer.stepping(peer.adam(bounds, 1e-3, decay=1e-4), lambda: model.tightness(batch), clip)
    train = peer.stepping(peer.adam(others, 1e-3, decay=1e-4), lambda: model.loss(batch), clip)

    def step():
        tighten()
        return train()

    return model, step


if __name__ == "__main__":
    peer.run(__doc__, make)
