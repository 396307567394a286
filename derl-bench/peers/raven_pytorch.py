"""RAVEN's training step in PyTorch: forward, the squared error, backward, and Adam. Each word has one frame of audio and
one of vision, for all modalities of a sample are equally long.

    ./derl speed --model raven --against "python3 derl-bench/peers/raven_pytorch.py"
"""
import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from torch import nn

WORDS = 50  # at most
SHIFT = 0.2
DROPOUT = 0.2


class PositionNorm(nn.BatchNorm2d):
    """Normalizes each word's place by itself, by the statistics of the batch at hand; there may be fewer words."""

    def __init__(self):
        super().__init__(WORDS, track_running_stats=False)

    def forward(self, x):
        words = x.shape[1]
        return F.batch_norm(x, None, None, self.weight[:words], self.bias[:words], True)


class Nonverbal(nn.Module):
    """The state of an LSTM after a word's frames, by a gate that sees the word."""

    def __init__(self, size, word, norm, projection=150, state=150):
        super().__init__()
        self.norm = norm
        self.dropout = nn.Dropout(DROPOUT)
        self.projection = nn.Linear(size, projection)
        self.lstm = nn.LSTM(projection, state, batch_first=True)
        self.gate = nn.Linear(state + word, 1)

    def forward(self, words, x, real):
        frames = self.projection(self.dropout(self.norm(x[:, :, None])))  # (batch, words, 1 frame, projection)
        state = self.lstm(frames.flatten(0, 1))[1][0][0]  # (batch * words, state)
        if real is not None:
            state = state * real
        return self.gate(torch.cat([state, words], 1)) * state


class Raven(nn.Module):
    def __init__(self, sizes, hidden=300, state=150):
        super().__init__()
        text, audio, vision = sizes
        self.audio = Nonverbal(audio, text, PositionNorm())
        self.vision = Nonverbal(vision, text, nn.Identity())
        self.shift = nn.Linear(2 * state, text)
        self.dropout = nn.Dropout(DROPOUT)
        self.lstm = nn.LSTM(text, hidden, batch_first=True)
        self.output = nn.Linear(hidden, 1)

    def forward(self, batch):
        text, audio, vision = batch.inputs
        words = text.flatten(0, 1)  # (batch * words, size)
        real = None if batch.lengths is None else batch.real.float().reshape(-1, 1)
        direction = self.shift(torch.cat([self.audio(words, audio, real), self.vision(words, vision, real)], 1))
        bounded = SHIFT * direction / direction.norm(dim=1, keepdim=True).clamp(min=1)
        moved = (words + bounded * words.norm(dim=1, keepdim=True)).view_as(text)
        return self.output(batch.last(self.lstm(self.dropout(moved))[0]))


def make(options, batch):
    model = Raven(batch.sizes)
    return model, peer.stepping(peer.adam(model.parameters(), 1e-3), lambda: F.mse_loss(model(batch), batch.labels))


if __name__ == "__main__":
    peer.run(__doc__, make)
