# Tests of `trappa circular`: who must read what, that it was read as it is now, and who has not.

circular_send() {
    mkdir -p brev/circulars
    printf 'id: prov\ntitle: Prov\nlanguage: sv\n' >brev/curriculum.yaml
    printf -- '---\nid: larm\ntitle: Larmprov\nkind: circular\nsignoff: self\ndue: week 1\nto: [ekb, manager]\n%s%s' \
        "revisions:
$1" "---

$2
" >brev/circulars/larm.md
    trappa curriculum publish
    expect_done
}

circular_prepare() {
    export TRAPPA_NOW=2026-03-02T09:00
    mkdir -p brev
    printf 'id: prov\ntitle: Prov\nlanguage: sv\n' >brev/curriculum.yaml
    trappa init --curriculum brev
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa unit add barn --name 'Barn och unga'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    trappa person add bo --name 'Bo Lind' --unit ekb --role mentor
    trappa person add chef --name 'Åsa Berg' --unit barn --role manager
    trappa person add lars --name 'Lars Öst' --unit barn --role learner
    circular_send '  - {n: 1, date: 2026-03-02, class: substantive, note: ett}
' 'Prova larmet.'
}

test_a_circular_is_listed_with_who_has_not_confirmed() {
    circular_prepare
    trappa circular confirm anna larm
    expect_done
    trappa circular list --json
    expect_json 'length == 1 and .[0].circular == "larm" and .[0].title == "Larmprov" and .[0].revision == 1
        and .[0].to == ["ekb", "manager"] and .[0].from == "2026-03-02" and .[0].confirmed == 1
        and .[0].waiting == ["bo", "chef"]'
    trappa circular list --unit ekb --json
    expect_json '.[0].waiting == ["bo"] and .[0].details[0].due == "2026-03-06"'
    trappa circular list anna --json
    expect_json '.[0].state == "confirmed" and .[0].confirmed_revision == 1 and .[0].confirmed_on == "2026-03-02"'
    trappa circular list lars --json
    expect_json '. == []'
    export TRAPPA_NOW=2026-03-10T09:00
    trappa circular list bo --json
    expect_json '.[0].state == "waiting" and .[0].since == "2026-03-02" and .[0].late_days == 2'
    trappa circular list --by lars
    expect_status 1
    expect_err 'only a manager or HR sees a whole unit'
}

test_a_circular_is_confirmed_as_it_was_seen() {
    circular_prepare
    trappa circular list anna --json
    seen=$(jq -r '.[0].version' out)
    circular_send '  - {n: 2, date: 2026-03-02, class: substantive, note: två}
  - {n: 1, date: 2026-03-02, class: substantive, note: ett}
' 'Prova larmet i varje rum.'
    trappa circular confirm anna larm --seen "$seen"
    expect_status 1
    expect_err 'has changed since it was opened'
    trappa circular confirm anna larm
    expect_done
    trappa circular list anna --json
    expect_json '.[0].confirmed_revision == 2'
}

test_what_comes_again_is_in_the_year_and_lapses() {
    circular_prepare
    printf -- '---\nid: brand\ntitle: Brand\nkind: circular\nsignoff: self\nto: [ekb]\n%s\n%s\n---\n\nGå ut.\n' \
        'again: {every: 12 months, on: 11-01}' \
        'revisions: [{n: 1, date: 2026-03-02, class: substantive, note: ett}]' >brev/circulars/brand.md
    trappa curriculum publish
    expect_done
    trappa wheel --json
    expect_json 'length == 1 and .[0].step == "brand" and .[0].months == 12 and .[0].on == "11-01"
        and [.[0].people[] | [.person, .state, .due]]
            == [["anna", "coming", "2026-11-01"], ["bo", "coming", "2026-11-01"]]'
    export TRAPPA_NOW=2026-10-20T09:00
    trappa circular confirm anna brand
    expect_done
    export TRAPPA_NOW=2026-11-03T09:00
    trappa wheel --json
    expect_json '[.[0].people[] | [.person, .state, .due, .valid_until]]
        == [["bo", "late", "2026-11-01", null], ["anna", "done", "2027-11-01", "2027-11-01"]]'
    export TRAPPA_NOW=2027-11-02T09:00
    trappa wheel --unit ekb --json
    expect_json '[.[0].people[] | .state] == ["late", "late"]'
    trappa circular confirm anna brand
    expect_done
    trappa wheel --json
    expect_json '[.[0].people[] | select(.person == "anna") | .due] == ["2028-11-01"]'
    trappa wheel --by anna
    expect_status 1
    expect_err 'only a manager or HR sees a whole unit'
}
