# People from a file, by command.

make_unit() {
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add hanna --name 'Hanna Rask' --unit ekb --role hr
    trappa person add rut --name 'Rut Ask' --unit ekb --role admin
}

prepare() {
    export TRAPPA_NOW=2026-03-02T09:00
    made make_unit
}

events() {
    trappa audit verify --json
    expect_json .ok
    jq .events out
}

test_a_file_of_a_swedish_system_is_told_then_taken_in_then_done() {
    prepare
    printf '%s\r\n' 'Anstnr;Namn;E-post;Organisation;Roll;Startdatum;Handledare;Telefon' \
        '1001;Åsa Ek;Asa.Ek@example.se;4711;Handläggare;2026-03-09;1002;070' \
        '1002;Bo "Bosse" Lind;;4711;Handledare;20150101;;' | sed '3s/Bo "Bosse" Lind/"Bo ""Bosse"" Lind"/' |
        iconv -f UTF-8 -t WINDOWS-1252 >people.csv
    printf '%s\n' '# vårt system' 'Anstnr = id' 'Organisation = unit' 'unit: 4711 = ekb' \
        'roles: Handläggare = learner' 'roles: handledare = mentor' >map
    before=$(events)
    trappa person import people.csv --map map
    expect_done
    expect_out 'people.csv:2: 1001: is added: Åsa Ek, asa.ek@example.se, ekb, learner'
    expect_out 'people.csv:2: 1001: plan introduktion from 2026-03-09'
    expect_out 'people.csv:2: 1001: mentor 1002'
    expect_out 'people.csv:3: 1002: is added: Bo "Bosse" Lind, ekb, mentor'
    expect_out "people.csv:1: remark: the column 'Telefon' is not used"
    expect_out "read as: Windows-1252, ';'"
    expect_out 'Nothing has been written; --apply does it.'
    [ "$before" = "$(events)" ] || refuse 'expected nothing to be written'
    trappa person import people.csv --map map --apply --json
    expect_json '.applied and .added == 2 and .plans == 1 and .mentors == 1 and .faults == []'
    trappa plan show 1001 --json
    expect_json '.programme == "introduktion" and .start == "2026-03-09"'
    before=$(events)
    trappa person import people.csv --map map --apply
    expect_done
    expect_out 'There is nothing to do.'
    [ "$before" = "$(events)" ] || refuse 'expected nothing to be written again'
}

test_a_file_with_faults_is_told_all_of_them_and_writes_nothing() {
    prepare
    before=$(events)
    printf '%s\n' 'id,name,unit' '1,Anna,ekp' '2,811218-9876,ekb' ',Namn,ekb' '3,Tre,ekb' >people.csv
    trappa person import people.csv --apply
    expect_status 1
    expect_out "people.csv:2: error: unit 'ekp': no such unit; there are ekb, organisation"
    expect_out 'people.csv:3: error: cell 2 (name) has a personal identity number'
    expect_out 'people.csv:4: error: the id is missing'
    expect_out 'Nothing has been written: the file has errors.'
    expect_no_out 9876
    printf 'id;name\n' >only.csv
    trappa person import only.csv
    expect_status 2
    expect_err 'the file names columns, but nobody'
    trappa person import absent.csv
    expect_status 1
    head -c 17000000 /dev/zero >large.csv
    trappa person import large.csv
    expect_status 2
    expect_err 'large.csv: larger than 16777216 bytes'
    [ "$before" = "$(events)" ] || refuse 'expected nothing to be written'
}

test_a_complete_file_closes_the_absent_after_a_question() {
    prepare
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    trappa person add karin --name 'Karin Lärosäte' --unit ekb --role contact
    printf 'id\nhanna\nrut\nadministrator\n' >people.csv
    trappa person import people.csv --complete --apply
    expect_status 1
    expect_out 'people.csv: anna: the account is closed: not in the file'
    expect_out 'more than five per cent of the accounts would be closed'
    trappa person import people.csv --complete --apply --confirm 1
    expect_done
    trappa person list --json
    expect_json '[.[] | select(.status == "disabled").id] == ["anna"]'
    trappa person import people.csv --by hanna
    expect_done
    trappa person import people.csv --by karin
    expect_status 1
    expect_err 'only HR or an administrator takes in people from a file'
}

test_an_account_ends_on_its_day() {
    prepare
    printf 'id;name;unit;ended\n7;Sju;ekb;2026-04-01\n' >people.csv
    trappa person import people.csv --apply
    expect_done
    expect_out '7: the last day of the account is 2026-04-01'
    TRAPPA_NOW=2026-04-01T23:00 trappa work --once
    trappa person show 7 --json
    expect_json '.status == "active"'
    TRAPPA_NOW=2026-04-02T00:30 trappa work --once
    trappa person show 7 --json
    expect_json '.status == "disabled"'
    trappa person export 7
    expect_json '.employment == [{"account_closes": "2026-04-01", "closed_by_a_file": true}]'
    trappa audit verify
    expect_done
}

