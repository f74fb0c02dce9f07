# What people are reminded of, and the mail that says it.

prepare() {
    export TRAPPA_NOW=2026-03-02T09:00
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --email anna@example.se --unit ekb --role learner --background socionom
    trappa person add bo --name 'Bo Lind' --email bo@example.se --unit ekb --role mentor
    trappa person add chef --name 'Åsa Berg' --unit ekb --role manager
    trappa mentor assign anna bo
    trappa plan start anna introduktion --from 2026-03-02
    expect_status 0
}

test_everybody_is_reminded_of_what_is_theirs() {
    prepare
    trappa sign request anna sekretess
    trappa step done anna valkommen
    export TRAPPA_NOW=2026-03-05T09:00
    trappa remind anna --json
    expect_done
    expect_json 'map(select(.kind == "on_others")) | length == 1 and .[0].with == "Åsa Berg"'
    expect_json 'map(select(.kind == "late")) | length > 0 and all(.day < "2026-03-05" and .source == "plan")'
    expect_json 'map(select(.kind == "due")) | length > 0 and all(.day >= "2026-03-05" and .day <= "2026-03-11")'
    expect_json 'map(.path) | all(startswith("/moment/"))'
    expect_json 'map(.title) | contains(["Välkommen"]) | not'
    trappa remind chef --json
    expect_json 'map(select(.kind == "for_you")) | length == 1 and .[0].about == "anna"'
    expect_json 'map(select(.source == "unit")) | length == 1 and .[0].count == 1 and .[0].about == null'
    trappa remind bo --json
    expect_json 'map(.source) == ["learners"] and .[0].about == "anna"'
    LANG=sv_SE.UTF-8 trappa remind bo
    expect_out 'Försenat'
    expect_out 'Anna Ek'
    trappa remind bo --by chef
    expect_status 1
    expect_err "person 'bo': this is not for you to see"
}
