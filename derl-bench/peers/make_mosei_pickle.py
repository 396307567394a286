"""Writes an MMSA pickle of CMU-MOSEI's size, of random numbers: unaligned about 6 GB, in little memory.

    python3 make_mosei_pickle.py FILE [--rows 16326] [--aligned] [--seed 1]

The parts have 5/7, 1/12 and the rest of the rows. Sequences have random lengths, of all modalities the same where they are
aligned, and are zero padded at the end; audio holds negative infinity here and there, as the published file does.
Protocol 4, float32.
"""
import argparse
import pickle

import numpy as np

BLOCK = 64
SIZES = {"audio": (500, 74), "vision": (500, 35), "text": (50, 768)}


class Streamed:
    """An array that is made block by block while it is written."""

    def __init__(self, shape, blocks):
        self.shape = shape
        self.blocks = blocks


class Pickler(pickle._Pickler):
    """Writes such an array as numpy would, but for its bytes being in memory."""

    dispatch = dict(pickle._Pickler.dispatch)

    def save_streamed(self, array):
        function, arguments, state = np.empty(0, np.float32).__reduce__()
        self.save(function)
        self.save(arguments)
        self.write(pickle.REDUCE)
        self.memoize(array)
        self.write(pickle.MARK)
        for part in (state[0], array.shape, state[2], state[3]):
            self.save(part)
        count = 4 * int(np.prod(array.shape))
        self.framer.write_large_bytes(pickle.BINBYTES8 + count.to_bytes(8, "little"), b"")
        for block in array.blocks:
            self.framer.file_write(memoryview(block).cast("B"))
        self.write(pickle.TUPLE + pickle.BUILD)

    dispatch[Streamed] = save_streamed


def blocks(random, lengths, time, width, infinities):
    for start in range(0, len(lengths), BLOCK):
        some = lengths[start : start + BLOCK]
        values = random.standard_normal((len(some), time, width), dtype=np.float32)
        values *= (np.arange(time) < some[:, None])[:, :, None]
        if infinities and start % (8 * BLOCK) == 0:
            values[0, 0, -1] = -np.inf
        yield values


def part(random, name, rows, aligned):
    lengths = {
        "audio": random.integers(50, 501, rows),
        "vision": random.integers(50, 501, rows),
        "text": random.integers(5, 51, rows),
    }
    if aligned:
        lengths = dict.fromkeys(lengths, lengths["text"])
    labels = np.round(random.uniform(-3, 3, rows) * 3) / 3
    tokens = np.zeros((rows, 3, 50), np.int64)
    real = np.arange(50) < lengths["text"][:, None]
    tokens[:, 0] = np.where(real, random.integers(1000, 30522, (rows, 50)), 0)
    tokens[:, 1] = real
    content = {"raw_text": np.array(["made up words number %d" % row for row in range(rows)])}
    for modality, (time, width) in SIZES.items():
        time = 50 if aligned else time
        values = blocks(random, lengths[modality], time, width, modality == "audio")
        content[modality] = Streamed((rows, time, width), values)
    content["id"] = np.array(["%s%05d$_$%d" % (name, row // 8, row % 8) for row in range(rows)])
    content["text_bert"] = tokens
    if not aligned:
        content["audio_lengths"] = lengths["audio"]
        content["vision_lengths"] = lengths["vision"]
    content["annotations"] = np.array(["Negative", "Neutral", "Positive"])[1 + np.sign(labels).astype(int)]
    content["classification_labels"] = 1 + np.sign(labels)
    content["regression_labels"] = labels
    return content


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--rows", type=int, default=16326)
    parser.add_argument("--aligned", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random = np.random.default_rng(arguments.seed)
    rows = {"train": arguments.rows * 5 // 7, "valid": arguments.rows // 12}
    rows["test"] = arguments.rows - sum(rows.values())
    with open(arguments.file, "wb") as file:
        parts = {name: part(random, name, count, arguments.aligned) for name, count in rows.items()}
        Pickler(file, protocol=4).dump(parts)


if __name__ == "__main__":
    main()
