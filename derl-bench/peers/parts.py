"""Parts that several peers have. Sequences are (batch, length, size)."""
import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence


def packed(x, batch):
    """What a recurrent layer of PyTorch reads: without padding where there is some."""
    return x if batch.lengths is None else pack_padded_sequence(x, batch.lengths, batch_first=True)


def layers(size, sizes, activation=nn.ReLU):
    """Linear layers with an activation after each."""
    made = []
    for into in sizes:
        made += [nn.Linear(size, into), activation()]
        size = into
    return nn.Sequential(*made)


def head(size, sizes, dropout, activation=nn.ReLU):
    """Dropout, layers with an activation after each, and a linear one to a single output."""
    return nn.Sequential(nn.Dropout(dropout), *layers(size, sizes, activation), nn.Linear(sizes[-1], 1))


def two_layers(size, inner, dropout, out):
    return nn.Sequential(nn.Linear(size, inner), nn.ReLU(), nn.Dropout(dropout), nn.Linear(inner, out))


class LstmVector(nn.Module):
    """The state of an LSTM after the last step, and of one that reads backwards, through a linear layer."""

    def __init__(self, size, hidden, out, bidirectional=False):
        super().__init__()
        self.lstm = nn.LSTM(size, hidden, batch_first=True, bidirectional=bidirectional)
        self.output = nn.Linear(2 * hidden if bidirectional else hidden, out)

    def forward(self, x, batch):
        states = self.lstm(packed(x, batch))[1][0]  # (directions, batch, hidden)
        return self.output(torch.cat(tuple(states), 1))


class MeanVector(nn.Module):
    """The mean over steps through batch normalization, dropout and three layers."""

    def __init__(self, size, out, dropout):
        super().__init__()
        self.layers = nn.Sequential(nn.BatchNorm1d(size), nn.Dropout(dropout), *layers(size, 3 * [out]))

    def forward(self, x, batch):
        return self.layers(batch.mean(x))


class ThreeVectors(nn.ModuleList):
    """What TFN, LMF and LF-DNN read of text, audio and vision."""

    def __init__(self, sizes, text, audio, vision, dropout):
        super().__init__([
            LstmVector(sizes[0], 128, text), MeanVector(sizes[1], audio, dropout), MeanVector(sizes[2], vision, dropout)])

    def forward(self, batch):
        return [encoder(x, batch) for encoder, x in zip(self, batch.inputs)]


class GatedMemory(nn.Module):
    """An LSTM per modality, and a memory of what happens across them (MFN, section 3 of its specification).

    attention, proposal, retain and update are each the size of an inner layer and the dropout after it. What does not
    read the memory is computed for all steps at once: the inner layers of both gates and of the proposal are one product
    of what is attended to, and in the loop the first two add what they make of the memory.
    """

    def __init__(self, sizes, hidden, memory, attention, proposal, retain, update):
        super().__init__()
        states = sum(hidden)
        window = 2 * states
        self.size = states + memory
        self.memory = memory
        self.cells = nn.ModuleList(nn.LSTMCell(n, h) for n, h in zip(sizes, hidden))
        self.attention = two_layers(window, *attention, window)
        self.inner = nn.Linear(window, retain[0] + update[0] + proposal[0])
        self.gates = nn.Linear(memory, retain[0] + update[0], bias=False)
        self.split = [retain[0], update[0]]
        self.proposal = nn.Sequential(nn.ReLU(), nn.Dropout(proposal[1]), nn.Linear(proposal[0], memory))
        self.retain = nn.Sequential(nn.Dropout(retain[1]), nn.Linear(retain[0], memory))
        self.update = nn.Sequential(nn.Dropout(update[1]), nn.Linear(update[0], memory))

    def forward(self, batch):
        """(batch, size): the LSTMs' states and the memory after each sample's last step."""
        outputs, inner = zip(*(states(cell, x) for cell, x in zip(self.cells, batch.inputs)))
        inner = torch.cat(inner, 2)  # (length, batch, states), as all below
        window = torch.cat([F.pad(inner, (0, 0, 0, 0, 1, 0))[:-1], inner], 2)
        attended = torch.softmax(self.attention(window), 2) * window
        both = sum(self.split)
        gates, proposing = self.inner(attended).split([both, self.inner.out_features - both], 2)
        proposals = torch.tanh(self.proposal(proposing))
        memory = proposals.new_zeros(proposals.shape[1], self.memory)
        weight = self.gates.weight.t()
        memories = []
        for seen, proposed in zip(gates.unbind(0), proposals.unbind(0)):
            retain, update = F.relu(torch.addmm(seen, memory, weight)).split(self.split, 1)
            memory = torch.addcmul(
                torch.sigmoid(self.retain(retain)) * memory, torch.sigmoid(self.update(update)), proposed)
            memories.append(memory)
        if batch.lengths is None:
            return torch.cat([states[-1] for states in outputs] + [memory], 1)
        return batch.last(torch.cat([*outputs, torch.stack(memories)], 2).transpose(0, 1))


def states(cell, x):
    """The outputs and inner states of an LSTM, (length, batch, hidden) each; the field's LSTM keeps the latter to itself."""
    gates = F.linear(x.transpose(0, 1), cell.weight_ih, cell.bias_ih + cell.bias_hh)
    h = c = x.new_zeros(len(x), cell.hidden_size)
    weight = cell.weight_hh.t()
    outputs, inner = [], []
    for told in gates.unbind(0):
        h, c = cell_step(torch.addmm(told, h, weight), c)
        outputs.append(h)
        inner.append(c)
    return torch.stack(outputs), torch.stack(inner)


def cell_step(gates, c):
    """An LSTM's output and inner state, (batch, hidden) each, of its gates (batch, 4 hidden) and the state before."""
    i, f, g, o = gates.chunk(4, 1)
    c = torch.addcmul(torch.sigmoid(f) * c, torch.sigmoid(i), torch.tanh(g))
    return torch.sigmoid(o) * torch.tanh(c), c
