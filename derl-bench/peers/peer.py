"""What the peers of `derl speed --against` share: their arguments, their data, and the lines by which they are asked for steps.

A peer takes --batch, --length, --text, --audio and --vision; also --lengths N,N..., the steps of each sample, the longest
first, which it is given where they differ. Once it has built its model it prints

    ready PARAMETERS NAME

and then, for each line of standard input that says how many steps to take, one line of as many numbers: the thread-CPU
time of each step in milliseconds. It ends with its standard input. Whatever language a peer is written in, that is all.
"""
import argparse
import math
import os
import sys
import time

# One thread in the matrix products too, where the BLAS at hand is OpenBLAS: its helpers' time would not be counted.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import torch

SIZES = {"text": 300, "audio": 74, "vision": 35}
OUT_OF_MEMORY = 70  # DERL's own exit code


class Batch:
    """A random batch, which stays the same, as that of the other side.

    inputs   (batch, length, size) of text, audio and vision, zeros after a sample's length
    labels   (batch, 1)
    lengths  of the samples, the longest first, the same in every modality; None where all are equal
    real     (batch, length): whether a step is one of its sample
    """

    def __init__(self, options):
        count, length = options.batch, options.length
        lengths = torch.tensor(options.lengths or count * [length])
        self.real = torch.arange(length) < lengths[:, None]
        self.sizes = [getattr(options, modality) for modality in SIZES]
        self.inputs = [torch.randn(count, length, size) * self.real[..., None] for size in self.sizes]
        self.labels = torch.randn(count, 1)
        self.lengths = lengths if options.lengths else None
        self.ends = (lengths - 1)[:, None, None]  # (batch, 1, 1)

    def mean(self, x):
        """(batch, length, size) to (batch, size), over real steps."""
        if self.lengths is None:
            return x.mean(1)
        return (x * self.real[..., None]).sum(1) / self.lengths[:, None]

    def last(self, x):
        """(batch, length, size) to (batch, size), each sample's last real step."""
        if self.lengths is None:
            return x[:, -1]
        return x.gather(1, self.ends.expand(-1, 1, x.shape[2])).squeeze(1)

    def squares(self, made, truth):
        """The mean square of a difference (batch, length, size) over real steps."""
        squares = (made - truth).square()
        if self.lengths is None:
            return squares.mean()
        return (squares * self.real[..., None]).sum() / (self.lengths.sum() * truth.shape[2])


def adam(parameters, rate, decay=0):
    """Adam in the fastest form that this version has on a CPU, of parameters or of groups of them."""
    groups = list(parameters)
    if isinstance(groups[0], dict):
        groups = [{**group, "params": list(group["params"])} for group in groups]
    # An optimizer writes into groups, also one that refuses to be made.
    copies = lambda: [dict(group) if isinstance(group, dict) else group for group in groups]
    try:
        return torch.optim.Adam(copies(), lr=rate, weight_decay=decay, fused=True)
    except (RuntimeError, TypeError):  # before 2.4 on a CPU only
        return torch.optim.Adam(copies(), lr=rate, weight_decay=decay, foreach=True)


def stepping(optimizer, loss, before=lambda: None):
    """A step: forward and loss, backward, what comes before the optimizer (clipping), and the optimizer."""

    def step():
        optimizer.zero_grad(set_to_none=True)
        value = loss()
        value.backward()
        before()
        optimizer.step()
        return value.item()

    return step


def run(description, make, **settings):
    """Asks make(options, batch) for a model and its step, prints what the model is, and takes steps as it is asked.

    Settings of the model's own become arguments with these values as defaults.
    """
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--batch", type=int, default=48, help="samples a batch")
    parser.add_argument("--length", type=int, default=50, help="steps of the longest sequence")
    parser.add_argument(
        "--lengths", type=lambda text: [int(word) for word in text.split(",")], metavar="N,N...",
        help="steps of each sample, the longest first")
    for modality, size in SIZES.items():
        parser.add_argument("--" + modality, type=int, default=size, help="features of %s" % modality)
    for name, value in settings.items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    try:
        answer(*make(options, Batch(options)))
    except (MemoryError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "allocate memory" not in str(error):
            raise
        print("memory does not suffice:", str(error).split("\n")[0], file=sys.stderr)
        sys.exit(OUT_OF_MEMORY)


def answer(model, step):
    count = sum(parameter.numel() for parameter in model.parameters())
    print("ready", count, "PyTorch", torch.__version__, flush=True)
    for line in sys.stdin:
        print(*("%.3f" % timed(step) for _ in range(int(line))), flush=True)


def timed(step):
    start = time.thread_time()
    loss = step()
    milliseconds = 1e3 * (time.thread_time() - start)
    if not math.isfinite(loss):
        sys.exit("the loss is %s" % loss)
    return milliseconds
