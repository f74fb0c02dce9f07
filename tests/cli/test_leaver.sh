# People who leave: the last day, what they weigh when they are gone, and that they can be handed out and erased.

make_unit() {
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    trappa person add lars --name 'Lars Ek' --unit ekb --role learner
    trappa person add bo --name 'Bo Lind' --unit ekb --role mentor
    trappa person add chef --name 'Åsa Berg' --unit ekb --role manager
    expect_status 0
}

prepare() {
    export TRAPPA_NOW=2026-03-02T09:00
    made make_unit
}

at() {
    local TRAPPA_NOW=$1T00:01
    shift
    export TRAPPA_NOW
    trappa "$@"
    export TRAPPA_NOW=2026-03-02T09:00
}

test_the_account_is_open_through_its_last_day() {
    prepare
    printf 'Anställningsnummer;Slutdatum\nanna;2026-07-01\nlars;2026-03-02\n' >people.csv
    trappa person import people.csv --apply
    expect_status 0
    trappa person show lars --json
    expect_json '.status == "active"'
    at 2026-07-01 work --once
    trappa person show anna --json
    expect_json '.status == "active"'
    trappa person show lars --json
    expect_json '.status == "disabled"'
    at 2026-07-02 work --once
    trappa person show anna --json
    expect_json '.status == "disabled"'
}

test_a_file_closes_the_day_after_the_last() {
    prepare
    printf 'Anställningsnummer;Namn;Enhet;Slutdatum\nanna;Anna Ek;ekb;2026-03-02\nlars;Lars Ek;ekb;2026-03-01\n' \
        >people.csv
    printf 'ny;Ny Ek;ekb;2026-03-02\nsen;Sen Ek;ekb;2026-03-01\n' >>people.csv
    trappa person import people.csv --apply --confirm 1
    expect_status 0
    trappa person list --json
    expect_json 'map({key: .id, value: .status}) | from_entries | .anna == "active" and .lars == "disabled"
        and .ny == "active" and .sen == null'
}

test_a_closed_account_weighs_on_nobody_and_is_late_nowhere() {
    prepare
    trappa plan start anna introduktion --from 2026-03-02
    trappa plan start lars introduktion --from 2026-03-02
    trappa mentor assign anna bo
    trappa mentor assign lars bo
    trappa sign request anna sekretess
    trappa person set anna --status disabled
    trappa mentor load --json
    expect_json '.[] | select(.mentor == "bo") | .weight == 1.5'
    at 2026-06-01 remind bo
    expect_out 'Lars Ek'
    expect_no_out 'Anna Ek'
    at 2026-06-01 plan show anna --json
    expect_json '[.items[] | select(.late)] == []'
    at 2026-06-01 plan show lars --json
    expect_json '[.items[] | select(.late)] != []'
    # By a file too; and whoever returns weighs again.
    printf 'Anställningsnummer;Slutdatum\nlars;2026-03-01\n' >people.csv
    trappa person import people.csv --apply --confirm 1
    expect_status 0
    trappa mentor load --json
    expect_json '.[] | select(.mentor == "bo") | .weight == 0'
    trappa person set bo --role manager
    expect_done
    trappa person set bo --role mentor
    trappa person set anna --status active
    trappa mentor load --json
    expect_json '.[] | select(.mentor == "bo") | .weight == 1.5'
}

test_somebody_who_left_is_handed_out_and_erased() {
    prepare
    trappa plan start anna introduktion --from 2026-03-02
    trappa plan start lars introduktion --from 2026-03-02
    trappa person set anna --status disabled
    trappa person set lars --status disabled
    trappa plan end lars introduktion --because 'Har slutat'
    expect_status 0
    trappa person export lars
    expect_json '.plans[0].ended == "2026-03-02" and .plans[0].ended_because == "Har slutat"'
    trappa person erase anna --because 'Har slutat'
    expect_status 0
    trappa person show anna
    [ "$status" != 0 ] || refuse "expected nobody"
    trappa person erase lars --because 'Har slutat'
    expect_status 0
    trappa audit verify --json
    expect_json '.ok'
}
