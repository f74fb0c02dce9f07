"""Sums up gcov's counts by folder of the house. Usage: report.py BUILD, from the top of the source.

A line counts once, however many programs it was compiled into, and as run if any of them ran it."""
import json
import pathlib
import re
import subprocess
import sys


def folder_of(path):
    """The folder that a file is counted in; None for what is not of the house, such as tests and what the build made."""
    parts = path.split('/')
    if parts[0] not in ('core', 'plugins') or len(parts) < 2:
        return None
    depth = 3 if parts[1] in ('domain', 'ui') else 2
    return '/'.join(parts[:-1][:depth])


def read(build):
    """{folder: {(file, line): was it run}}"""
    top = pathlib.Path.cwd()
    notes = sorted(str(note.resolve()) for note in pathlib.Path(build).rglob('*.gcno'))
    lines = {}
    for start in range(0, len(notes), 50):
        output = subprocess.run(['gcov', '--json-format', '--stdout', *notes[start:start + 50]], cwd=build,
                                check=True, capture_output=True, text=True).stdout
        for document in filter(None, output.splitlines()):
            add(json.loads(document), top, lines)
    return lines


def add(document, top, lines):
    where = pathlib.Path(document['current_working_directory'])
    for file in document['files']:
        path = pathlib.Path(re.sub(r'/[^/]+/\.\./', '/', str(where / file['file'])))
        folder = folder_of(str(path.relative_to(top))) if path.is_relative_to(top) else None
        if folder is None:
            continue
        of_folder = lines.setdefault(folder, {})
        for line in file['lines']:
            key = (str(path), line['line_number'])
            of_folder[key] = of_folder.get(key, False) or line['count'] > 0


def row(name, was_run):
    count = len(was_run)
    run = sum(was_run)
    return run / count, f'{name:<26} {100 * run / count:5.1f} %  {run:6} of {count:6} lines'


def main():
    lines = read(sys.argv[1])
    if not lines:
        sys.exit('report.py: nothing was counted')
    for _, text in sorted(row(folder, of_folder.values()) for folder, of_folder in lines.items()):
        print(text)
    print(row('all', [run for of_folder in lines.values() for run in of_folder.values()])[1])


main()
