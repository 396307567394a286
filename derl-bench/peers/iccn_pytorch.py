"""ICCN's training step in PyTorch, as the first epoch has it: twenty steps of RMSprop by the correlation of both views, with
the network that makes them, and one step of Adam by the absolute error of the regressor, with that network frozen.

    ./derl speed --model iccn --steps 1 --against "python3 derl-bench/peers/iccn_pytorch.py"

With --windows 1 it computes convolutions as DERL does: that of an outer product by its factors, the other as a product
with windows.
"""
import peer  # first: it sets the threads up
import torch
import torch.nn.functional as F
from parts import packed
from torch import nn

STATE = 50
VIEW = 50
EPOCHS = 20
LARGEST = 20
REGULARIZATION = 1e-3


def halved(axis):
    """What an axis becomes in a convolution of stride 2 and a pool of stride 1."""
    return (axis - 1) // 2


def plane_layer(convolution):
    return nn.Sequential(convolution, nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2, stride=1))


class Outer(nn.Module):
    """The outer product of rows (batch, height) and columns (batch, width), as a plane."""

    def forward(self, factors):
        rows, columns = factors
        return (rows[:, :, None] * columns[:, None])[:, None]  # (batch, 1, height, width)


class OuterConvolution(nn.Conv2d):
    """A convolution of an outer product, which is not made."""

    def forward(self, factors):
        high, wide = (F.pad(x, (1, 1)).unfold(1, 3, 2) for x in factors)  # (batch, height or width, 3)
        narrow = torch.einsum("bwj,oij->boiw", wide, self.weight[:, 0])
        return high[:, None] @ narrow + self.bias[:, None, None]  # (batch, out, height, width)


class WindowConvolution(nn.Conv2d):
    """A convolution as a product with windows."""

    def forward(self, x):
        windows = F.unfold(x, 3, padding=1, stride=2)  # (batch, in * 9, height * width)
        products = torch.bmm(self.weight.flatten(1).expand(len(x), -1, -1), windows) + self.bias[:, None]
        return products.view(len(x), len(self.weight), -1, (x.shape[3] + 1) // 2)


class Interaction(nn.Module):
    """Convolutions over the outer product of the text's vector with the last state of another modality."""

    def __init__(self, text, size, windows):
        super().__init__()
        self.projection = nn.Linear(size, STATE, bias=False)
        self.lstm = nn.LSTM(STATE, STATE, batch_first=True)
        kernel = dict(kernel_size=3, stride=2, padding=1)
        self.planes = nn.Sequential(
            plane_layer(OuterConvolution(1, 3, **kernel) if windows else nn.Sequential(Outer(), nn.Conv2d(1, 3, **kernel))),
            plane_layer((WindowConvolution if windows else nn.Conv2d)(3, 3, **kernel)))
        self.output = nn.Linear(3 * halved(halved(text)) * halved(halved(STATE)), VIEW)

    def forward(self, text, x, batch):
        state = self.lstm(packed(self.projection(x), batch))[1][0][0]  # (batch, state)
        return self.output(self.planes((text, state)).flatten(1))


class Iccn(nn.Module):
    def __init__(self, sizes, windows, hidden=512):
        super().__init__()
        text, audio, vision = sizes
        self.interactions = nn.ModuleList(Interaction(text, size, windows) for size in (audio, vision))
        self.regressor = nn.Sequential(
            nn.Linear(2 * VIEW + text, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU(), nn.Dropout(0.2),
            nn.Linear(hidden, 1))

    def views(self, batch):
        text = batch.mean(batch.inputs[0])
        return [view(text, x, batch) for view, x in zip(self.interactions, batch.inputs[1:])] + [text]

    def correlation(self, batch):
        self.interactions.train()
        one, other = (view.double() - view.double().mean(0) for view in self.views(batch)[:2])
        half = torch.linalg.solve_triangular(factor(one), covariance(one, other), upper=False)
        whitened = torch.linalg.solve_triangular(factor(other), half.t(), upper=False)
        return -torch.linalg.svdvals(whitened)[:LARGEST].sum()

    def regression(self, batch):
        self.interactions.eval()
        with torch.no_grad():
            views = torch.cat(self.views(batch), 1)
        return F.l1_loss(self.regressor(views), batch.labels)


def covariance(one, other):
    return one.t() @ other / (len(one) - 1)


def factor(view):
    return torch.linalg.cholesky(covariance(view, view) + REGULARIZATION * torch.eye(VIEW, dtype=torch.double))


def make(options, batch):
    model = Iccn(batch.sizes, options.windows)
    first = torch.optim.RMSprop(model.interactions.parameters(), lr=1e-3)
    correlate = peer.stepping(first, lambda: model.correlation(batch))
    regress = peer.stepping(peer.adam(model.regressor.parameters(), 1e-3), lambda: model.regression(batch))

    def step():
        for _ in range(EPOCHS):
            correlate()
        return regress()

    return model, step


if __name__ == "__main__":
    peer.run(__doc__, make, windows=0)
