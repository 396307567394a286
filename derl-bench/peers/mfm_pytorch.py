"""MFM's training step in PyTorch: forward with generation of all sequences, the losses of the task, of generation and of
four discrepancies, backward, and Adam with decay.

    ./derl speed --model mfm --against "python3 derl-bench/peers/mfm_pytorch.py"
"""
import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from parts import GatedMemory, LstmVector, cell_step, two_layers
from torch import nn

COMMON = 64
FACTORS = (32, 16, 64)  # of text, audio and vision, as all below
DROPOUTS = (0.5, 0.7, 0.5)
LATENTS = (64, 80, 80)
GENERATION = (0.5, 0.01, 0.5)
DISCREPANCY = 100


class Decoder(nn.Module):
    """An LSTM reads factors at the first step and its own output from then on."""

    def __init__(self, factors, out):
        super().__init__()
        self.cell = nn.LSTMCell(factors, factors)
        self.output = nn.Linear(factors, out)

    def forward(self, factors, length):
        h, c = self.cell(factors)
        outputs = [h]
        # What comes in is what it remembers, so both weights are one.
        weight = (self.cell.weight_ih + self.cell.weight_hh).t()
        bias = self.cell.bias_ih + self.cell.bias_hh
        for _ in range(length - 1):
            h, c = cell_step(torch.addmm(bias, h, weight), c)
            outputs.append(h)
        return self.output(torch.stack(outputs, 1))  # (batch, length, out)


class Mfm(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.encoders = nn.ModuleList(LstmVector(n, z, z) for n, z in zip(sizes, LATENTS))
        self.factors = nn.ModuleList(two_layers(z, f, p, f) for z, f, p in zip(LATENTS, FACTORS, DROPOUTS))
        self.decoders = nn.ModuleList(Decoder(COMMON + f, n) for f, n in zip(FACTORS, sizes))
        self.memory = GatedMemory(
            sizes, (128, 32, 128), 64, attention=(32, 0.7), proposal=(64, 0), retain=(32, 0), update=(64, 0.5))
        self.common_latent = nn.Linear(self.memory.size, 80)
        self.common_factors = two_layers(80, COMMON, 0.5, COMMON)
        self.head = two_layers(COMMON, COMMON, 0, 1)

    def loss(self, batch):
        common = self.common_latent(self.memory(batch))
        shared = F.relu(self.common_factors(common))
        latents = [encoder(x, batch) for encoder, x in zip(self.encoders, batch.inputs)]
        loss = F.l1_loss(self.head(shared), batch.labels)
        for i, x in enumerate(batch.inputs):
            own = F.relu(self.factors[i](latents[i]))
            made = self.decoders[i](torch.cat([shared, own], 1), x.shape[1])
            loss = loss + GENERATION[i] * batch.squares(made, x)
        return loss + DISCREPANCY * sum(discrepancy(latent) for latent in [*latents, common])


def discrepancy(latent):
    draws = torch.randn_like(latent)
    return alike(draws, draws) + alike(latent, latent) - 2 * alike(draws, latent)


def alike(one, other):
    return torch.exp(-(one[:, None] - other).square().mean(2) / one.shape[1]).mean()


def make(options, batch):
    model = Mfm(batch.sizes)
    return model, peer.stepping(peer.adam(model.parameters(), 1e-3, decay=1e-3), lambda: model.loss(batch))


if __name__ == "__main__":
    peer.run(__doc__, make)
