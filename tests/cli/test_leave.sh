# Leave belongs to the person: every plan reads it, also one that starts after the plan in which it was told.

make_learner() {
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    expect_status 0
}

prepare() {
    export TRAPPA_NOW=2026-03-02T09:00
    made make_learner
}

on() {
    TRAPPA_NOW=$1T09:00 trappa "${@:2}"
    expect_status 0
}

expect_leave() {
    TRAPPA_NOW=$1T09:00 trappa plan shift anna --json
    expect_json "map([.kind, .from, .to]) == $2"
}

test_a_plan_reads_leave_as_it_is_known_now() {
    prepare
    on 2026-03-02 plan start anna introduktion --from 2026-03-02
    on 2026-03-09 plan shift anna --leave 2026-03-16.. --as parental
    on 2026-03-10 plan end anna introduktion --because 'Byter'
    on 2026-03-11 plan start anna introduktion --from 2026-03-11
    on 2026-03-12 plan shift anna --leave 2026-03-16..2026-03-20 --as parental
    on 2026-03-13 plan start anna samverkan --from 2026-03-13
    expect_leave 2026-03-13 '[["parental", "2026-03-16", "2026-03-20"]]'
    on 2026-03-13 plan show anna samverkan --json
    expect_json '[.items[] | select(.due)] != []'
    # Taken back in one plan, it is taken back in all, and comes back with none.
    on 2026-03-13 plan shift anna --leave 2026-03-16..2026-03-20 --take-back
    on 2026-03-13 plan end anna introduktion --because 'Byter'
    on 2026-03-13 plan start anna introduktion --from 2026-03-13
    expect_leave 2026-03-13 '[]'
    on 2026-03-13 person export anna
    expect_json '.leaves | length == 1'
    trappa audit verify --json
    expect_json '.ok'
}

test_part_time_told_in_a_plan_that_ended_is_as_it_is_known_now() {
    prepare
    on 2026-03-02 plan start anna introduktion --from 2026-03-02
    on 2026-03-02 plan shift anna --share 50 --from 2026-03-09
    on 2026-03-03 plan end anna introduktion --because 'Byter'
    on 2026-03-03 plan start anna introduktion --from 2026-03-03
    on 2026-03-04 plan shift anna --share 80 --from 2026-03-09
    on 2026-03-05 plan start anna samverkan --from 2026-03-05
    on 2026-03-05 plan shift anna --json
    expect_json 'map(.percent) == [80]'
}

test_whoever_returns_is_asked_again() {
    prepare
    on 2026-03-02 plan start anna introduktion --from 2026-03-02
    on 2026-03-02 plan shift anna --leave 2026-03-09.. --as parental
    on 2026-03-16 circular list anna --json
    cp out away
    on 2026-03-16 plan end anna introduktion --because 'Kommer tillbaka senare'
    on 2026-09-01 plan start anna introduktion --from 2026-09-01
    on 2026-09-02 circular list anna --json
    expect_json 'map(select(.state == "waiting")) | length > 0'
    expect_json 'map(select(.state == "waiting" and .since < "2026-09-01")) == []'
    jq -e 'map(select(.state == "waiting")) == []' away >/dev/null || refuse "expected nothing during the leave"
    expect_leave 2026-09-02 '[]'
    on 2026-09-02 plan show anna --json
    expect_json '[.items[] | select(.due)] != []'
    # Another plan beside one that runs is no return.
    on 2026-09-02 plan shift anna --leave 2026-09-07..
    on 2026-09-08 plan start anna samverkan --from 2026-09-08
    expect_leave 2026-09-08 '[["leave", "2026-09-07", null]]'
}
