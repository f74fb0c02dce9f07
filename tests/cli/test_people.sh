# Units, people and mentors, as an administrator handles them.

make_people() {
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
    made make_people
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
    made make_people
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
    made make_people
    trappa person show hemlig --by hr
    expect_status 1
    hidden=$err
    trappa person show nobody --by hr
    [ "${hidden/hemlig/nobody}" = "$err" ] || refuse "expected the sentence of somebody hidden: $hidden"
    trappa person show hemlig --by chef
    expect_done
}

test_an_invitation_is_printed_once_and_kept_nowhere() {
    made make_people
    trappa person invite anna
    expect_done
    [[ $out =~ ^http://127\.0\.0\.1:8420/inbjudan/[A-Za-z0-9_-]{43}$ ]] || refuse 'expected a link'
    ! grep -rqF "${out##*/}" "$TRAPPA_DATA" || refuse 'expected the token nowhere in the data directory'
    expect_refusal 1 "person 'bo': only an administrator changes accounts" person invite bo --by chef
}

test_mentors_carry_no_more_than_their_ceiling_without_a_reason() {
    made make_people
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
    made make_people
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

# Everything that a viewer can be shown about anna, in a file: seen VIEWER ('' for the operator)
seen() {
    local viewer=${1:+--by $1} command
    while read -r command; do
        # shellcheck disable=SC2086
        trappa $command $viewer
        cat out err
    done >"seen-${1:-operator}" <<'COMMANDS'
person list
person list --json
person show anna
person show anna --json
plan show anna
plan show anna --json
plan shift anna
plan shift anna --json
step diff anna lov
step debt anna
step debt anna --json
step skip anna bort --because igen
sign changed
sign changed --json
talk show anna
talk show anna --json
stair show anna
stair show anna --json
mentor load
mentor missing
remind anna
remind anna --json
wheel
COMMANDS
    trappa person export anna
    cat out >>"seen-${1:-operator}"
}

test_protected_people_who_sign_mentor_and_decide_are_named_to_those_only_who_may_know_them() {
    mkdir -p lager/programmes/p/01-start lager/staircases
    printf 'id: lager\ntitle: L\nlanguage: sv\n' >lager/curriculum.yaml
    printf 'id: p\ntitle: P\nphases:\n  - {id: start, title: S}\nleads-to: {staircase: t, level: 2}\n' \
        >lager/programmes/p/programme.yaml
    printf 'id: t\ntitle: T\ncompetences:\n  norm:\n    title: N\n%s\nlevels:\n%s\n%s\n' \
        '    anchors: {1: a, 2: b, 3: c, 4: d, 5: e}' '  - {level: 1, title: Ny, work: a, rules: []}' \
        '  - {level: 2, title: Van, work: b, rules: [{programme: p}]}' >lager/staircases/t.yaml
    local step
    for step in lov bort igen fragad egen; do
        printf -- '---\nid: %s\ntitle: %s\ndue: week 9\nsignoff: mentor\n---\n\nText.\n' $step $step \
            >lager/programmes/p/01-start/$step.md
    done
    made make_people
    trappa curriculum layer add lager lager
    trappa curriculum publish
    expect_status 0
    trappa person add zprot-mentor --name 'Zprot Mentor' --unit ekb --role mentor --protected
    trappa person add zprot-chef --name 'Zprot Chef' --unit ekb --role manager --protected
    trappa person add zprot-andra --name 'Zprot Andra' --unit barn --role mentor --protected
    trappa plan start anna p --from 2026-03-02
    expect_done
    trappa mentor assign anna zprot-mentor --because behov
    trappa mentor assign anna zprot-andra --substitute
    expect_done
    trappa stair show anna
    expect_status 0
    trappa sign give anna lov --by zprot-mentor --evidence observed --autonomy 3 --comment 'bra'
    expect_done
    trappa step skip anna bort --because onödigt --until 2099-01-01 --by zprot-chef
    trappa step recognise anna igen --because kan --by zprot-chef
    trappa sign request anna fragad
    trappa sign return anna fragad --comment 'inte än' --by zprot-mentor
    trappa sign request anna fragad
    trappa plan shift anna --leave 2099-02-01..2099-02-05 --by zprot-chef
    trappa talk hold anna --minutes 30 --by zprot-mentor
    trappa stair decide anna 2 --because vet --by zprot-chef
    expect_done
    for viewer in hr anna bo; do
        seen $viewer
        ! grep -n -i zprot "seen-$viewer" >found || { cp found out; refuse "$viewer sees who is protected"; }
    done
    grep -q 'a colleague' seen-hr || refuse 'the signer is a colleague to HR'
    for viewer in '' chef; do
        seen "$viewer"
        grep -q 'Zprot Mentor' "seen-${viewer:-operator}" || refuse 'the mentor is named to the manager'
    done
    seen zprot-mentor
    grep -q 'Zprot Mentor' seen-zprot-mentor || refuse 'one is named to oneself'
    LANG=sv_SE.UTF-8 trappa person show anna --by hr
    expect_out 'en kollega'
}

test_a_unit_is_renamed_moved_closed_and_opened() {
    made make_people
    trappa unit add ny --name 'Nya enheten' --parent kommun
    trappa person add nychef --name 'Nils Chef' --unit ny --role manager
    before=$(events)
    trappa unit set ekb --name 'Försörjningsstöd' --dry-run
    expect_done
    expect_out "ekb: the name 'Ekonomiskt bistånd' becomes 'Försörjningsstöd'"
    expect_out 'Every manager sees whom they saw before.'
    expect_out 'Nothing has been written (--dry-run).'
    trappa unit move ekb --to ny --dry-run --json
    expect_json '.changed and (.applied | not) and .parent_before == "kommun" and .parent == "ny"'
    expect_json '.managers == [{"manager": "nychef", "name": "Nils Chef", "before": 0, "after": 4}]'
    [ "$before" = "$(events)" ] || refuse 'expected nothing to be written'
    trappa unit set ekb --name 'Försörjningsstöd'
    trappa unit move ekb --to ny --json
    expect_json '.applied and .people == ["anna", "bo", "hemlig", "chef"]'
    trappa person list --unit ny --json
    expect_json 'map(.id) | index("anna")'
    trappa unit move ekb --to ny
    expect_out 'ekb: is so already; nothing changes'
    expect_refusal 1 "unit 'ny': cannot lie below 'ekb', which is the unit itself or below it" unit move ny --to ekb
    expect_refusal 1 "unit 'ekb': people who work in it: 4; move them with 'trappa person set PERSON --unit UNIT'" \
        unit close ekb
    expect_refusal 2 'unit move: say where: --to UNIT or --top' unit move ny
    trappa unit list --json
    expect_json '.[] | select(.id == "ekb") | .name == "Försörjningsstöd" and .parent == "ny" and .closed == null'
    trappa unit close barn
    expect_done
    expect_out 'barn: is closed'
    expect_refusal 1 "unit 'barn': is closed; 'trappa unit open' opens it again" person set anna --unit barn
    expect_refusal 1 "unit 'barn': is closed" unit add under --name Under --parent barn
    expect_refusal 1 "unit 'barn': is closed" person join anna barn
    trappa unit open barn
    trappa person set anna --unit barn
    expect_done
    expect_refusal 1 "unit 'kommun': people who work in it: 1" unit close kommun
    trappa audit verify
    expect_done
}
