#!/usr/bin/env bash
# Runs a program and fails when a sanitizer reported anything, even if the program says that all is well: Criterion
# passes a test whose leak was reported. Usage: guard.sh PROGRAM [ARGUMENT]...
set -u
reports=$(mktemp -d "${TMPDIR:-/tmp}/trappa-guard.XXXXXX") || exit 1
trap 'rm -rf "$reports"' EXIT
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}log_path=$reports/report:detect_leaks=1"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}log_path=$reports/report:print_stacktrace=1"
export LSAN_OPTIONS="${LSAN_OPTIONS:+$LSAN_OPTIONS:}suppressions=$(dirname "$0")/leaks.supp:print_suppressions=0"
"$@"
status=$?
for report in "$reports"/*; do
    [ -s "$report" ] || continue
    echo "guard: a sanitizer reported under: $*"
    cat "$report"
    [ "$status" -ne 0 ] || status=70
done
exit "$status"
