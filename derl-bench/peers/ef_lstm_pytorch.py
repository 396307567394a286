"""EF-LSTM's training step in PyTorch: forward, the absolute error, backward, and Adam with decay.

    ./derl speed --model ef-lstm --against "python3 derl-bench/peers/ef_lstm_pytorch.py"
"""
import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from parts import packed, two_layers
from torch import nn


class EfLstm(nn.Module):
    def __init__(self, sizes, length, hidden=128, layers=4, dropout=0.5):
        super().__init__()
        self.norm = nn.BatchNorm1d(length)  # each step by itself
        self.lstm = nn.LSTM(sum(sizes), hidden, layers, batch_first=True, dropout=dropout)
        self.dropout = nn.Dropout(dropout)
        self.head = two_layers(hidden, hidden, dropout, 1)

    def forward(self, batch):
        joined = self.norm(torch.cat(batch.inputs, 2))
        return self.head(self.dropout(self.lstm(packed(joined, batch))[1][0][-1]))


def make(options, batch):
    model = EfLstm(batch.sizes, options.length)
    optimizer = peer.adam(model.parameters(), 1e-3, decay=5e-3)
    return model, peer.stepping(optimizer, lambda: F.l1_loss(model(batch), batch.labels))


if __name__ == "__main__":
    peer.run(__doc__, make)
