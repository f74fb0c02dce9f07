"""Makes a commit on top of HEAD, of a kind that nobody should push, and prints its id: git_hostile.py KIND."""
import subprocess
import sys


def git(*arguments, given=b""):
    return subprocess.run(["git", *arguments], input=given, stdout=subprocess.PIPE, check=True).stdout.decode().strip()


def blob(contents):
    return git("hash-object", "-w", "--stdin", given=contents)


def tree(entries):
    """Of (mode, name, id), as they stand: git's own tools would refuse some."""
    ordered = sorted(entries, key=lambda entry: entry[1] + (b"/" if entry[0] == b"40000" else b""))
    raw = b"".join(mode + b" " + name + b"\0" + bytes.fromhex(named) for mode, name, named in ordered)
    return git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=raw)


def nested(named, depth):
    for _ in range(depth):
        named = tree([(b"40000", b"d", named)])
    return named


def extra(kind):
    small = blob(b"x\n")
    folder = tree([(b"100644", b"x.md", small)])
    if kind == "huge":
        return [(b"100644", b"huge.bin", blob(b"\0" * 17 * 1024 * 1024))]
    if kind == "bomb":
        return [(b"100644", b"bomb.bin", blob(b"\0" * 150 * 1024 * 1024))]
    if kind == "deep":
        return [(b"40000", b"deep", nested(folder, 70))]
    if kind == "many":
        return [(b"40000", b"many", tree([(b"100644", b"%06d" % i, small) for i in range(100000)]))]
    return {
        "dotgit": [(b"40000", b".git", tree([(b"40000", b"hooks", tree([(b"100755", b"update", small)]))]))],
        "short": [(b"40000", b"GIT~1", folder)],
        "link": [(b"120000", b"link.md", blob(b"/etc/passwd"))],
        "submodule": [(b"160000", b"sub", "1" * 40)],
        "latin": [(b"100644", b"\xe5.md", small)],
        "case": [(b"100644", b"Sten.md", small), (b"100644", b"sten.md", small)],
        "program": [(b"100755", b"run.md", small)],
        "control": [(b"100644", b"a\nb.md", small)],
    }[kind]


def main(kind):
    entries = []
    listing = subprocess.run(["git", "ls-tree", "-z", "HEAD"], stdout=subprocess.PIPE, check=True).stdout
    for line in listing.split(b"\0"):
        if line:
            head, name = line.split(b"\t", 1)
            mode, _, named = head.split(b" ")
            entries.append((mode.lstrip(b"0"), name, named.decode()))
    print(git("commit-tree", "-p", "HEAD", "-m", kind, tree(entries + extra(kind))))


main(sys.argv[1])
