#!/usr/bin/env bash
# Changes the headers of the ABI in every way that must not happen, one at a time, and sees layout.sh refuse it; and
# adds what may be added. Usage: layout_red.sh INCLUDE COMPILER...
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
include=$(cd "$1" && pwd)
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# change WANTED WHAT HEADER SED: with the header changed by sed, layout.sh ends as wanted, red (1) or green (0).
change() {
    local status=0
    rm -rf "$scratch/include"
    cp -r "$include" "$scratch/include"
    sed -i -E "$4" "$scratch/include/trappa/$3"
    cmp -s "$include/trappa/$3" "$scratch/include/trappa/$3" && status=3
    [ "$status" = 3 ] || "$here/layout.sh" "$scratch/include" "${compiler[@]}" >"$scratch/said" 2>&1 || status=$?
    [ "$status" != 77 ] || { cat "$scratch/said"; exit 77; }
    if [ "$status" = "$1" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'not ok - %s: ended with %s\n' "$2" "$status"
        cat "$scratch/said"
    fi
}

compiler=("$@")
change 1 'a field at the end' report.h 's/^(    int \(\*write\)\(void\).*)$/\1\n    int32_t more;/'
change 1 'a field in the padding' report.h 's/^(    int32_t leaves_unit;.*)$/\1\n    int32_t more;/'
change 1 'a field that is gone' check.h '/^    const char \*hint;/d'
change 1 'two fields that changed places' check.h 's/\*hint;/*aside;/; s/\*explain;/*hint;/; s/\*aside;/*explain;/'
change 1 'a wider field' web.h 's/int32_t index/int64_t index/'
change 1 'another sign' clock.h 's/uint32_t size/int32_t size/'
change 1 'a parameter more' clock.h 's/\(\*today\)\(void\)/(*today)(int more)/'
change 1 'another result' clock.h 's/int32_t \(\*today\)/int64_t (*today)/'
change 1 'a const that is gone' command.h 's/const char \*name;/char *name;/'
change 1 'another value of an enum' block.h 's/TRAPPA_CODE_INDENTED = 2/TRAPPA_CODE_INDENTED = 3/'
change 1 'an enum with one more' job.h 's/TRAPPA_SCOPE_EVERYBODY \}/TRAPPA_SCOPE_EVERYBODY, TRAPPA_SCOPE_SOME }/'
change 1 'two values of an enum that changed places' records.h \
    's/TRAPPA_NULL, TRAPPA_NUMBER/TRAPPA_NUMBER, TRAPPA_NULL/'
change 1 'a field of another name' people.h 's/\*unit;/*part;/'
change 1 'a type that is gone' output.h '/^struct trappa_chart_1/,/^};/d'
change 1 'a type of another name' route.h 's/trappa_route_1 \{/trappa_route_2 {/'
change 1 'another id' http.h 's|"http/1"|"http/1.1"|'
change 1 'another number of the ABI' plugin.h 's/define TRAPPA_ABI 1u/define TRAPPA_ABI 2u/'
change 0 'a new struct with a new id' log.h \
    's|^(struct trappa_log_1 \{)$|#define TRAPPA_LOG_2 "log/2"\nstruct trappa_log_2 {\n    uint32_t size;\n};\n\1|'
change 0 'a new enum' log.h 's|^(struct trappa_log_1 \{)$|enum trappa_new {\n    TRAPPA_NEW\n};\n\1|'
change 0 'a comment' log.h 's|^(struct trappa_log_1 \{)$|/* more words */\n\1|'
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
