# Students followed from placement to employment over the years, and everything about them held against values that were
# written by hand from the rules (docs/rules.md, core/domain/aspirant/hours.h) and a calendar.

# on DATE ARGUMENT...: the command on that day, at nine.
on() {
    local day=$1
    shift
    TRAPPA_NOW=${day}T09:00 trappa "$@"
}

# The same, which must succeed; signing says what else it knows.
sign_on() {
    on "$@"
    expect_status 0
}

# The same, in silence.
do_on() {
    on "$@"
    expect_done
}

make_town() {
    do_on 2024-08-26 init --curriculum "$curriculum"
    do_on 2024-08-26 curriculum publish
    do_on 2024-08-26 unit add ekb --name 'Ekonomiskt bistånd'
    local id
    for id in elin omar pelle ny; do
        do_on 2024-08-26 person add "$id" --name "${id^} Ek" --unit ekb --role learner
    done
    do_on 2024-08-26 person add mia --name 'Mia Mentor' --unit ekb --role mentor
    do_on 2024-08-26 person add chef --name 'Åsa Chef' --unit ekb --role manager
    do_on 2024-08-26 person add hr --name 'Hans Rask' --unit ekb --role hr
    do_on 2024-08-26 person add kia --name 'Kia Kontakt' --unit ekb --role contact
    do_on 2024-08-26 aspirant contact kia --university 'Umeå universitet'
}

# months PERSON: month hours minimum met why, a line each.
months() {
    jq -r --arg who "$1" '.[] | select(.person == $who) | .months[]
        | "\(.month) \(.hours) \(.minimum) \(if .met then "met" else "not" end) \(.why // "-")"' out
}

# expect_months PERSON <table: of the last aspirant list --json
expect_months() {
    months "$1" >had
    cat >wanted
    diff wanted had >difference || { cat difference; refuse "expected other months of $1"; }
}

# Elin: placement in the autumn of 2024, aspirant from 20 January 2025, with an exam pause, a July, a month that falls
# short, a promise that is kept, and employment on 19 January 2026.
elins_years() {
    do_on 2024-09-02 aspirant add elin --placement --university 'Umeå universitet' --term 'termin 5' \
        --graduates 2026-01-18 --by chef
    do_on 2025-01-20 aspirant add elin --term 'termin 6' --programme aspirant --by chef
    do_on 2025-01-20 mentor assign elin mia --by chef
    do_on 2025-01-20 aspirant consent elin --by elin
    do_on 2025-01-30 aspirant hours elin 2 --by elin
    do_on 2025-02-03 aspirant promise elin Sommarjobb --by 2025-06-16 --by chef
    do_on 2025-02-11 aspirant hours elin 4 --note 'Satt med på nybesök' --by elin
    do_on 2025-02-25 aspirant hours elin 6,5 --by elin
    do_on 2025-03-03 aspirant pause elin --from 2025-03-10 --to 2025-03-28 --as exams --by mia
    do_on 2025-03-31 aspirant hours elin 3:00 --by elin
    do_on 2025-04-08 aspirant hours elin 8 --by elin
    do_on 2025-04-14 aspirant promise elin sommarjobb --state offered --by chef
    sign_on 2025-04-15 sign give elin hot-oro-granser --by mia --evidence observed
    do_on 2025-04-16 aspirant promise elin sommarjobb --state accepted --by elin
    do_on 2025-05-05 aspirant hours elin 7 --correct 5 --note 'Skrev fel dag' --by elin
    do_on 2025-05-20 aspirant hours elin 12 --by elin
    sign_on 2025-05-21 sign give elin riksnormen --by mia --evidence simulated --autonomy 2
    do_on 2025-06-16 aspirant promise elin sommarjobb --state kept --by chef
    do_on 2025-06-30 aspirant hours elin 10 --month 2025-06 --by elin
    do_on 2025-08-04 aspirant hours elin 152 --month 2025-07 --by elin
    do_on 2025-08-28 aspirant hours elin 10.25 --by elin
    do_on 2025-09-18 aspirant hours elin 10 --by elin
    do_on 2025-10-16 aspirant hours elin 11,5 --by elin
    sign_on 2025-10-17 sign give elin sekretess --by chef --evidence reported
    do_on 2025-11-13 aspirant hours elin 10 --by elin
    do_on 2025-12-01 aspirant promise elin Anställning --by 2026-02-01 --state offered --by chef
    do_on 2025-12-02 aspirant pause elin --from 2025-12-08 --to 2025-12-23 --by chef
    do_on 2025-12-05 aspirant hours elin 3,5 --by elin
    do_on 2026-01-14 aspirant hours elin 10 --by elin
    do_on 2026-01-14 step done elin socialtjanstlagen --by elin
}

