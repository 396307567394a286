"""Takes a step with every model's peer in one process, and prints what each says of itself after its model's name.

    python3 all.py --batch 4 --length 9 --lengths 9,7,5,2 --text 12 --audio 8 --vision 5

What it is told is handed on. A peer whose loss is no number ends it.
"""
import contextlib
import io
import pathlib
import runpy
import sys

SUFFIX = "_pytorch"
NO_MODELS = "bert", "lstm"  # the peers of a text encoder and of an encoder

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here))
for file in sorted(here.glob("*%s.py" % SUFFIX)):
    model = file.stem[:-len(SUFFIX)].replace("_", "-")
    if model in NO_MODELS:
        continue
    sys.argv[0] = str(file)
    sys.stdin = io.StringIO("1\n")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        runpy.run_path(str(file), run_name="__main__")
    print(model, said.getvalue().splitlines()[0])
