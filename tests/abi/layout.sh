#!/usr/bin/env bash
# Holds every struct, enum and macro of the ABI against what is stored of ABI 1: sizes, order, names and types of
# fields, values. What is new is named and not refused. Exit 77 where nothing can be said.
# Usage: layout.sh INCLUDE COMPILER...          checks
#        layout.sh --store INCLUDE COMPILER...  stores what is new too, unless something that was stored has changed
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
stored=$here/trappa-1.abi.xml
storing=false
[ "$1" != --store ] || { storing=true; shift; }
include=$(cd "$1" && pwd)
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0
export LC_ALL=C

count() {
    if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); printf 'not ok - %s\n' "$2"; fi
}

# The headers of a folder as one file, then one variable of each type, so that nothing of a type is left out.
types_of() {
    local headers=("$1"/trappa/*.h)
    printf '#include <trappa/%s>\n' "${headers[@]##*/}"
    sed -nE 's/^(struct|enum) (trappa_[a-z0-9_]+) \{.*/\1 \2 \1_\2;/p' "$1"/trappa/*.h | sort
}

# Without places and with old DWARF: the same bytes whatever the machine and, if it can be, the compiler. Nothing but
# the headers and what they take from <stdint.h> and <stddef.h> is in there, so nothing need be filtered (--headers-dir
# would make abidiff pass over whatever has no place).
describe() {
    "$@" -std=c11 -gdwarf-4 -I"$include" -c -o types.o types.c &&
        abidw --no-show-locs --no-comp-dir-path --no-corpus-path --type-id-style hash --out-file types.xml types.o
}

macros_of() {
    local folder=$1
    shift
    types_of "$folder" | "$@" -std=c11 -I"$folder" -dM -E -x c - | grep '^#define TRAPPA_' | sort
}

[ "$(uname -m)" = x86_64 ] || { echo "skipped: the stored layout is of x86_64, this is $(uname -m)"; exit 77; }
command -v abidw >/dev/null || { echo 'skipped: abigail-tools is not installed'; exit 77; }
# Others call equal types otherwise: Debian 13's has int32_t for int.
[[ $(abidw --version) == *' 2.2.'* ]] || { echo 'skipped: what is stored was written by abidw 2.2'; exit 77; }
cd "$scratch" || exit 1
types_of "$include" >types.c
describe "$@" >said 2>&1
count $? "the headers together: $(cat said)"
if [ "$failed" = 0 ] && { [ -f "$stored" ] || ! $storing; }; then
    abidiff --harmless --no-added-syms --no-show-locs "$stored" types.xml >said 2>&1
    count $? "what was stored is not what there is:
$(cat said)"
    macros_of "$here/frozen/1" "$@" >macros.then
    macros_of "$include" "$@" >macros.now
    changed=$(comm -23 macros.then macros.now)
    [ -s macros.then ] && [ -z "$changed" ]
    count $? "macros that were otherwise: $changed"
    grep -o " name='[a-z]*_trappa_[a-z0-9_]*'" "$stored" | sort -u >then
    grep -o " name='[a-z]*_trappa_[a-z0-9_]*'" types.xml | sort -u | comm -13 then - | sed 's/^/new, not stored yet:/'
fi
if $storing && [ "$failed" = 0 ]; then
    cp types.xml "$stored" && echo "stored in ${stored##*/}"
fi
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
