# Calendars as programs read them: with Debian's python3-icalendar (tests/icalendar/read.py) against what the plan says.

make_learner() {
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --email anna@example.se --unit ekb --role learner
    trappa person add bo --name 'Bo Lind' --unit ekb --role mentor
    trappa mentor assign anna bo
    trappa plan start anna introduktion --from 2026-03-02
    expect_done
}

prepare_calendar() {
    export TRAPPA_NOW=2026-03-02T09:00
    made make_learner
}

# read PERSON: the calendar in `feed`, as JSON in `out`.
read_calendar() {
    trappa calendar show "$1"
    expect_done
    cp out feed
    "$top/tests/icalendar/read.py" <feed >out 2>err || refuse 'expected a calendar that can be read'
}

# The events of `out` are what is still to be done in the plan, and circulars to read, with their titles and days.
expect_as_planned() {
    jq -S '[.[] | select(.status == null) | {summary, day}] | sort_by(.day, .summary)' out >read
    trappa circular list anna --json
    jq '[.[] | select(.due != null and .state == "waiting") | {summary: .title, day: .due}]' out >circulars
    trappa plan show anna --json
    jq -S --slurpfile circulars circulars '[.items[]
        | select(.due != null and (.state == "todo" or .state == "requested" or .state == "returned"))
        | {summary: .title, day: .due}] + $circulars[0] | sort_by(.day, .summary)' out >planned
    [ "$(jq length planned)" -gt 20 ] || refuse 'expected a plan'
    diff read planned || refuse 'expected every due day, and nothing else'
}

test_a_parser_reads_the_days_of_the_plan() {
    prepare_calendar
    read_calendar anna
    cp out first.json
    expect_as_planned
    read_calendar anna
    cmp out first.json || refuse 'expected the same a second time'
    [ "$(grep -c 'Anna Ek\|anna@\|Bo Lind' feed)" = 0 ] || refuse 'expected nobody by name'
}

test_what_moves_keeps_its_uid_and_what_is_done_is_cancelled() {
    prepare_calendar
    read_calendar anna
    cp out before.json
    export TRAPPA_NOW=2026-03-04T09:00
    trappa step done anna valkommen
    trappa plan shift anna --leave 2026-03-09..2026-03-20
    read_calendar anna
    expect_as_planned
    "$top/tests/icalendar/read.py" <feed >out
    jq -n --slurpfile was before.json --slurpfile is out '[$was[0][] as $old | $is[0][] | select(.uid == $old.uid)
        | {moved: (.day != $old.day), gone: (.status == "CANCELLED"), sequence: (.sequence // 0)}]' >both
    [ "$(jq length both)" = "$(jq length before.json)" ] || refuse 'expected every UID again'
    cp both out
    expect_json 'all(.[]; (.sequence == 1) == (.moved or .gone) and .sequence <= 1)'
    expect_json '(map(select(.gone)) | length) == 1 and (map(select(.moved)) | length) > 20'
    export TRAPPA_NOW=2026-04-10T09:00
    read_calendar anna
    expect_json 'all(.[]; .status == null)'
}

test_parsers_agree_about_the_nights_when_the_clock_is_moved() {
    "${program%/*}/tests/icalendar/nights" >feed
    "$top/tests/icalendar/read.py" <feed >out 2>err || refuse 'expected a calendar that can be read'
    jq -S . out >read
    jq -S . "$top/tests/icalendar/nights.json" >meant
    diff read meant || refuse 'expected what was written by hand'
}

test_the_address_of_a_calendar_is_secret_and_can_be_taken_back() {
    prepare_calendar
    serve
    trappa calendar address anna
    expect_done
    [[ $out =~ ^http://.*/kalender/[A-Za-z0-9_-]{43}\.ics$ ]] || refuse 'expected an address'
    local path=/kalender/${out##*/} tag
    get "$path"
    expect_page 200 'BEGIN:VCALENDAR'
    tag=$(curl -s -o /dev/null -D - "$address$path" | tr -d '\r' | sed -n 's/^ETag: //p')
    [ "$(curl -s -o said -w '%{http_code} %{size_download}' -H "If-None-Match: $tag" "$address$path")" = '304 0' ] ||
        refuse 'expected 304 for what is known'
    trappa step done anna valkommen
    [ "$(curl -s -o said -w '%{http_code}' -H "If-None-Match: $tag" "$address$path")" = 200 ] ||
        refuse 'expected the whole when something changed'
    trappa calendar revoke anna
    get "$path"
    expect_page 404 'ingen kalender på den här adressen'
    ! grep -rqF "${path:10:43}" data served served.err || refuse 'expected the secret to be kept nowhere'
    trappa calendar address bo --by anna
    expect_status 1
    trappa audit verify
    expect_done
}

test_wrong_addresses_of_calendars_are_tried_no_more_than_some_hundred_times() {
    prepare_calendar
    serve
    trappa calendar address anna
    local path=/kalender/${out##*/}
    for _ in $(seq 260); do get "$path"; done
    expect_page 200 'BEGIN:VCALENDAR'
    curl -s -o /dev/null -w '%{http_code}\n' "$address/kalender/wrong[1-210].ics" >codes
    [ "$(sort codes | uniq -c | tr -s ' \n' ' ')" = ' 200 404 10 429 ' ] || refuse 'expected 200 times 404'
    get "$path"
    expect_page 429 'För många fel adresser'
}
