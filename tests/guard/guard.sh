#!/usr/bin/env bash
# Runs a program and fails when a sanitizer reported anything, even if the program says that all is well: Criterion
# passes a test whose leak was reported. Usage: guard.sh PROGRAM [ARGUMENT]...
set -u
reports=$(mktemp -d "${TMPDIR:-/tmp}/trappa-guard.XXXXXX") || exit 1
trap 'rm -rf "$reports"' EXIT
# What was freed is kept away from use until so many MB more are freed: the default, 256, costs a third of system time.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}log_path=$reports/report:detect_leaks=1:quarantine_size_mb=16"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}log_path=$reports/report:print_stacktrace=1"
list=$(cd "$(dirname "$0")" && pwd)/leaks.supp
export LSAN_OPTIONS="${LSAN_OPTIONS:+$LSAN_OPTIONS:}suppressions=$list:print_suppressions=0"

# On a busy machine Criterion 2.4.1 now and then leaves 48 bytes of its own runner behind, and the program ends with 1.
# Such a report is of leaks only, and no stack in it names anything but the allocator and libcriterion; a leak of a test
# has the test's own frames. Then Criterion's own count decides.
is_criterions_own() {
    awk '/ERROR: / && !/LeakSanitizer/ || /runtime error:/ { other = 1 }
        /^ +#[0-9]+ / { frames++; if (!/__interceptor_|libcriterion\.so/) other = 1 }
        END { exit !frames || other }' "$1"
}

# True if there are reports and each is Criterion's own.
only_criterions_own() {
    local report found=false
    for report in "$reports"/report*; do
        [ -s "$report" ] || continue
        is_criterions_own "$report" || return 1
        found=true
    done
    $found
}

"$@" 2>"$reports/said"
status=$?
cat "$reports/said" >&2
if only_criterions_own && grep -q 'Synthesis: .*| Failing: 0 | Crashing: 0' "$reports/said"; then
    echo "guard: Criterion leaked by itself: $*"
    exit 0
fi
for report in "$reports"/report*; do
    [ -s "$report" ] || continue
    echo "guard: a sanitizer reported under: $*"
    cat "$report"
    [ "$status" -ne 0 ] || status=70
done
exit "$status"
