"""Features of sound by SciPy, Praat and SoX: what AudioFeatures is compared with.

    python3 reference.py make            # in this folder: writes the WAV files and golden.json that tests read
    python3 reference.py compare A.wav FEATURES.csv
                                         # compares a table of one clip A, written by
                                         # ./derl data extract A.wav --out FEATURES.csv --set format.wav.frames-per-step=1

Needs Python 3 with NumPy and SciPy, and the commands praat, sox and espeak-ng (all in Debian).
"""
import csv
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
import scipy.fft
import scipy.io.wavfile
import scipy.signal

RATE = 16000
FRAME = 400
HOP = 160
BANDS = 26
COEFFICIENTS = 13
EVERY = 7  # golden.json keeps one frame of so many

PRAAT = """form Pitch
  sentence wav
  integer frames
endform
Read from file: wav$
To Pitch (ac): 0.01, 75, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 500
for i from 0 to frames - 1
  f0 = Get value at time: i * 0.01 + 0.0125, "Hertz", "Linear"
  if f0 = undefined
    f0 = 0
  endif
  appendFileLine: wav$ + ".f0", f0
endfor
"""


def scipy_features(samples):
    """(frames, 4 + 1 + 13): energy, zero crossings, centroid, roll-off, flux, coefficients."""
    frames = np.lib.stride_tricks.sliding_window_view(samples, FRAME)[::HOP].copy()
    frames -= frames.mean(axis=1, keepdims=True)
    energy = 20 * np.log10(np.maximum(1e-5, np.sqrt((frames ** 2).mean(axis=1))))
    crossings = ((frames[:, 1:] < 0) != (frames[:, :-1] < 0)).mean(axis=1)
    windowed = frames * scipy.signal.get_window("hamming", FRAME, fftbins=False)
    power = np.abs(scipy.fft.rfft(windowed, 512, axis=1)) ** 2 / 512
    hertz = scipy.fft.rfftfreq(512, 1 / RATE)
    total = power.sum(axis=1)
    safe = np.where(total > 0, total, 1)
    centroid = power @ hertz / safe
    reached = np.cumsum(power, axis=1) >= 0.85 * total[:, None]
    rolloff = np.where(total > 0, hertz[reached.argmax(axis=1)], 0)
    shape = np.sqrt(power / safe[:, None])
    flux = np.concatenate([[0], np.linalg.norm(np.diff(shape, axis=0), axis=1)])
    top = 2595 * np.log10(1 + RATE / 2 / 700)
    edges = 700 * (10 ** (np.linspace(0, top, BANDS + 2) / 2595) - 1)
    triangles = np.array([np.interp(hertz, edges[i:i + 3], [0, 1, 0]) for i in range(BANDS)])
    mel = np.log(np.maximum(1e-10, power @ triangles.T))
    mfcc = scipy.fft.dct(mel, type=2, norm="ortho", axis=1)[:, 1:COEFFICIENTS + 1]
    return np.column_stack([energy, crossings, centroid, rolloff, flux, mfcc])


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True)


def praat_pitch(wav, frames):
    """Hz at the middle of each frame; 0 where Praat finds no voice."""
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "sound.wav")
        run("cp", wav, copy)
        script = os.path.join(folder, "pitch.praat")
        with open(script, "w") as file:
            file.write(PRAAT)
        run("praat", "--run", script, copy, str(frames))
        with open(copy + ".f0") as file:
            return np.array([float(line) for line in file])


