"""MCTN's training step in PyTorch: text into vision and back, the joint representation into audio, the prediction, the
losses of the task and of three translations, backward, clipping, and Adam.

    ./derl speed --model mctn --against "python3 derl-bench/peers/mctn_pytorch.py"
"""
import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from parts import packed
from torch import nn
from torch.nn.utils.rnn import PackedSequence, pad_packed_sequence

HIDDEN = 32
TRANSLATION = 0.1


def both(x):
    """The sum of both directions, (..., 2 hidden) to (..., hidden)."""
    forward, backward = x.chunk(2, -1)
    return forward + backward


def weights(scores, batch):
    """(batch, length): softmax over real steps."""
    return torch.softmax(scores if batch.lengths is None else scores.masked_fill(~batch.real, -float("inf")), 1)


def padded(x):
    return pad_packed_sequence(x, batch_first=True)[0] if isinstance(x, PackedSequence) else x


class Translator(nn.Module):
    def __init__(self, size, out):
        super().__init__()
        self.encoder = nn.LSTM(size, HIDDEN, batch_first=True, bidirectional=True)
        self.start = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.query = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.key = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.score = nn.Linear(HIDDEN, 1, bias=False)
        self.decoder = nn.LSTM(out + HIDDEN, HIDDEN, bidirectional=True)
        self.output = nn.Linear(2 * HIDDEN, out)

    def encode(self, x, batch):
        """The joint representation (batch, length, hidden), and the first query (batch, hidden)."""
        outputs, (last, _) = self.encoder(packed(x, batch))
        return both(padded(outputs)), torch.tanh(self.start(last.sum(0)))

    def decode(self, joint, query, truth, batch):
        """(batch, length, out); the first step is zero. Each step is told the true one before."""
        keys = self.key(joint)
        told, weight = self.gates(truth[:, :-1].transpose(0, 1))
        read = []
        for known in told.unbind(0):
            scores = self.score(torch.tanh(keys + self.query(query)[:, None])).squeeze(2)
            context = (weights(scores, batch)[:, None] @ joint).squeeze(1)  # (batch, hidden)
            # From a zero state, forwards and backwards: nothing is forgotten.
            i, _, g, o = torch.addmm(known, context, weight).chunk(4, 1)
            query = both(torch.sigmoid(o) * torch.tanh(torch.sigmoid(i) * torch.tanh(g)))
            read.append(torch.cat([query, context], 1))
        return F.pad(self.output(torch.stack(read, 1)), (0, 0, 1, 0))

    def gates(self, before):
        """What true steps (length, batch, out) say to the gates of both directions, and the weight of what is attended to.

        The gates are (length, batch, 8 hidden): each gate of the one direction stands beside that of the other.
        """
        forward, backward = ([getattr(self.decoder, name + suffix).view(4, HIDDEN, -1) for name in (
            "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")] for suffix in ("", "_reverse"))
        inputs, states, bias, own = (torch.stack(pair, 1).flatten(0, 2) for pair in zip(forward, backward))
        # The weights of a zero state are told a gradient of zero, as nn.LSTM does.
        bias = F.linear(states.new_zeros(1, HIDDEN), states, (bias + own).squeeze(1)).squeeze(0)
        size = before.shape[2]
        return F.linear(before, inputs[:, :size], bias), inputs[:, size:].t()


class Mctn(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.size = max(sizes)
        self.first = Translator(self.size, self.size)
        self.second = Translator(HIDDEN, self.size)
        self.lstm = nn.LSTM(HIDDEN, HIDDEN, batch_first=True)
        self.score = nn.Linear(HIDDEN, 1)
        self.output = nn.Linear(HIDDEN, 1)

    def loss(self, batch):
        text, audio, vision = (F.pad(x, (0, self.size - x.shape[2])) for x in batch.inputs)
        joint, query = self.first.encode(text, batch)
        seen = self.first.decode(joint, query, vision, batch)
        back = self.first.decode(*self.first.encode(seen, batch), text, batch)
        deeper, query = self.second.encode(joint, batch)
        heard = self.second.decode(deeper, query, audio, batch)
        translations = sum(batch.squares(made, x) for made, x in ((seen, vision), (back, text), (heard, audio)))
        return F.l1_loss(self.predict(deeper, batch), batch.labels) + TRANSLATION * translations

    def predict(self, joint, batch):
        states = padded(self.lstm(packed(joint, batch))[0])
        attention = weights(torch.tanh(self.score(states)).squeeze(2), batch)
        return self.output((attention[:, None] @ states).squeeze(1))


def make(options, batch):
    model = Mctn(batch.sizes)
    optimizer = peer.adam(model.parameters(), 1e-4)
    clip = lambda: nn.utils.clip_grad_norm_(model.parameters(), 1)
    return model, peer.stepping(optimizer, lambda: model.loss(batch), clip)


if __name__ == "__main__":
    peer.run(__doc__, make)
