# Half a year of one unit, by commands with the clock set: six people, two changes of the law, a step that retires and
# one that is split, a parental leave and a part-time, decisions that meet each other. The curriculum and the end,
# written by hand, are in halfyear.sh; tests/web/halfyear.test.mjs plays the same through the pages.
# Also: dates against a reckoning of its own (dues.py).

source "$here/halfyear.sh"

# at DATE: the clock, at nine o'clock.
at() {
    export TRAPPA_NOW=$1T09:00
}

# ok ARGUMENT...: a command that must succeed.
ok() {
    trappa "$@"
    expect_status 0
}

# Everybody is new and weighs one and a half: three make 4.5 of 5, and from the fourth on it takes a reason.
give_to_mia() {
    trappa mentor assign "$1" mia --by maja
    case $1 in
    anna | bea) expect_done ;;
    carl) expect_status 0; expect_err 'mia: 4.5/5, no room for one more new learner' ;;
    dina) expect_status 1; expect_err "mentor 'mia': carries 4.5 of 5, say why with --because" ;;
    erik) expect_status 1; expect_err "mentor 'mia': carries 6 of 5, say why with --because" ;;
    fia) expect_status 1; expect_err "mentor 'mia': carries 7.5 of 5, say why with --because" ;;
    esac
    [ "$status" = 0 ] || ok mentor assign "$1" mia --by maja --because 'Alla börjar samtidigt'
}

# What mentors carry, written by hand.
expect_load() {
    trappa mentor load --json
    expect_json "map({mentor, assignments, weight, over}) == $1"
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
        ok plan start "$person" intro --from 2026-01-12 --by maja
        give_to_mia "$person"
    done
    expect_load '[{"mentor": "mia", "assignments": 6, "weight": 9, "over": true}]'
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
    local person
    at 2026-02-16
    write_first_law
    ok curriculum publish
    ok sign give anna lagen --by mia --evidence observed
    for person in carl dina; do ok step take "$person" lagen; done # read, and no signature of what comes
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
    write_split
    ok curriculum publish
    ok step take anna stort-a
    trappa step take bea stort-a
    expect_status 1
    trappa step skip bea gammalt --because 'Kursen är full' --by maja
    expect_status 1
    expect_err "step 'gammalt': is no longer used here"
}

# Ninety days have passed, so each weighs one. Who asked mia waits for mats the same moment, and mia signs no more.
mia_quits() {
    at 2026-04-27
    expect_load '[{"mentor": "mia", "assignments": 6, "weight": 6, "over": true}]'
    ok sign request bea norm
    ok person add mats --name Mats --unit ekb --role mentor
    trappa mentor handover mia --to mats --by maja
    expect_err "person 'erik': no such person" # he works in another unit by now
    trappa mentor handover mia --to mats
    expect_status 1
    expect_err "mentor 'mats': carries 0 of 5, say why with --because"
    ok mentor handover mia --to mats --because 'Mia slutar'
    trappa person export bea
    expect_json '.requests[-1] | .state == "open" and .asked_of == "Mats"'
    expect_json '[.mentors[] | [.mentor, .first, .last]]
        == [["Mia", "2026-01-07", "2026-04-26"], ["Mats", "2026-04-27", null]]'
    trappa sign give bea norm --by mia --evidence observed
    expect_status 1
    ok sign withdraw bea norm
    ok person set mia --status disabled
    expect_load '[{"mentor": "mats", "assignments": 6, "weight": 6, "over": true}]'
    trappa mentor missing --json
    expect_json '. == []'
}

april_and_may() {
    at 2026-04-20
    ok plan shift bea --leave 2026-02-16..2026-04-24 --as parental --by maja # a week longer
    ok person set erik --unit barn
    trappa step skip erik slut --because 'Nej' --by maja
    expect_status 1
    expect_err "person 'erik': no such person"
    ok step skip erik slut --because 'Ny inriktning' --until 2026-09-01 --by sixten
    mia_quits
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
    write_second_law
    ok curriculum publish
    ok sign give carl lagen --by mats --evidence observed
    ok sign give carl norm --by mats --evidence simulated
    ok person set dina --background socionom
    at 2026-06-30
}

expect_plan() {
    trappa plan show "$1" --json
    expect_done
    expect_json "$2"
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
