"""The training step of one LSTM and a small head in PyTorch: forward, the absolute error, backward, and Adam.

    ./derl speed --model text-only --set text-only.model.encoders.text="{ type = lstm, hidden = 64, size = 64 }" \\
        --against "python3 derl-bench/peers/lstm_pytorch.py --hidden 64"
"""
import peer  # first: it sets the threads up
import torch.nn.functional as F
from parts import LstmVector, head
from torch import nn


class OneLstm(nn.Module):
    def __init__(self, size, hidden, bidirectional):
        super().__init__()
        self.encoder = LstmVector(size, hidden, hidden, bidirectional)
        self.head = head(hidden, [64], dropout=0.1)

    def forward(self, batch):
        return self.head(self.encoder(batch.inputs[0], batch))


def make(options, batch):
    model = OneLstm(batch.sizes[0], options.hidden, options.directions == 2)
    optimizer = peer.adam(model.parameters(), 1e-3)
    return model, peer.stepping(optimizer, lambda: F.l1_loss(model(batch), batch.labels))


if __name__ == "__main__":
    peer.run(__doc__, make, hidden=64, directions=1)
