# Units, people and mentors, as an administrator handles them.

prepare() {
    trappa init
    trappa unit add kommun --name Kommunen
    trappa unit add ekb --name 'Ekonomiskt bistånd' --parent kommun
    trappa unit add barn --name 'Barn och unga' --parent kommun
    trappa person add anna --name 'Anna Ek' --email anna@example.se --unit ekb --role learner
    trappa person add bo --name 'Bo Lind' --unit ekb --role mentor
    trappa person add chef --name 'Åsa Berg' --unit ekb --role manager
    trappa person add hr --name 'Hans Rask' --unit kommun --role hr
    trappa person add hemlig --name 'Petra Skog' --unit ekb --role learner --protected
    expect_done
}

events() {
    trappa audit verify --json
    expect_json .ok
    jq .events out
}

# One sentence, this exit status, and nothing written: expect_refusal STATUS SENTENCE ARGUMENT...
expect_refusal() {
    local expected=$1 sentence=$2 before after
    shift 2
    before=$(events)
    trappa "$@"
    expect_status "$expected"
    expect_err "trappa: $sentence"
    after=$(events)
    [ "$before" = "$after" ] || refuse 'expected nothing to be written'
}

test_people_are_listed_by_name_to_those_who_may_see_them() {
    prepare
    trappa person list --unit ekb --json
    expect_done
    expect_json '[.[].id] == ["anna", "bo", "hemlig", "chef"]'
    expect_json '.[0] | del(.rid) == {"id": "anna", "name": "Anna Ek", "email": "anna@example.se", "unit": "ekb",
        "roles": ["learner"], "status": "active", "protected": false}'
    expect_json '[.[].rid | test("^[a-z2-7]{16}$")] | all'
    trappa person list --by hr --json
    expect_json '[.[].id] | contains(["anna"]) and (contains(["hemlig"]) | not)'
    trappa person list --by stranger
    expect_status 1
    trappa person list --by anna
    expect_out 'Anna Ek'
    expect_no_out 'Bo Lind'
}

test_what_is_wrong_is_one_sentence_and_nothing_is_written() {
    prepare
    expect_refusal 1 "unit 'ekb': exists already" unit add ekb --name Igen
    expect_refusal 1 "unit 'ekp': no such unit; did you mean 'ekb'?" unit add ny --name Ny --parent ekp
    expect_refusal 2 "unit 'Ny': an id is 1 to 64 of a-z, 0-9 and '-'" unit add Ny --name Ny
    expect_refusal 1 "person 'anna': exists already" person add anna --name A --unit ekb --role learner
    expect_refusal 2 "role 'boss': the roles are learner," person add ny --name A --unit ekb --role boss
    expect_refusal 2 "'2026-02-30' is not a date" person add ny --name A --unit ekb --role hr \
        --in-profession-since 2026-02-30
    expect_refusal 1 "e-mail 'anna@example.se': belongs to somebody else already" person set bo --email Anna@Example.SE
    expect_refusal 1 "person 'anan': no such person; did you mean 'anna'?" person show anan
    expect_refusal 2 'person set: nothing to set' person set anna
    expect_refusal 1 "person 'bob': no such person; did you mean 'bo'?" mentor assign anna bob
    expect_refusal 1 "person 'chef': has not the role mentor" mentor assign anna chef
    expect_refusal 2 'mentor full: either --until DATE or --no-longer' mentor full bo
    expect_refusal 1 "mentor 'bo': has no learners to hand over" mentor handover bo
}

test_somebody_hidden_is_answered_like_nobody() {
    prepare
    trappa person show hemlig --by hr
    expect_status 1
    hidden=$err
    trappa person show nobody --by hr
    [ "${hidden/hemlig/nobody}" = "$err" ] || refuse "expected the sentence of somebody hidden: $hidden"
    trappa person show hemlig --by chef
    expect_done
}

test_an_invitation_is_printed_once_and_kept_nowhere() {
    prepare
    trappa person invite anna
    expect_done
    [[ $out =~ ^http://127\.0\.0\.1:8420/inbjudan/[A-Za-z0-9_-]{43}$ ]] || refuse 'expected a link'
    ! grep -rqF "${out##*/}" "$TRAPPA_DATA" || refuse 'expected the token nowhere in the data directory'
    expect_refusal 1 "person 'bo': only an administrator changes accounts" person invite bo --by chef
}

test_mentors_carry_no_more_than_their_ceiling_without_a_reason() {
    prepare
    trappa person set bo --mentor-ceiling 1
    trappa mentor assign anna bo
    expect_status 0
    expect_err 'bo: 1/1, no room for one more new learner'
    expect_refusal 1 "mentor 'bo': carries 1 of 1, say why with --because" mentor assign hemlig bo
    trappa mentor assign hemlig bo --because 'ingen annan finns'
    expect_status 0
    trappa mentor load --json
    expect_json '.[0] | .mentor == "bo" and .assignments == 2 and .weight == 2 and .ceiling == 1 and .over'
}

test_a_person_is_exported_and_erased() {
    prepare
    trappa person export anna
    expect_done
    expect_json '.account[0].name == "Anna Ek"'
    expect_refusal 1 "person 'anna': this is not for you to see" person export anna --by hr
    trappa person erase anna --because gallring
    expect_done
    ! grep -rqF 'Anna Ek' "$TRAPPA_DATA" || refuse 'expected the name nowhere in the data directory'
    trappa audit verify
    expect_done
}
