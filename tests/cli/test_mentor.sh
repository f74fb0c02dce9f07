# Mentors by commands: who has none, the programme that mentors are asked for, and the ceiling said before it is passed.

make_mentors() {
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    local person
    for person in anna bea; do
        trappa person add "$person" --name "$person" --unit ekb --role learner
        trappa plan start "$person" introduktion --from 2026-03-02
    done
    trappa person add bo --name 'Bo Lind' --unit ekb --role mentor
    trappa person add chef --name 'Åsa Berg' --unit ekb --role manager
    expect_status 0
}

prepare_mentors() {
    export TRAPPA_NOW=2026-03-02T09:00
    made make_mentors
}

test_who_has_no_mentor_is_listed() {
    prepare_mentors
    trappa mentor missing --by chef --json
    expect_json '. == ["anna", "bea"]'
    trappa mentor assign anna bo
    expect_done
    trappa mentor load --by chef
    expect_out 'bea'
    expect_out 'has no mentor'
    trappa person set bo --status disabled
    trappa mentor missing --json
    expect_json '. == ["anna", "bea"]'
}

test_mentors_are_asked_for_their_programme() {
    prepare_mentors
    printf 'mentor-programme: mentor\n' >>data/trappa.yaml
    trappa mentor assign anna bo --by chef
    expect_status 1
    expect_err "mentor 'bo': has not finished programme 'mentor', say why with --because"
    trappa mentor missing --json
    expect_json 'length == 2'
    trappa mentor assign anna bo --by chef --because 'Går kursen i vår'
    expect_done
    trappa person export anna
    expect_json '.mentors[0].because == "Går kursen i vår"'
    printf 'mentor-programme: Inte Ett Id\n' >data/trappa.yaml
    trappa mentor load
    expect_status 2
    expect_err "'mentor-programme' is 'Inte Ett Id', not the id of a programme such as mentor"
}

test_the_ceiling_is_said_before_it_is_passed() {
    prepare_mentors
    trappa person set bo --mentor-ceiling 3
    trappa mentor assign anna bo
    expect_done
    trappa mentor assign bea bo
    expect_status 0
    expect_err 'bo: 3/3, no room for one more new learner'
    trappa mentor load --json
    expect_json '.[0] | .weight == 3 and .near and (.over | not)'
    trappa mentor load
    expect_out 'no room for one more new learner'
}
