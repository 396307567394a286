"""Writes the files beside it: the same tensors by torch.save, by its form before 1.6, and by pickle. torch 1.13.0."""

import pickle

import torch

numbers = torch.arange(24, dtype=torch.float32).reshape(2, 3, 4)
content = {
    "numbers": numbers,
    "types": [torch.tensor([1.5, -2], dtype=kind) for kind in (torch.float64, torch.float16, torch.bfloat16)],
    "whole": {str(kind)[6:]: torch.tensor([[1, 0]], dtype=kind)
              for kind in (torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool)},
    "turned": numbers[0].t(),
    "every-other": numbers.reshape(24)[3:9:2],
    "middle": numbers.permute(1, 0, 2),
    "scalar": torch.tensor(7.0),
    "empty": torch.zeros(0, 4),
    "weight": torch.nn.Parameter(torch.ones(2)),
    "ids": ["a", "b"],
}
torch.save(content, "zip.pt")
torch.save(content, "former.pt", _use_new_zipfile_serialization=False)
torch.save(numbers, "alone.pt")
for protocol in (2, 4):
    with open(f"pickled-{protocol}.pkl", "wb") as file:
        pickle.dump(content, file, protocol)