def sox_samples(wav, *effects):
    """The samples of a file at 16 kHz, one channel, by SoX."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.wav")
        run("sox", "-D", wav, "-e", "floating-point", "-b", "32", out, "remix", "-", "rate", "-v", str(RATE), *effects)
        return scipy.io.wavfile.read(out)[1].astype(float)


def sox_rms(wav):
    """dB of the first half second."""
    out = run("sox", wav, "-n", "remix", "-", "trim", "0", "0.5", "stats").stderr
    return float(next(line for line in out.splitlines() if line.startswith("RMS lev dB")).split()[-1])


def write_made(name):
    """A voice that glides, noise, and silence, by formulas."""
    time = np.arange(int(0.6 * RATE)) / RATE
    phase = 2 * np.pi * (110 * time + 110 * time ** 2 / 1.2)
    voice = sum(np.sin(k * phase) / k for k in range(1, 9)) * (0.2 + 0.05 * np.sin(2 * np.pi * 4 * time))
    noise = np.random.default_rng(1).normal(0, 0.05, int(0.2 * RATE))
    samples = np.concatenate([voice, noise, np.zeros(int(0.2 * RATE)), 0.1 * np.sin(2 * np.pi * 440 * time[:3200])])
    scipy.io.wavfile.write(name, RATE, np.round(samples * 32767).astype(np.int16))


def make():
    write_made("made.wav")
    run("espeak-ng", "-v", "en", "-s", "190", "-w", "spoken.wav", "I really loved it.")
    run("sox", "-D", "spoken.wav", "-b", "24", "stereo-44100.wav", "trim", "0.2", "0.4", "rate", "-v", "44100",
        "remix", "1v0.8", "1v0.4")
    golden = {}
    for name in ["made.wav", "spoken.wav", "stereo-44100.wav"]:
        samples = sox_samples(name)
        features = scipy_features(samples)
        pitch = praat_pitch(name, len(features))
        golden[name] = {
            "frames": len(features),
            "every": EVERY,
            "features": [[float("%.7g" % value) for value in row] for row in features[::EVERY]],
            "pitch": [float("%.6g" % value) for value in pitch],
            "samples": [float("%.7g" % value) for value in samples[1000:1400]],
        }
        if name != "stereo-44100.wav":
            golden[name]["rms"] = sox_rms(name)
    with open("golden.json", "w") as file:
        json.dump(golden, file)
        file.write("\n")


def compare(wav, table):
    with open(table) as file:
        rows = list(csv.DictReader(file))
    names = ["energy-db", "zero-crossings", "centroid-hz", "rolloff-hz", "flux"]
    names += ["mfcc-%d" % k for k in range(1, COEFFICIENTS + 1)]
    ours = np.array([[float(row[name]) for name in names] for row in rows])
    theirs = scipy_features(sox_samples(wav))
    frames = min(len(ours), len(theirs))
    print("frames: %d of DERL, %d of SoX and SciPy" % (len(ours), len(theirs)))
    audible = theirs[:frames, 0] > -60  # what is softer is what a resampler leaves of silence
    print("of them louder than -60 dB, and compared: %d" % audible.sum())
    print("%-16s %12s %12s" % ("feature", "median |d|", "largest |d|"))
    for i, name in enumerate(names):
        difference = np.abs(ours[:frames, i] - theirs[:frames, i])[audible]
        print("%-16s %12.3g %12.3g" % (name, np.median(difference), difference.max()))
    ours = np.array([float(row["f0-hz"]) for row in rows])[:frames]
    praat = praat_pitch(wav, frames)
    both = (ours > 0) & (praat > 0)
    print("voicing: alike in %.1f %% of frames" % (100 * np.mean((ours > 0) == (praat > 0))))
    if both.any():
        cents = np.abs(1200 * np.log2(ours[both] / praat[both]))
        print("pitch, where both have one: median %.2f cents, %.1f %% of frames within 50 cents, %.1f %% off by 20 %%"
              % (np.median(cents), 100 * np.mean(cents < 50), 100 * np.mean(np.abs(ours[both] / praat[both] - 1) > 0.2)))


if __name__ == "__main__":
    if sys.argv[1:] == ["make"]:
        make()
    elif len(sys.argv) == 4 and sys.argv[1] == "compare":
        compare(*sys.argv[2:])
    else:
        sys.exit(__doc__)
