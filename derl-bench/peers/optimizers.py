#!/usr/bin/env python3
"""Parameters after each of five steps of PyTorch's optimizers, their moving average, and rates of its schedules, as the tests of DERL expect them.

  python3 derl-bench/peers/optimizers.py >derl-api/src/test/resources/org/derl/tensor/optimizers/pytorch.csv
  python3 derl-bench/peers/optimizers.py --schedules >derl-bench/src/test/resources/org/derl/bench/train/schedule/pytorch.csv

Needs torch alone. Numbers are printed in full.
"""
import math
import sys

import torch

STEPS = 5


def start():
    """Parameter and gradients that need no random numbers, so that another language has the same."""
    values = torch.arange(12, dtype=torch.float32)
    gradients = [torch.sin(values * (step + 1)) / (step + 1) for step in range(STEPS)]
    return torch.cos(values), gradients


def optimizers():
    made = {
        "adamw": lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.05),
        "sgd": lambda p: torch.optim.SGD(p, lr=0.01, weight_decay=0.05),
        "sgd-momentum": lambda p: torch.optim.SGD(p, lr=0.01, weight_decay=0.05, momentum=0.9),
        "sgd-nesterov": lambda p: torch.optim.SGD(p, lr=0.01, weight_decay=0.05, momentum=0.9, nesterov=True),
    }
    print("optimizer,step,values")
    for name, make in made.items():
        values, gradients = start()
        parameter = torch.nn.Parameter(values)
        optimizer = make([parameter])
        for step, gradient in enumerate(gradients, 1):
            parameter.grad = gradient.clone()
            optimizer.step()
            print(f"{name},{step}," + " ".join(repr(v) for v in parameter.tolist()))
    average()


def average():
    """An exponential moving average, whose parameters are what gradients are above."""
    _, values = start()
    module = torch.nn.Module()
    module.parameter = torch.nn.Parameter(values[0].clone())
    averaged = torch.optim.swa_utils.AveragedModel(module, avg_fn=lambda former, now, _: 0.9 * former + (1 - 0.9) * now)
    for step, value in enumerate(values, 1):
        module.parameter.data = value.clone()
        averaged.update_parameters(module)
        print(f"average,{step}," + " ".join(repr(v) for v in averaged.module.parameter.tolist()))


def schedules():
    """Factors before each of 40 steps in 4 epochs of 10."""
    lr = torch.optim.lr_scheduler

    def warmed(after, warm_up):  # as HuggingFace's schedules with a warm-up
        return lambda step: step / warm_up if step < warm_up else after((step - warm_up) / (40 - warm_up))

    by_step = {
        "linear .1": lambda o: lr.LambdaLR(o, warmed(lambda share: 1 - share, 4)),
        "cosine .1": lambda o: lr.LambdaLR(o, warmed(lambda share: (1 + math.cos(math.pi * share)) / 2, 4)),
        "cosine 0": lambda o: lr.CosineAnnealingLR(o, 40),
    }
    by_epoch = {
        "cosine 0": lambda o: lr.CosineAnnealingLR(o, 4),
        "decay .5 1": lambda o: lr.ExponentialLR(o, 0.5),
        "decay .5 2": lambda o: lr.StepLR(o, 2, 0.5),
    }
    print("schedule,by,factors")
    for by, made in (("step", by_step), ("epoch", by_epoch)):
        for name, make in made.items():
            optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
            schedule = make(optimizer)
            factors = []
            for step in range(40):
                factors.append(optimizer.param_groups[0]["lr"])
                optimizer.step()
                if by == "step" or step % 10 == 9:
                    schedule.step()
            print(f"{name},{by}," + " ".join(repr(f) for f in factors))


schedules() if "--schedules" in sys.argv else optimizers()
