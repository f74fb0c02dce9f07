# Half a year of one unit, by commands with the clock set: six people, two changes of the law, a step that retires and
# one that is split, a parental leave and a part-time, decisions that meet each other. The end is written by hand below.
# Also: dates against a reckoning of its own (dues.py).

# step_file ID FRONT [BODY]
step_file() {
    printf -- '---\nid: %s\ntitle: Om %s\n%b---\n\n%s\n' "$1" "$1" "$2" "${3:-Text.}" \
        >"layer/programmes/intro/01-allt/$1.md"
}

first='  - {n: 1, date: 2025-09-01, class: substantive, note: Första versionen}\n'

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

# at DATE: the clock, at nine o'clock.
at() {
    export TRAPPA_NOW=$1T09:00
}

# ok ARGUMENT...: a command that must succeed.
ok() {
    trappa "$@"
    expect_status 0
}

begin_the_year() {
    at 2026-01-07
    write_curriculum
    ok init --curriculum layer
    ok curriculum publish
    ok unit add ekb --name 'Ekonomiskt bistånd'
    ok unit add barn --name 'Barn och unga'
    local person
    for person in anna bea carl erik fia; do
        ok person add "$person" --name "$person" --unit ekb --role learner --background socionom
    done
    ok person add dina --name dina --unit ekb --role learner --background annan
    ok person add mia --name Mia --unit ekb --role mentor
    ok person add maja --name 'Maja Chef' --unit ekb --role manager
    ok person add moa --name 'Moa Chef' --unit ekb --role manager
    ok person add sixten --name 'Sixten Chef' --unit barn --role manager
    for person in anna bea carl dina erik fia; do
        ok mentor assign "$person" mia --because 'Alla börjar samtidigt'
        ok plan start "$person" intro --from 2026-01-12 --by maja
    done
    trappa plan start anna intro --from 2026-01-12 --by maja
    expect_status 1
    expect_err "person 'anna': programme 'intro' runs already"
}

january_and_february() {
    local person
    at 2026-01-12
    for person in anna bea carl dina erik fia; do ok step done "$person" valkommen; done
    ok plan shift carl --share 50 --from 2026-02-02 --by maja
    ok plan caseload anna --planned '0 0 2 4 6' --by maja
    ok plan caseload anna --actual 1 --by mia
    at 2026-01-28
    for person in anna bea carl; do ok step done "$person" for-socionom; done
    ok step recognise erik lagen --because 'Sex år i Umeå, tjänstgöringsintyg' --by maja
    trappa step skip erik lagen --because 'Kan det' --by moa
    expect_status 1
    expect_err "step 'lagen': was recognised already, by Maja Chef, 2026-01-28 09:00"
    ok step skip dina gammalt --because 'Kursen är full' --until 2026-05-04 --by maja
    ok plan replace fia gammalt handleda --because 'Ska handleda' --by maja
    for person in anna bea; do ok sign give "$person" lagen --by mia --evidence observed; done
    at 2026-02-09
    ok plan shift bea --leave 2026-02-16..2026-04-17 --as parental --by maja
    trappa plan shift bea --leave 2026-02-16..2026-04-17 --as parental --by moa
    expect_status 1
    expect_err 'this leave is told already'
    ok sign give carl lagen --by mia --evidence observed
    ok sign give dina lagen --by mia --evidence reported
}

# The first change of the law comes into force on 1 March: it is published before, and anna signs early.
the_first_law() {
    at 2026-02-16
    law='  - {n: 2, date: 2026-03-01, class: legal, note: Ny lag}\n'
    step_file lagen "due: week 4\nsignoff: mentor\nrevisions:\n$law$first" 'Ny text.'
    ok curriculum publish
    ok sign give anna lagen --by mia --evidence observed
    ok step done anna gammalt
    at 2026-03-02
    expect_plan carl '.items[] | select(.step == "lagen") | .state == "signed" and .delta == "redo"'
    expect_plan anna '.items[] | select(.step == "lagen") | .delta == "none"'
    ok sign give carl lagen --by mia --evidence observed
    ok plan shift carl --share 75 --from 2026-04-01 --by maja
}

