# Signatures on paper by commands: the codes of a plan, a batch that is typed in, what is refused row by row.

source "$here/halfyear.sh"

prepare_paper() {
    export TRAPPA_NOW=2026-03-02T09:00
    write_curriculum
    trappa init --curriculum layer
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner --background socionom
    trappa person add bo --name 'Bo Lind' --unit ekb --role mentor
    trappa person add chef --name 'Åsa Berg' --unit ekb --role manager
    trappa person add hr --name 'Hanna Holm' --unit ekb --role hr
    trappa mentor assign anna bo
    trappa plan start anna intro --from 2026-03-02
    expect_status 0
    trappa sign codes anna --json
    expect_json 'map(.step) == ["lagen", "norm"]'
    expect_json '(map(.code) | all(test("^[2346-9ACDEFHJKMNPRTVWX]{3}-[2346-9ACDEFHJKMNPRTVWX]{4}$")))'
    lagen=$(jq -r '.[0].code' out) norm=$(jq -r '.[1].code' out)
    export TRAPPA_NOW=2026-03-12T09:00
}

test_paper_is_typed_in_whole_or_not_at_all() {
    prepare_paper
    printf '%s 2026-03-10 sett\n\n%s 2026-03-13 sett\n' "$lagen" "$norm" >rows
    LC_ALL=sv_SE.UTF-8 trappa sign paper anna rows --by bo
    expect_status 1
    expect_err 'rad 3: 2026-03-13: är en dag som inte har kommit än'
    expect_err 'inget är intygat'
    trappa plan show anna --json
    expect_json '[.items[] | select(.state == "signed")] == []'
    printf '%s 2026-03-10 sett\n%s 2026-03-11 told Bo Lind\n' "$lagen" "$norm" >rows
    trappa sign paper anna rows --by chef --check --json
    expect_done
    expect_json '.faults == 0 and (.rows | map([.step, .revision, .day, .evidence, .signer]))
        == [["lagen", 1, "2026-03-10", "observed", "chef"], ["norm", 1, "2026-03-11", "reported", "bo"]]'
    trappa plan show anna --json
    expect_json '[.items[] | select(.state == "signed")] == []'
    trappa sign paper anna rows --by chef
    expect_done
    trappa plan show anna --json
    expect_json '[.items[] | select(.state == "signed") | [.step, .signed_on_paper, .signed_by]]
        == [["lagen", "2026-03-10", "chef"], ["norm", "2026-03-11", "bo"]]'
    trappa sign codes anna --json
    expect_json '. == []'
    trappa person export anna
    expect_json '.signoffs[1] | .on_paper == "2026-03-11" and .entered_by == "Åsa Berg" and .signer == "Bo Lind"'
    trappa audit verify --json
    expect_json .ok
}

test_paper_comes_from_standard_input_and_is_not_for_hr() {
    prepare_paper
    printf '%s 2026-03-10 sett\n' "$lagen" >rows
    trappa sign paper anna rows --by hr
    expect_status 1
    expect_err "person 'anna': only the mentor, the substitute or the manager signs"
    trappa sign paper anna missing --by bo
    expect_err 'missing: no such file'
    "$program" sign paper anna - --by bo <rows >out 2>err || refuse 'standard input was not read'
    trappa plan show anna --json
    expect_json '[.items[] | select(.state == "signed") | .step] == ["lagen"]'
}

test_paper_with_an_older_revision_says_so() {
    prepare_paper
    write_first_law
    trappa curriculum publish
    printf '%s 2026-03-10 sett\n' "$lagen" >rows
    trappa sign paper anna rows --by bo --check
    expect_done
    expect_out 'the law has changed since: a new sign-off is needed'
    trappa sign paper anna rows --by bo
    trappa plan show anna --json
    expect_json '.items[] | select(.step == "lagen") | .signed_revision == 1 and .delta == "redo" and .revision == 2'
}

test_paper_in_the_name_of_another_is_told_to_that_person() {
    prepare_paper
    printf '%s 2026-03-10 sett chef\n%s 2026-03-11 told\n' "$lagen" "$norm" >rows
    trappa sign paper anna rows --by bo
    expect_done
    trappa sign entered --by bo --json
    expect_json '. == []'
    trappa sign entered --by chef --json
    expect_json 'map([.person, .step, .on_paper, .entered, .entered_by])
        == [["anna", "lagen", "2026-03-10", "2026-03-12", "Bo Lind"]]'
    trappa sign entered --by chef
    expect_out '2026-03-10  lagen                    anna             Bo Lind'
    trappa remind chef
    expect_out '1 signature on paper in your name was typed in by somebody else'
    TRAPPA_NOW=2026-03-19T09:00 trappa remind chef
    expect_no_out 'on paper in your name'
    trappa person set bo --protected yes
    trappa sign entered --by chef --json
    expect_json 'map(.entered_by) == ["Bo Lind"]'
    trappa sign reopen anna lagen --by chef --comment 'Det har jag inte skrivit på'
    expect_done
    trappa sign entered --by chef --json
    expect_json '. == []'
    trappa plan show anna --json
    expect_json '[.items[] | select(.state == "signed") | .step] == ["norm"]'
    trappa audit verify --json
    expect_json .ok
}
