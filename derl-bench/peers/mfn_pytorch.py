"""MFN's training step in PyTorch: forward, the absolute error, backward, and Adam.

    ./derl speed --model mfn --against "python3 derl-bench/peers/mfn_pytorch.py"
"""
import peer  # first: it sets the threads up
import torch.nn.functional as F
from parts import GatedMemory, two_layers
from torch import nn


class Mfn(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.memory = GatedMemory(
            sizes, (256, 32, 256), 400, attention=(32, 0.2), proposal=(64, 0), retain=(256, 0.7), update=(32, 0.5))
        self.head = two_layers(self.memory.size, 128, 0, 1)

    def forward(self, batch):
        return self.head(self.memory(batch))


def make(options, batch):
    model = Mfn(batch.sizes)
    return model, peer.stepping(peer.adam(model.parameters(), 2e-3), lambda: F.l1_loss(model(batch), batch.labels))


if __name__ == "__main__":
    peer.run(__doc__, make)