# One step retires, one is split in two; who has done it is offered to carry it over.
the_split() {
    at 2026-03-20
    for person in anna erik; do ok step done "$person" stort; done
    ok sign give anna norm --by mia --evidence observed
    at 2026-04-01
    rm layer/programmes/intro/01-allt/gammalt.md layer/programmes/intro/01-allt/stort.md
    printf 'id: halvar\ntitle: Halvår\nlanguage: sv\nretired: [gammalt, stort]\n' >layer/curriculum.yaml
    step_file stort-a 'due: month 3\ncontinues: [stort]\n'
    step_file stort-b 'due: month 4\ncontinues: [stort]\n'
    ok curriculum publish
    ok step recognise anna stort-a --because 'Gjorde Om stort i mars' --by maja
    trappa step skip bea gammalt --because 'Kursen är full' --by maja
    expect_status 1
    expect_err "step 'gammalt': is no longer used here"
}

april_and_may() {
    at 2026-04-20
    ok plan shift bea --leave 2026-02-16..2026-04-24 --as parental --by maja # a week longer
    ok person set erik --unit barn
    trappa step skip erik slut --because 'Nej' --by maja
    expect_status 1
    expect_err "person 'erik': no such person"
    ok step skip erik slut --because 'Ny inriktning' --until 2026-09-01 --by sixten
    at 2026-05-04
    trappa step debt --unit ekb --by maja --json
    expect_json 'length == 1 and .[0].person == "dina" and .[0].due and (.[0].in_use | not)'
    ok step debt dina gammalt --because 'Momentet finns inte längre' --by maja
    ok step done fia handleda
    ok plan end fia intro --because 'Byter till det andra programmet' --by maja
    ok plan start fia extra --from 2026-05-04 --by maja
}

the_second_law() {
    at 2026-05-18
    newest='  - {n: 3, date: 2026-06-01, class: legal, note: Ändrad lag}\n'
    step_file lagen "due: week 4\nsignoff: mentor\nrevisions:\n$newest$law$first" 'Nyaste texten.'
    ok curriculum publish
    ok sign give carl lagen --by mia --evidence observed
    ok sign give carl norm --by mia --evidence simulated
    ok person set dina --background socionom
    at 2026-06-30
}

expect_plan() {
    trappa plan show "$1" --json
    expect_done
    expect_json "$2"
}

# Person, step, due, state, delta, late: what the rules say, written by hand; the dates were reckoned by dues.py.
# anna and carl signed the law before it applied, bea and dina an older one, erik's experience was of an older one
# too. What bea had not done of what retired is gone; what anna and erik did in it stays. dina's background makes a
# step appear.
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

test_half_a_year_of_a_unit() {
    begin_the_year
    january_and_february
    the_first_law
    the_split
    april_and_may
    the_second_law
    local person
    for person in anna bea carl dina erik fia; do
        trappa plan show "$person" --json
        expect_done
        jq -r --arg p "$person" '.items[] | [$p, .step, (.due // "-"), .state, .delta, .late] | join(" ")' out
    done | LC_ALL=C sort >end
    expected_end >expected
    trappa plan show bea --json
    expect_json '.template_end == "2026-06-11" and .end == "2026-08-19"
        and (.deviations[] | select(.kind == "leave") | .days == 48 and .moves_end)'
    trappa plan show fia intro --json
    expect_json '.ended == "2026-05-04" and ([.items[] | select(.step == "valkommen")][0].state == "done")'
    trappa plan caseload anna --json
    expect_json 'length == 5 and .[0] == {"monday": "2026-01-12", "week": 3, "planned": 0, "actual": 1}'
    trappa audit verify --json
    expect_json .ok
    diff expected end >difference || { cat difference; refuse 'expected another end of the half-year'; }
}

test_dates_are_as_another_reckoning_says() {
    command -v python3 >/dev/null || return 0
    python3 "$here/dues.py" "$program" 25 || exit 1
}
