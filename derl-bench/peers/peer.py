"""What the peers of `derl speed --against` share: their arguments, and the lines by which they are asked for steps.

A peer takes --batch, --length, --text, --audio and --vision; one that reads padding also takes --lengths N,N..., the
steps of each sample, which it is given where they differ. Once it has built its model it prints

    ready PARAMETERS NAME

and then, for each line of standard input that says how many steps to take, one line of as many numbers: the thread-CPU
time of each step in milliseconds. It ends with its standard input. Whatever language a peer is written in, that is all.
"""
import argparse
import os
import sys
import time

# One thread in the matrix products too, where the BLAS at hand is OpenBLAS: its helpers' time would not be counted.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import torch

SIZES = {"text": 300, "audio": 74, "vision": 35}


def arguments(description):
    """The parser of a peer's arguments, to which a peer may add its own."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--batch", type=int, default=48, help="samples a batch")
    parser.add_argument("--length", type=int, default=50, help="steps of every sequence")
    for modality, size in SIZES.items():
        parser.add_argument("--" + modality, type=int, default=size, help="features of %s" % modality)
    return parser


def random_batch(options):
    """Sequences (batch, length, size) of each modality, and labels (batch, 1), all normal."""
    inputs = [torch.randn(options.batch, options.length, getattr(options, modality)) for modality in SIZES]
    return inputs, torch.randn(options.batch, 1)


def adam(parameters, rate):
    """Adam in the fastest form that this version has on a CPU."""
    parameters = list(parameters)
    try:
        return torch.optim.Adam(parameters, lr=rate, fused=True)
    except (RuntimeError, TypeError):  # before 2.4 on a CPU only
        return torch.optim.Adam(parameters, lr=rate, foreach=True)


def serve(model, step):
    """Prints what the model is, then takes steps as standard input asks."""
    count = sum(parameter.numel() for parameter in model.parameters())
    print("ready", count, "PyTorch", torch.__version__, flush=True)
    for line in sys.stdin:
        times = []
        for _ in range(int(line)):
            start = time.thread_time()
            step()
            times.append("%.3f" % (1e3 * (time.thread_time() - start)))
        print(*times, flush=True)
