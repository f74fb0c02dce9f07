# A whole introduction by commands: from the first day to the last signature, and what is refused on the way.

make_plan() {
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner --background socionom
    trappa person add bo --name 'Bo Lind' --unit ekb --role mentor
    trappa person add chef --name 'Åsa Berg' --unit ekb --role manager
    trappa mentor assign anna bo
    trappa plan start anna introduktion --from 2026-03-02
    expect_status 0
}

prepare() {
    export TRAPPA_NOW=2026-03-02T09:00
    made make_plan
}

# expect_refusal STATUS SENTENCE ARGUMENT...: one sentence, and nothing is written.
expect_refusal() {
    local expected=$1 sentence=$2 before
    shift 2
    trappa audit verify --json
    before=$(jq .events out)
    trappa "$@"
    expect_status "$expected"
    expect_err "trappa: $sentence"
    trappa audit verify --json
    expect_json ".ok and .events == $before"
}

# The item of a step in anna's plan: expect_item STEP FILTER
expect_item() {
    trappa plan show anna --json
    expect_done
    expect_json ".items[] | select(.step == \"$1\") | $2"
}

test_a_plan_has_the_shape_that_others_rely_on() {
    prepare
    trappa plan show anna --json
    expect_done
    expect_json '.person == "anna" and .programme == "introduktion" and .start == "2026-03-02"'
    expect_json '.edition | test("^[0-9a-f]{16}$")'
    expect_json '[.items[].step] | .[0] == "valkommen" and index("sekretess") < index("nybesok")'
    expect_json '["autonomy", "component", "delta", "done_revision", "due", "evidence", "kind", "phase", "revision",
        "signed_by", "signed_revision", "state", "step", "title"] - (.items[0] | keys) == []'
    expect_item valkommen '.due == "2026-03-02" and .state == "todo" and .delta == "none" and .revision == 1'
    expect_item valkommen '.done_revision == null and .signed_revision == null and .signed_by == null
        and .evidence == null and .autonomy == null'
}

test_an_introduction_from_start_to_the_last_signature() {
    prepare
    trappa stair decide bo 3 --by chef
    expect_done
    trappa step done anna valkommen
    trappa sign give anna sekretess --by chef --evidence reported
    trappa sign request anna hot-oro-granser
    trappa sign return anna hot-oro-granser --by bo --comment 'Läs rutinen också'
    expect_item hot-oro-granser '.state == "returned"'
    trappa sign request anna hot-oro-granser
    expect_item hot-oro-granser '.state == "requested"'
    trappa sign give anna hot-oro-granser --by bo --evidence reported
    trappa step done anna socialtjanstlagen
    trappa sign give anna riksnormen --by bo --evidence simulated --autonomy 3
    trappa sign give anna nybesok --by bo --evidence observed --autonomy 1
    trappa step done anna delegationsordningen
    trappa step recognise anna tungt-samtal --because 'Fem år i grannkommunen'
    trappa step skip anna forvaltningslagen --because 'Kursen är fullbokad' --until 2026-09-01
    trappa sign give anna forvaltningslagen --by bo --evidence reported --autonomy 2
    expect_done
    trappa sign give anna forsta-utredningen --by bo --evidence observed --autonomy 3
    expect_done
    expect_item riksnormen '.state == "signed" and .signed_by == "bo" and .evidence == "simulated" and .autonomy == 3
        and .done_revision == .revision and .signed_revision == .revision'
    trappa plan show anna --json
    for step in $(jq -r '.items[] | select(.state == "todo") | .step' out); do
        trappa step recognise anna "$step" --because 'Fem år i grannkommunen'
        expect_done
    done
    trappa plan show anna --json
    expect_json '[.items[] | select(.state != "signed" and .state != "done" and .state != "recognised")] == []'
    trappa audit verify --json
    expect_json .ok
}

test_signing_says_why_not() {
    prepare
    expect_refusal 2 "sign give: option '--by' is missing" sign give anna nybesok --evidence observed --autonomy 2
    expect_refusal 2 "sign give: option '--evidence' is missing" sign give anna nybesok --by bo --autonomy 2
    expect_refusal 2 "--evidence: 'sett' is none of" sign give anna nybesok --by bo --evidence sett
    expect_refusal 2 "step 'nybesok': names competences, so say the autonomy, 1 to 5" \
        sign give anna nybesok --by bo --evidence observed
    expect_refusal 1 "step 'nybesok': nobody signs for oneself" \
        sign give anna nybesok --by anna --evidence observed --autonomy 2
    expect_refusal 1 "step 'sekretess': only a manager of person 'anna' signs it" \
        sign give anna sekretess --by bo --evidence observed
    expect_refusal 1 "step 'forsta-utredningen': a signer stands on level 3 or higher, and you stand on 1" \
        sign give anna forsta-utredningen --by bo --evidence observed --autonomy 3
    expect_refusal 1 "person 'ingen': no such person" sign give ingen nybesok --by bo --evidence observed
    expect_refusal 1 "step 'nybeso': no such step" sign give anna nybeso --by bo --evidence observed
    trappa sign give anna nybesok --by bo --evidence observed --autonomy 2
    expect_refusal 1 "step 'nybesok': is already signed" \
        sign give anna nybesok --by bo --evidence observed --autonomy 2
}

test_leave_and_part_time_move_dates() {
    prepare
    expect_refusal 2 "'9999-12-31' is more than a hundred years away" plan start bo introduktion --from 9999-12-31
    expect_refusal 2 'plan shift: say either --leave or --share' plan shift anna
    expect_refusal 2 'leave: ends before it begins' plan shift anna --leave 2026-03-20..2026-03-09
    expect_refusal 2 "'2026-02-30' is not a date" plan shift anna --leave 2026-02-30..2026-03-09
    expect_refusal 2 "--share: '0' is not a percentage from 1 to 100" plan shift anna --share 0 --from 2026-03-09
    trappa plan shift anna --leave 2026-03-09..2026-03-13
    expect_done
    expect_item hot-oro-granser '.due == "2026-03-06"'
    expect_item socialtjanstlagen '.due == "2026-03-20"'
    trappa plan shift anna --share 50 --from 2026-03-16
    expect_done
    expect_item socialtjanstlagen '.due == "2026-03-27"'
}

test_emptied_records_are_no_new_site() {
    prepare
    rm -f data/records.db-wal data/records.db-shm
    : >data/records.db
    trappa audit verify
    expect_status 2
    expect_err 'records.db: is empty'
}
