#!/usr/bin/env bash
# Each header of the ABI compiles alone, as C11 and as C17; each plugin shows one symbol; what is frozen is as it was.
# Usage: border.sh INCLUDE BUILD COMPILER...
set -uo pipefail
include=$1 build=$2
shift 2
passed=0 failed=0
of_the_compiler='__asan|__odr_asan|__ubsan|__sanitizer|__gcov|mangle_path$' # of sanitizers and of coverage

count() {
    if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); printf 'not ok - %s\n' "$2"; fi
}

for header in "$include"/trappa/*.h; do
    for standard in c11 c17; do
        printf '#include <trappa/%s>\nint unit;\n' "${header##*/}" | "$@" "-std=$standard" -fsyntax-only -Wall -Wextra \
            -Wpedantic -Werror "-I$include" -x c -
        count $? "${header##*/} alone as $standard"
    done
done
for plugin in "$build"/plugins/*.so "$build"/tests/plugins/*.so; do
    [ -f "$plugin" ] && [[ $plugin != */broken_hidden.so ]] || continue
    shown=$(nm -D --defined-only "$plugin" | awk '{ print $3 }' | grep -vE "^($of_the_compiler)")
    [ "$shown" = trappa_plugin ]
    count $? "${plugin##*/} shows: $(printf '%s' "$shown" | tr '\n' ' ')"
done
for folder in "${0%/*}"/frozen/[0-9]*; do
    changed=$(cd "$folder" && sha256sum --quiet -c SHA256SUMS 2>&1)
    count $? "${folder##*/frozen/}: what is frozen was edited: $changed"
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