test_a_first_day_that_moves_in_the_file_moves_the_plan_or_is_said() {
    prepare
    printf 'id;name;unit;start\n7;Sju;ekb;2026-03-09\n8;Atta;ekb;2026-03-09\n' >people.csv
    trappa person import people.csv --apply
    printf 'id;name;unit;start\n7;Sju;ekb;2026-03-16\n8;Atta;ekb;2026-03-09\n' >people.csv
    trappa person import people.csv
    expect_done
    expect_out 'people.csv:2: 7: plan introduktion: 2026-03-09 -> 2026-03-16'
    trappa person import people.csv --apply --json
    expect_json '.applied and .moved == 1 and .people[0].plan_was == "2026-03-09"'
    trappa plan show 7 --json
    expect_json '.start == "2026-03-16"'
    step=$(jq -r '.items[0].step' out)
    trappa person import people.csv
    expect_out 'There is nothing to do.'
    trappa step skip 7 "$step" --because 'Kan redan'
    expect_done
    printf 'id;name;unit;start\n7;Sju;ekb;2026-03-23\n8;Atta;ekb;2026-03-09\n' >people.csv
    trappa person import people.csv
    expect_out "'7': the plan begins 2026-03-16 and the file says 2026-03-23; it stays, since something is done in it"
    printf 'id;ended\n8;2026-03-01\n' >people.csv
    trappa person import people.csv --apply --confirm 1
    printf 'id;name;unit;start;ended\n8;Atta;ekb;2026-03-09;\n' >people.csv
    trappa person import people.csv --apply
    expect_done
    expect_out "'8' is back: the plan from 2026-03-09 runs on, with what is done in it"
    trappa plan end 8 introduktion --because slut
    printf 'id;name;unit;start;ended\n8;Atta;ekb;2026-03-30;\n' >people.csv
    trappa person import people.csv --apply
    expect_out "'8' has had the programme before and gets no other plan of it by a file"
    trappa person add hand --name Hand --unit ekb --role learner
    trappa plan start hand introduktion --from 2026-03-02
    printf 'id;start\nhand;2026-03-05\n' >people.csv
    trappa person import people.csv --apply
    expect_out "'hand': the plan begins 2026-03-02 and the file says 2026-03-05; it stays, since no file made it"
    trappa audit verify
    expect_done
}

test_a_new_employment_number_is_told_by_the_former_one() {
    prepare
    printf 'id;name;unit;roles;mentor\n7;Sju;ekb;learner;9\n9;Nio;ekb;mentor;\n' >people.csv
    trappa person import people.csv --apply
    trappa person show 7 --json
    rid=$(jq -r .rid out)
    printf 'id;former-id;name;unit;roles;mentor\n107;7;Sju;ekb;learner;9\n109;9;Nio;ekb;mentor;\n' >people.csv
    trappa person import people.csv
    expect_out 'people.csv:2: 107: id: 7 -> 107'
    trappa person import people.csv --apply --json
    expect_json '.applied and .changed == 2 and .added == 0 and .mentors == 0'
    trappa person show 107 --json
    expect_json ".rid == \"$rid\" and .mentor == \"109\""
    trappa person import people.csv
    expect_out 'There is nothing to do.'
    trappa person show 7
    expect_status 1
    expect_err "person '7': no such person; that id is '107' now"
    printf 'id;name;unit\n7;Annan;ekb\n' >other.csv
    trappa person import other.csv
    expect_status 1
    expect_out "person '7': was somebody's id before, and stays theirs"
    printf 'id;former-id\n107;109\n' >other.csv
    trappa person import other.csv
    expect_status 1
    expect_out "'107' and '109' are two people, so the one is not the former id of the other"
    printf 'id;former-id;name;unit\n207;107;Sju;ekb\n107;;Sju;ekb\n' >other.csv
    trappa person import other.csv
    expect_status 1
    expect_out "'107' is on another line already, by another id"
    trappa person set 107 --id 7
    expect_done
    expect_out '107 is 7 from now on; nobody else gets the former id'
    trappa person add 107 --name Annan --unit ekb --role learner
    expect_status 1
    trappa person set 9 --id 7
    expect_status 1
    trappa person export 7
    expect_json '.former_ids | map(.id) == ["107"]'
    trappa person erase 7 --because slut
    trappa person add 107 --name Annan --unit ekb --role learner
    expect_done
    trappa audit verify
    expect_done
}

test_two_employments_of_one_person_are_the_main_one_and_another_unit() {
    prepare
    trappa unit add bou --name 'Barn och unga'
    printf 'id;name;unit;ended\n7;Sju;ekb;2026-06-30\n7;Sju;bou;\n8;Atta;ekb;\n8;Nio;bou;\n' >people.csv
    trappa person import people.csv
    expect_status 1
    expect_out "people.csv:5: error: '8' stands on line 4 already"
    printf 'id;name;unit;ended\n7;Sju;ekb;2026-06-30\n7;Sju;bou;\n' >people.csv
    trappa person import people.csv --apply
    expect_done
    expect_out "people.csv:3: remark: '7': this employment is a second unit, 'bou'; the main one is on line 2"
    expect_no_out 'the last day of the account'
    trappa person show 7 --json
    expect_json '.unit == "ekb" and .also_units == ["bou"]'
    printf 'id;name;unit;ended\n7;Sju;bou;\n7;Sju;ekb;2026-06-30\n' >people.csv
    trappa person import people.csv
    expect_out 'There is nothing to do.'
    printf 'id;name;unit;ended\n7;Sju;ekb;\n7;Sju;bou;2026-02-27\n' >people.csv
    trappa person import people.csv
    expect_out "people.csv:2: 7: also in unit: bou ->"
    expect_out "people.csv:3: remark: '7': this employment in 'bou' has ended; that on line 2 counts"
    trappa person import people.csv --apply
    trappa person show 7 --json
    expect_json '.unit == "ekb" and .also_units == []'
    trappa audit verify
    expect_done
}