# Omar: the same placement, aspirant from 3 February 2025; his summer job came to nothing; employed all the same, on 2
# February 2026, and gone on 1 June 2027. Pelle was on placement, and moved.
omars_years() {
    local month
    do_on 2024-09-02 aspirant add omar --placement --university 'Linköpings universitet' --graduates 2026-01-18
    do_on 2024-09-02 aspirant add pelle --placement --university 'Umeå universitet' --graduates 2026-01-18
    do_on 2025-01-15 aspirant leave pelle --on 2025-01-15 --why moved --by chef
    do_on 2025-02-03 aspirant add omar --minimum 12 --by chef
    do_on 2025-02-03 aspirant promise omar 'ett sommarjobb hos oss' --by 2025-06-16 --by chef
    for month in 02 03 04 05 06; do do_on 2025-07-01 aspirant hours omar 12 --month "2025-$month" --by omar; done
    for month in 08 09 10 11 12; do do_on 2026-01-07 aspirant hours omar 13 --month "2025-$month" --by omar; done
}

expect_elins_months() {
    expect_months elin <<'END'
2025-01 2 0 met begins
2025-02 10.5 10 met -
2025-03 3 2.75 met pause
2025-04 7 10 not -
2025-05 12 10 met -
2025-06 10 10 met -
2025-07 152 0 met july
2025-08 10.25 10 met -
2025-09 10 10 met -
2025-10 11.5 10 met -
2025-11 10 10 met -
2025-12 3.5 3.5 met pause
2026-01 10 10 met -
END
}

expect_omars_months() {
    expect_months omar <<'END'
2025-02 12 12 met -
2025-03 12 12 met -
2025-04 12 12 met -
2025-05 12 12 met -
2025-06 12 12 met -
2025-07 0 0 met july
2025-08 13 12 met -
2025-09 13 12 met -
2025-10 13 12 met -
2025-11 13 12 met -
2025-12 13 12 met -
2026-01 0 12 not -
2026-02 0 0 met ends
END
}

# promises PERSON: what by state said, a line each.
expect_promises() {
    local who=$1
    shift
    jq -r --arg who "$who" '.[] | select(.person == $who) | .promises[] | "\(.what) \(.by) \(.state) \(.said)"' out >had
    printf '%s\n' "$@" >wanted
    diff wanted had >difference || { cat difference; refuse "expected other promises of $who"; }
}

hire_both() {
    do_on 2026-01-19 mentor assign ny mia --by chef
    do_on 2026-01-19 plan start ny introduktion --from 2026-01-19 --by chef
    on 2026-01-19 plan show ny --json
    steps=$(jq '.items | length' out)
    on 2026-01-19 aspirant hire elin --from 2026-01-19 --in-profession-since 2026-01-19 --by chef --json
    expect_done
    expect_json '.programme == "introduktion" and .start == "2026-01-19"'
    expect_json '.counted == 4 and .signed == 3'
    expect_json ".remaining == $steps - 4 and (.steps | length) == $steps - 4"
    expect_json '[.steps[].step] | (index("valkommen") != null) and (index("riksnormen") == null)'
    on 2026-02-02 aspirant hire omar --from 2026-02-02 --by chef
    expect_out "introduktion: 0 of $steps steps count already, 0 of them signed; $steps remain"
}

