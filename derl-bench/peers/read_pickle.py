"""Reads an MMSA pickle as MMSA does, by numpy, and prints how long that takes and how much memory.

    python3 read_pickle.py FILE [--epoch]

With --epoch one pass over the training part in batches of 48 in random order follows.
"""
import argparse
import pickle
import resource
import time

import numpy as np


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--epoch", action="store_true")
    arguments = parser.parse_args()
    start = time.perf_counter()
    with open(arguments.file, "rb") as file:
        data = pickle.load(file)
    for part in data.values():
        for modality in ("text", "audio", "vision"):
            part[modality] = part[modality].astype(np.float32)
        part["audio"][part["audio"] == -np.inf] = 0
    print("loaded in %.2f s" % (time.perf_counter() - start))
    if arguments.epoch:
        start = time.perf_counter()
        train = data["train"]
        order = np.random.default_rng(1).permutation(len(train["regression_labels"]))
        for first in range(0, len(order), 48):
            for modality in ("text", "audio", "vision"):
                train[modality][order[first : first + 48]]
        print("one epoch in %.2f s" % (time.perf_counter() - start))
    print("peak memory %d MiB" % (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


if __name__ == "__main__":
    main()
