# Tests of `trappa stair`: what is met and missing, decisions, and a staircase that is tried out before it is published.

stair_layer() {
    mkdir -p trappa/programmes/start/01-allt trappa/staircases
    printf 'id: prov\ntitle: Prov\nlanguage: sv\n' >trappa/curriculum.yaml
    printf 'id: start\ntitle: Start\nphases: [{id: allt, title: Allt}]\nleads-to: {staircase: trappa, level: 2}\n' \
        >trappa/programmes/start/programme.yaml
    printf -- '---\nid: norm\ntitle: Normen\nsignoff: mentor\ncompetences: {norm: 3}\n---\n\nRäkna.\n' \
        >trappa/programmes/start/01-allt/01-norm.md
    stair_file '{months: 6}, {programme: start}, {competence: norm, autonomy: 3, observed: 1}' \
        >trappa/staircases/trappa.yaml
}

stair_file() {
    printf 'id: trappa\ntitle: Trappan\ncompetences: {norm: {title: Normen}}\nlevels:\n'
    printf '  - {level: 1, title: Ny, rules: []}\n  - {level: 2, title: Van, rules: [%s]}\n' "$1"
}

stair_prepare() {
    export TRAPPA_NOW=2026-03-02T09:00
    stair_layer
    trappa init --curriculum trappa
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    trappa person add bo --name 'Bo Lind' --unit ekb --role mentor
    trappa person add chef --name 'Åsa Berg' --unit ekb --role manager
    trappa mentor assign anna bo
    trappa plan start anna start --from 2026-03-02
    expect_done
}

test_a_stair_says_what_is_met_and_what_is_missing() {
    stair_prepare
    trappa stair show anna --json
    expect_done
    expect_json '.person == "anna" and .staircase == "trappa" and .level == 1 and .next.level == 2
        and .next.met == false and .next.earliest == "2026-09-02"'
    expect_json '[.next.rules[].rule] == ["months 6", "programme start", "competence norm 3 observed 1"]'
    trappa sign give anna norm --by bo --evidence observed --autonomy 3
    export TRAPPA_NOW=2026-09-02T09:00
    trappa stair show anna --json
    expect_json '.next.met and ([.next.rules[] | [.met, .have, .need]] == [[true, 6, 6], [true, 1, 1], [true, 1, 1]])'
    trappa stair decide anna 2 --by chef
    expect_done
    trappa stair show anna --json
    expect_json '.level == 2 and .next == null'
}

test_a_decision_against_the_rules_stands_and_says_so() {
    stair_prepare
    trappa stair decide anna 2 --by chef --because 'Tio år i grannkommunen'
    expect_done
    expect_out '3 of its rules do not hold yet'
    trappa person export anna
    expect_json '.stair_decisions[0].because == "Tio år i grannkommunen" and (.stair_grounds | length) == 3'
    trappa stair decide anna 3 --by chef
    expect_status 2
    expect_err "trappa: level 3: staircase 'trappa' has no such level"
    trappa stair decide anna 2 --by bo
    expect_status 1
    trappa audit verify
    expect_done
}

test_a_changed_staircase_is_tried_out_on_everybody() {
    stair_prepare
    stair_file '{months: 1}' >changed.yaml
    export TRAPPA_NOW=2026-04-03T09:00
    trappa stair simulate --json
    expect_done
    expect_json '.[] | select(.person == "anna") | .now == 1 and .would_be == 1
        and .blocked_by == ["months 6", "programme start", "competence norm 3 observed 1"]'
    trappa stair simulate --staircase changed.yaml --json
    expect_json '.[] | select(.person == "anna") | .would_be == 2 and .blocked_by == []'
    stair_file '{months: many}' >wrong.yaml
    trappa stair simulate --staircase wrong.yaml
    expect_status 2
    expect_err 'trappa: wrong.yaml:6:45: '
    trappa stair simulate --staircase nowhere.yaml
    expect_status 1
}

test_a_unit_sees_who_can_do_what_and_what_nothing_leads_to() {
    stair_prepare
    trappa person add hr --name 'Hanna Holm' --unit organisation --role hr
    trappa sign give anna norm --by bo --evidence reported --autonomy 4
    trappa stair coverage --by chef --json
    expect_done
    expect_json '.people == 3 and (.competences | length) == 1'
    expect_json '.competences[0] | .thin == "one" and .carries == 1
        and .evidence == {observed: 0, simulated: 0, reported: 1} and .steps == ["norm"]
        and [.people[] | [.person, .autonomy, .lapses]] == [["anna", 4, null]]'
    expect_json '[.signing[] | [.level, .steps, .signers]] == [[0, 1, ["bo", "chef"]]]'
    expect_json '[.staircases[0].levels[] | [.level, (.people | length)]] == [[1, 3], [2, 0]]'
    trappa stair coverage --unit ekb --by hr --json
    expect_json '.competences[0].evidence == null and .competences[0].carries == 1'
    trappa stair coverage --by anna
    expect_status 1
    expect_err 'trappa: only a manager or HR sees a whole unit'
    trappa stair gaps --json
    expect_json '. == []'
    stair_file '{competence: norm, autonomy: 3, observed: 2}' >trappa/staircases/trappa.yaml
    trappa curriculum publish
    trappa stair gaps --json
    expect_json '. == [{staircase: "trappa", level: 2, rule: "competence norm 3 observed 2", gap: "few-steps",
        have: 1, need: 2}]'
    trappa stair gaps
    expect_out 'fewer steps than sign-offs are asked for'
}
