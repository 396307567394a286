"""LMF's training step in PyTorch: forward, the absolute error, backward, and Adam with decay.

    ./derl speed --model lmf --against "python3 derl-bench/peers/lmf_pytorch.py"
"""
import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from parts import ThreeVectors
from torch import nn


class Lmf(nn.Module):
    def __init__(self, sizes, rank=3):
        super().__init__()
        vectors = {"text": 64, "audio": 16, "vision": 128}
        self.encoders = ThreeVectors(sizes, dropout=0.3, **vectors)
        # The output has one number, so that the factors of all ranks are one matrix.
        self.factors = nn.ParameterList(
            nn.Parameter(nn.init.xavier_normal_(torch.empty(1 + size, rank))) for size in vectors.values())
        self.weights = nn.Parameter(nn.init.xavier_normal_(torch.empty(1, rank)))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, batch):
        product = 1
        for vector, factor in zip(self.encoders(batch), self.factors):
            product = product * torch.addmm(factor[0], vector, factor[1:])  # a one stands before the vector
        return F.linear(product, self.weights, self.bias)


def make(options, batch):
    model = Lmf(batch.sizes)
    optimizer = peer.adam(model.parameters(), 1e-3, decay=5e-3)
    return model, peer.stepping(optimizer, lambda: F.l1_loss(model(batch), batch.labels))


if __name__ == "__main__":
    peer.run(__doc__, make)