test_two_students_become_employees_over_two_years() {
    made make_town
    elins_years
    omars_years
    hire_both
    on 2026-02-10 aspirant list --json
    expect_done
    expect_elins_months
    expect_omars_months
    expect_promises elin 'Sommarjobb 2025-06-16 kept kept' 'Anställning 2026-02-01 kept kept'
    expect_promises omar 'ett sommarjobb hos oss 2025-06-16 broken promised'
    expect_json '[.[] | {person, university, graduates, stage}] == [
        {"person": "elin", "university": "Umeå universitet", "graduates": "2026-01-18", "stage": "hired"},
        {"person": "omar", "university": "Linköpings universitet", "graduates": "2026-01-18", "stage": "hired"},
        {"person": "pelle", "university": "Umeå universitet", "graduates": "2026-01-18", "stage": "left"}]'
    expect_json '[.[].consent] == [false, false, false]'

    # What was signed before the employment stands in the introduction's plan, by whom and how; the rest waits.
    on 2026-02-10 plan show elin --json
    expect_json '.programme == "introduktion" and .start == "2026-01-19"'
    expect_json '[.items[] | select(.state != "todo")
        | "\(.step) \(.state) \(.signed_by) \(.evidence) \(.autonomy)"] | sort
        == ["hot-oro-granser signed mia observed null", "riksnormen signed mia simulated 2",
            "sekretess signed chef reported null", "socialtjanstlagen done null null null"]'
    on 2026-02-10 plan show elin aspirant
    expect_status 0
    on 2026-02-10 person show elin --json
    expect_json '.in_profession_since == "2026-01-19" or .["in-profession-since"] == "2026-01-19"'
    on 2026-02-10 aspirant hours elin 5 --by elin
    expect_status 1
    expect_err "person 'elin': was no aspirant any more on 2026-02-10"
    trappa audit verify
    expect_status 0
}

test_the_funnel_counts_at_twelve_and_twenty_four_months() {
    made make_town
    elins_years
    omars_years
    on 2026-01-18 aspirant funnel --json
    expect_json '.terms == [{"term": "HT2024", "people": 3, "placement": 3, "aspirant": 2, "offered": 1, "hired": 0,
        "after_12": {"here": 0, "of": 0}, "after_24": {"here": 0, "of": 0}}]'
    hire_both
    on 2027-01-19 aspirant funnel --json --by chef
    expect_json '.total | .hired == 2 and .offered == 2 and .after_12 == {"here": 1, "of": 1}'
    do_on 2027-05-20 aspirant leave omar --on 2027-06-01 --why other-job --by chef
    on 2028-02-02 aspirant funnel --json
    expect_json '.terms == [{"term": "HT2024", "people": 3, "placement": 3, "aspirant": 2, "offered": 2, "hired": 2,
        "after_12": {"here": 2, "of": 2}, "after_24": {"here": 1, "of": 2}}]'
    on 2028-02-02 aspirant funnel --json --by hr
    expect_json '.total | [.people, .placement, .hired, .after_12.here] == [null, null, null, null]'
    on 2028-02-02 aspirant funnel --json --by mia
    expect_status 1
    expect_err 'only a manager or HR sees a whole unit'
}

test_a_promise_is_warned_of_before_it_breaks() {
    made make_town
    omars_years
    on 2025-05-16 aspirant list --json --by chef
    expect_json '.[] | select(.person == "omar") | .promises[0] | .state == "due" and (.near | not)'
    on 2025-05-17 aspirant list --json --by chef
    expect_json '.[] | select(.person == "omar") | .promises[0] | .state == "due" and .near'
    on 2025-06-16 aspirant list --json --by chef
    expect_json '.[] | select(.person == "omar") | .promises[0].state == "due"'
    on 2025-06-17 aspirant list --json --by chef
    expect_json '.[] | select(.person == "omar") | .promises[0] | .state == "broken" and .said == "promised"'
    on 2025-06-17 aspirant promise omar 'ett sommarjobb hos oss' --due 2025-08-01 --state promised --by chef
    expect_done
    on 2025-06-18 aspirant list --json --by chef
    expect_json '.[] | select(.person == "omar") | [.promises[].state] == ["broken", "due"]'
}

