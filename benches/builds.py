#!/usr/bin/env python3
"""Whole builds of made digests: wall time, CPU time, peak memory, and the floor of writing the same files.

  benches/builds.py [--binary target/dist/briefmill] [--work FOLDER] [--briefs 1000,10000,100000] [--runs 3] [--all]

Makes a digest of each size, the same on every machine, and measures with the built binary:

  clean        nothing kept from earlier, no site there
  store        what was worked out is kept, no site there
  unchanged    everything is as the last build left it
  one edit     the title and the text of one brief are others
  floor        the files of the site written from memory by two threads

`--all` makes every group of pages; without it briefs, terms, their feeds and lists only, which all generators make. Put
`--work` on a file system in memory: a disk's speed with small files would be all that is measured. Each figure is a median.
Needs nothing but Python 3.
"""
import argparse, os, pathlib, random, re, resource, shutil, statistics, subprocess, sys, threading, time

WORDS = """the of and to a in for with on by at from as its will says market plant battery grid power cell factory storage
engine carbon capture steel copper wafer chip foundry sensor robot fleet charger turbine solar wind hydrogen reactor fusion
satellite launch orbit drone airframe clinic trial therapy enzyme assay vaccine patent licence tariff quota policy regulator
budget revenue margin guidance forecast quarter investor lender equity debt grant loan merger acquisition stake contract
order backlog supplier customer retail logistics port rail freight route query model training inference cluster cloud
database index agent workflow audit exploit patch breach identity payment wallet bank insurer claims premium""".split()
FIRMS = [f"{a} {b}" for a in "Acme Apex Beacon Birch Coral Copper Crest Ember Epoch Fathom Glacier Helio Juniper Kestrel Lumen Maple Mistral Nova Orchid Quill".split()
         for b in "Analytics Bio Energy Logistics Mobility Robotics Semiconductor Systems Works Labs".split()]
THINGS = [f"{a} {b}" for a in "Additive Edge Federated Green Predictive Quantum Secure Synthetic Thermal Wireless".split()
          for b in "Capture Inference Logistics Manufacturing Sensing Storage".split()]
SETTINGS = "title: Bench\nbase_url: https://bench.example/\npaginate: 25\n"
FEW = "pages:\n" + "".join(f"  {g}: false\n" for g in "matrix figures archive sources events data search follow".split()) + "  term_feeds: true\n"


def brief(dice, number):
    firm = dice.choice(FIRMS)
    words = lambda n: " ".join(dice.choice(WORDS) for _ in range(n))
    sentence = lambda: words(dice.randint(8, 22)).capitalize() + dice.choice([".", ".", ".", f" worth ${dice.randint(2, 900)} million.", f", up {dice.randint(2, 90)} per cent."])
    firms = [firm] + dice.sample(FIRMS, dice.choice([0, 0, 1, 2]))
    things = dice.sample(THINGS, dice.choice([1, 1, 2, 3]))
    body = []
    for i in range(9):
        if i in (3, 6):
            body.append("## " + words(4).capitalize())
        body.append(" ".join(sentence() for _ in range(3)))
    day = f"20{19 + number % 7}-{1 + number // 7 % 12:02}-{1 + number // 84 % 28:02}"
    front = [f'title: "{firm} {words(5)}"', f"date: {day}", f'summary: "{sentence()}"', f"companies: {firms}".replace("'", '"'),
             f"technologies: {things}".replace("'", '"'), "source:", f"  name: Daily {number % 40}", f"  url: https://daily-{number % 40}.example/{number}"]
    return day[:4], "---\n" + "\n".join(front) + "\n---\n\n" + "\n\n".join(body) + "\n"


def make(folder, count, every):
    dice = random.Random(7)
    shutil.rmtree(folder, ignore_errors=True)
    for number in range(count):
        year, text = brief(dice, number)
        path = folder / "content/briefs" / year / f"brief-{number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf8")
    (folder / "briefmill.yaml").write_text(SETTINGS + ("" if every else FEW), "utf8")


def measured(binary, folder):
    begun = time.perf_counter()
    process = subprocess.Popen([binary, "build", "--root", folder], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the build failed: {told.decode(errors='replace')[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def floor(site, to):
    files = [(p.relative_to(site), p.read_bytes()) for p in site.rglob("*") if p.is_file()]
    shutil.rmtree(to, ignore_errors=True)
    begun = time.perf_counter()
    for folder in sorted({f.parent for f, _ in files}):
        (to / folder).mkdir(parents=True, exist_ok=True)

    def write(part):
        for name, data in part:
            with open(to / name, "wb", buffering=0) as f:
                f.write(data)
    threads = [threading.Thread(target=write, args=(files[i::2],)) for i in range(2)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    wall = time.perf_counter() - begun
    shutil.rmtree(to)
    return wall, len(files), sum(len(d) for _, d in files)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--binary", default="target/dist/briefmill")
    ap.add_argument("--work", default="/dev/shm/briefmill-bench")
    ap.add_argument("--briefs", default="1000,10000,100000")
    ap.add_argument("--runs", type=int, default=3)
    ap.add_argument("--all", action="store_true")
    a = ap.parse_args()
    binary = str(pathlib.Path(a.binary).resolve())
    print("| briefs | what | wall s | CPU s | peak MB | ms a brief |\n|---:|---|---:|---:|---:|---:|")
    for count in map(int, a.briefs.split(",")):
        folder = pathlib.Path(a.work) / str(count)
        make(folder, count, a.all)
        site, cache = folder / "public", folder / ".briefmill"
        edited = sorted((folder / "content/briefs/2025").glob("*.md"))[0]

        def clean():
            shutil.rmtree(site, ignore_errors=True)
            shutil.rmtree(cache, ignore_errors=True)

        def edit():
            text = edited.read_text("utf8")
            edited.write_text(re.sub(r'(?m)^title: "', 'title: "Again ', text, count=1) + "\nOne more sentence.\n", "utf8")
        steps = [("clean", clean), ("store", lambda: shutil.rmtree(site)), ("unchanged", lambda: None), ("one edit", edit)]
        for what, before in steps:
            runs = []
            if what == "one edit":  # the first one also puts the former site aside
                before(); measured(binary, folder)
            for _ in range(a.runs):
                before()
                runs.append(measured(binary, folder))
            wall, cpu, peak = (statistics.median(r[i] for r in runs) for i in range(3))
            print(f"| {count:,} | {what} | {wall:.3f} | {cpu:.2f} | {peak:.0f} | {wall * 1000 / count:.3f} |", flush=True)
        runs = [floor(site, folder / "floor") for _ in range(a.runs)]
        print(f"| {count:,} | floor: {runs[0][1]:,} files, {runs[0][2] / 1e6:.0f} MB | {statistics.median(r[0] for r in runs):.3f} | | | |", flush=True)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
