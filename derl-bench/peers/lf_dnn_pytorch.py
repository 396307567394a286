"""LF-DNN's training step in PyTorch: forward, the absolute error, backward, and Adam with decay.

    ./derl speed --model lf-dnn --against "python3 derl-bench/peers/lf_dnn_pytorch.py"
"""
import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from parts import ThreeVectors, head
from torch import nn


class LfDnn(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.encoders = ThreeVectors(sizes, text=256, audio=16, vision=128, dropout=0.2)
        self.head = head(256 + 16 + 128, [128, 128], dropout=0.2)

    def forward(self, batch):
        return self.head(torch.cat(self.encoders(batch), 1))


def make(options, batch):
    model = LfDnn(batch.sizes)
    optimizer = peer.adam(model.parameters(), 1e-3, decay=1e-2)
    return model, peer.stepping(optimizer, lambda: F.l1_loss(model(batch), batch.labels))


if __name__ == "__main__":
    peer.run(__doc__, make)
