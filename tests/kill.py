#!/usr/bin/env python3
"""Kills runs with --out at random moments and goes on with --resume: what is
there in the end must be the bytes of a run that nobody disturbed.

    python3 tests/kill.py target/release/verbale INPUT… [--kills 200] [--seed 1]
        [--formats jsonl,csv,plover,polecat,table,jsonl.gz,csv.gz] [--threads 2]

Each run is killed (SIGKILL) some times in a row, at moments drawn from the
whole length of a run, and then let end. Exit status 0 if all is the same.
"""
import argparse, pathlib, random, shutil, subprocess, sys, tempfile, time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("program")
parser.add_argument("inputs", nargs="+")
parser.add_argument("--kills", type=int, default=200)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--formats", default="jsonl,csv,plover,polecat,table,jsonl.gz,csv.gz")
parser.add_argument("--threads", default="2")
wanted = parser.parse_args()
dice = random.Random(wanted.seed)
program = str(pathlib.Path(wanted.program).resolve())
inputs = [str(pathlib.Path(path).resolve()) for path in wanted.inputs]
folder = pathlib.Path(tempfile.mkdtemp(prefix="verbale-kill-"))


def command(format, out, *more):
    return [program, "code", *inputs, "--threads", wanted.threads, "--format", format, "--out", str(out), *more]


def files(out):
    """What the run left, by the names' ends."""
    return {path.name.removeprefix(out.name): path.read_bytes() for path in folder.glob(out.name + "*")}


kills, too_late, moments, faults = 0, 0, [], 0
formats = wanted.formats.split(",")
for at, name in enumerate(formats):
    format, out = name.split(".")[0], folder / f"whole.{name}"
    begin = time.monotonic()
    status = subprocess.run(command(format, out), stderr=subprocess.DEVNULL).returncode
    length, whole = time.monotonic() - begin, files(out)
    assert status in (0, 1), f"{name}: the undisturbed run ended with {status}"
    assert not set(whole) & {".part", ".journal"}, f"{name}: the undisturbed run left {sorted(whole)}"
    share, done = wanted.kills * (at + 1) // len(formats), wanted.kills * at // len(formats)
    while done < share:
        out = folder / f"cut.{name}"
        for path in folder.glob(out.name + "*"):
            path.unlink()
        # Up to five in a row, each somewhere in what is still to be done.
        for _ in range(dice.randint(1, min(5, share - done))):
            moment = dice.uniform(0, length)
            run = subprocess.Popen(command(format, out, "--resume"), stderr=subprocess.DEVNULL)
            try:
                run.wait(moment)
                too_late += 1
                break
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()
                part = pathlib.Path(str(out) + ".part")
                moments.append((part.stat().st_size if part.exists() else 0) / max(1, len(whole[""])))
                kills, done = kills + 1, done + 1
        ended = subprocess.run(command(format, out, "--resume"), stderr=subprocess.PIPE, text=True)
        same = files(out) == whole
        # A run that was whole already has nothing to say of what it skipped.
        if not same or ended.returncode not in (status, 0):
            faults += 1
            kept = folder / f"fault-{faults}"
            kept.mkdir()
            for path in folder.glob(out.name + "*"):
                shutil.copy(path, kept)
            print(f"{name}: differs after {kills} kills, see {kept}: {ended.returncode} {ended.stderr}")
    print(f"{name}: {share - wanted.kills * at // len(formats)} kills, a whole run takes {length:.1f} s", flush=True)
spread = [sum(low <= moment < low + 0.25 for moment in moments) for low in (0, 0.25, 0.5, 0.75)]
print(f"{kills} kills ({too_late} more came after the end), by quarter of the output: {spread}; {faults} faults")
if faults == 0:
    shutil.rmtree(folder)
sys.exit(faults > 0)
