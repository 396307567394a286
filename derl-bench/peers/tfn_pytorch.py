"""TFN's training step in PyTorch: forward, the absolute error, backward, and Adam.

    ./derl speed --model tfn --against "python3 derl-bench/peers/tfn_pytorch.py"
"""
import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from parts import ThreeVectors, head
from torch import nn


class Tfn(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.encoders = ThreeVectors(sizes, text=32, audio=32, vision=128, dropout=0.3)
        self.head = head(33 * 33 * 129, [64, 64], dropout=0.5)

    def forward(self, batch):
        t, a, v = (F.pad(vector, (1, 0), value=1.0) for vector in self.encoders(batch))
        fused = (a[:, :, None] * v[:, None]).flatten(1)[:, :, None] * t[:, None]  # (batch, audio * vision, text)
        return 6 * torch.sigmoid(self.head(fused.flatten(1))) - 3


def make(options, batch):
    model = Tfn(batch.sizes)
    return model, peer.stepping(peer.adam(model.parameters(), 1e-3), lambda: F.l1_loss(model(batch), batch.labels))


if __name__ == "__main__":
    peer.run(__doc__, make)