# The day is --due; --by is who acts, and with a date the older way to say the day.
test_a_promise_has_one_day_and_one_who_gives_it() {
    made make_town
    do_on 2024-09-02 aspirant add omar --placement --university 'Linköpings universitet' --graduates 2026-01-18
    trappa help aspirant promise
    expect_out '[--due DATE]'
    expect_out '[--by PERSON]'
    on 2025-02-03 aspirant promise omar sommarjobb --by chef
    expect_status 2
    expect_err 'aspirant promise: say until when, --due DATE'
    on 2025-02-03 aspirant promise omar sommarjobb --by 2025-06-31 --by chef
    expect_status 2
    expect_err "'2025-06-31' is not a date"
    on 2025-02-03 aspirant promise omar sommarjobb --due 2025-06-16 --by 2025-08-01 --by chef
    expect_status 2
    expect_err 'aspirant promise: more than one day; say it once, --due DATE'
    on 2025-02-03 aspirant promise omar sommarjobb --by 2025-06-16 --by 2025-08-01 --by chef
    expect_status 2
    expect_err 'more than one day'
    on 2025-02-03 aspirant promise omar sommarjobb --due 2025-06-16 --by chef --by mia
    expect_status 2
    expect_err "aspirant promise: option '--by' can be given only once"
    on 2025-02-03 aspirant list --json --by chef
    expect_json '.[] | select(.person == "omar") | .promises == []'
    on 2025-02-03 aspirant promise omar sommarjobb --by chef --by 2025-06-16
    expect_done
    on 2025-02-03 aspirant promise omar sommarjobb --due 2025-06-20 --by chef
    expect_done
    on 2025-02-03 aspirant list --json --by chef
    expect_json '.[] | select(.person == "omar") | [.promises[].by] == ["2025-06-20"]'
}

test_what_cannot_be_is_refused_and_nothing_is_lost() {
    made make_town
    elins_years
    on 2026-01-15 aspirant hours elin 25 --by elin
    expect_status 2
    expect_err 'trappa: 2026-01-15: 25 hours are more than there are'
    on 2026-01-15 aspirant hours elin 2 --date 2026-01-16 --by elin
    expect_err 'trappa: 2026-01-16: is a day to come'
    on 2026-01-15 aspirant hours elin 2 --by mia
    expect_err "trappa: person 'elin': only the person says this"
    on 2026-01-15 aspirant hours elin tre --by elin
    expect_err "trappa: 'tre' is not hours such as 2,5 or 2:30"
    on 2026-01-15 aspirant hours elin --json --by mia
    expect_json '[.[] | select(.date == "2025-04-08") | "\(.entry) \(.hours) \(.counts) \(.instead_of) \(.note)"]
        == ["6 7 true 5 Skrev fel dag", "5 8 false null null"]'
    on 2026-01-15 aspirant consent elin --by chef
    expect_status 1
    on 2026-01-15 aspirant consent elin --take-back --by elin
    expect_done
    on 2026-01-15 aspirant add elin --university X
    expect_err "trappa: person 'elin': is an aspirant already"
    on 2026-01-15 aspirant add ny --graduates 2027-01-01
    expect_err "trappa: person 'ny': say at which university"
    on 2026-01-15 aspirant hire ny --from 2026-02-01
    expect_err "trappa: person 'ny': is no aspirant"
    on 2026-01-15 person export elin
    expect_json '.aspirant[0].university == "Umeå universitet" and (.aspirant_hours | length) == 15'
    expect_json '[.promises[].state] == ["promised", "offered", "accepted", "kept", "offered"]'
}

test_hours_in_minutes_add_up_exactly() {
    made make_town
    do_on 2025-01-30 aspirant add elin --university 'Umeå universitet' --from 2025-01-02 --by chef
    local hours
    for hours in 2:20 2:20 2:20 1:40 1:20; do do_on 2025-01-30 aspirant hours elin "$hours" --by elin; done
    do_on 2025-01-31 aspirant list --json --by chef
    expect_json '.[] | select(.person == "elin") | .months[-1] | .hours == 10 and .met'
    do_on 2025-01-31 aspirant hours elin --json
    expect_json 'map(.hours) == [1.33, 1.67, 2.33, 2.33, 2.33]'
    do_on 2025-01-31 aspirant hours elin
    expect_out '2:20'
    do_on 2025-01-31 person export elin
    expect_json '[.aspirant_hours[].hours] | add | . > 9.9999 and . < 10.0001'
    do_on 2025-01-31 audit verify
}
