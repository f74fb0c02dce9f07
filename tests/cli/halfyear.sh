# The half-year that is played by commands and through the pages: its curriculum, which is written into ./layer, the
# changes to it, and the end that it must come to. Sourced by test_halfyear.sh, run by tests/web/halfyear.test.mjs.

# step_file ID FRONT [BODY]
step_file() {
    printf -- '---\nid: %s\ntitle: Om %s\n%b---\n\n%s\n' "$1" "$1" "$2" "${3:-Text.}" \
        >"layer/programmes/intro/01-allt/$1.md"
}

first='  - {n: 1, date: 2025-09-01, class: substantive, note: Första versionen}\n'
law='  - {n: 2, date: 2026-03-01, class: legal, note: Ny lag}\n'
newest='  - {n: 3, date: 2026-06-01, class: legal, note: Ändrad lag}\n'

write_curriculum() {
    mkdir -p layer/programmes/intro/01-allt layer/programmes/extra/01-allt
    printf 'id: halvar\ntitle: Halvår\nlanguage: sv\n' >layer/curriculum.yaml
    printf 'id: intro\ntitle: Introduktion\nphases:\n  - {id: allt, title: Allt}\n' \
        >layer/programmes/intro/programme.yaml
    printf 'id: extra\ntitle: Extra\nphases:\n  - {id: allt, title: Allt, also: [valkommen]}\n' \
        >layer/programmes/extra/programme.yaml
    printf -- '---\nid: handleda\ntitle: Handleda\ndue: week 2\n---\n\nText.\n' \
        >layer/programmes/extra/01-allt/handleda.md
    step_file valkommen 'due: day 1\n'
    step_file for-socionom 'due: week 3\nfor: [socionom]\n'
    step_file lagen 'due: week 4\nsignoff: mentor\n'
    step_file gammalt 'due: week 6\n'
    step_file norm 'due: month 2\nsignoff: mentor\n'
    step_file stort 'due: month 3\n'
    step_file slut 'due: month 5\n'
}

# The first change of the law, in force on 1 March.
write_first_law() {
    step_file lagen "due: week 4\nsignoff: mentor\nrevisions:\n$law$first" 'Ny text.'
}

# One step retires, one is split in two.
write_split() {
    rm layer/programmes/intro/01-allt/gammalt.md layer/programmes/intro/01-allt/stort.md
    printf 'id: halvar\ntitle: Halvår\nlanguage: sv\nretired: [gammalt, stort]\n' >layer/curriculum.yaml
    step_file stort-a 'due: month 3\ncontinues: [stort]\n'
    step_file stort-b 'due: month 4\ncontinues: [stort]\n'
}

# The second change of the law, in force on 1 June.
write_second_law() {
    step_file lagen "due: week 4\nsignoff: mentor\nrevisions:\n$newest$law$first" 'Nyaste texten.'
}

# Person, step, due, state, delta, late: what the rules say, written by hand; the dates were reckoned by dues.py.
# anna and carl signed the law before it applied, bea and dina an older one, erik's experience was of an older one
# too; that carl and dina had read the first change early was no signature. What bea had not done of what retired is
# gone; what anna and erik did in it stays, and anna took it over. dina's background makes a step appear.
expected_end() {
    cat <<'TABLE'
anna for-socionom 2026-01-30 done none false
anna gammalt - done none false
anna lagen 2026-02-06 signed redo false
anna norm 2026-03-11 signed none false
anna slut 2026-06-11 todo none true
anna stort - done none false
anna stort-a 2026-04-10 recognised none false
anna stort-b 2026-05-11 todo none true
anna valkommen 2026-01-12 done none false
bea for-socionom 2026-01-30 done none false
bea lagen 2026-02-06 signed redo false
bea norm 2026-05-22 todo none true
bea slut 2026-08-19 todo none false
bea stort-a 2026-06-22 todo none true
bea stort-b 2026-07-20 todo none false
bea valkommen 2026-01-12 done none false
carl for-socionom 2026-01-30 done none false
carl lagen 2026-02-13 signed none false
carl norm 2026-04-16 signed none false
carl slut 2026-08-13 todo none false
carl stort-a 2026-05-26 todo none true
carl stort-b 2026-07-03 todo none false
carl valkommen 2026-01-12 done none false
dina for-socionom 2026-01-30 todo none true
dina gammalt - skipped none false
dina lagen 2026-02-06 signed redo false
dina norm 2026-03-11 todo none true
dina slut 2026-06-11 todo none true
dina stort-a 2026-04-10 todo none true
dina stort-b 2026-05-11 todo none true
dina valkommen 2026-01-12 done none false
erik for-socionom 2026-01-30 todo none true
erik lagen 2026-02-06 recognised redo false
erik norm 2026-03-11 todo none true
erik slut 2026-06-11 skipped none false
erik stort - done none false
erik stort-a 2026-04-10 todo none true
erik stort-b 2026-05-11 todo none true
erik valkommen 2026-01-12 done none false
fia handleda 2026-05-15 done none false
fia valkommen 2026-05-04 done none false
TABLE
}
