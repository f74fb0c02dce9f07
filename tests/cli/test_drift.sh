# Drift: four layers with every operation, and a base that changes under them.

commit() {
    git -C "$1" add -A
    git -C "$1" -c user.name=x -c user.email=x@example.org commit -q --allow-empty -m "${2:-x}"
}

# layer NAME: an empty layer with its programme, as a repository.
layer() {
    git init -q -b main "$1"
    mkdir -p "$1/programmes/intro/01-start"
    printf 'id: lager-%s\ntitle: %s\nlanguage: sv\n' "$1" "$1" >"$1/curriculum.yaml"
    [ "$1" != base ] ||
        printf 'id: intro\ntitle: Intro\nphases:\n  - {id: start, title: Start}\n' >"$1/programmes/intro/programme.yaml"
}

# step LAYER STEP FRONT-MATTER [BODY]
step() {
    printf -- '---\n%s\n---\n\n%s\n' "$3" "${4:-Text.}" >"$1/programmes/intro/01-start/$2.md"
}

# The national base, a university that adds and extends, a region that replaces, a municipality that replaces, hides and
# extends. `kort` is retired by the base later.
four_layers() {
    layer base
    step base 01-norm $'id: norm\ntitle: Normen' 'Normen är ett.'
    step base 02-hem $'id: hem\ntitle: Hemmet' 'Hemmet.'
    step base 03-jour $'id: jour\ntitle: Jouren' 'Jouren.'
    step base 04-kort $'id: kort\ntitle: Kort' 'Kort.'
    step base 05-lag $'id: lag\ntitle: Lagen' 'Lagen.'
    commit base
    layer universitet
    step universitet 06-teori $'id: teori\ntitle: Teori' 'Teorin.'
    step universitet 01-norm 'extends: norm' 'Läs mer.'
    commit universitet
    layer region
    step region 01-norm $'replaces: norm\nbased-on: 1' 'Normen hos oss.'
    step region 05-lag $'replaces: lag\nbased-on: 1' 'Lagen i regionen.'
    step region 03-jour $'replaces: jour\nbased-on: 1' 'Regionens jour.'
    commit region
    layer kommun
    step kommun 02-hem $'replaces: hem\nbased-on: 1' 'Hemmet i kommunen.'
    step kommun 03-jour $'hides: jour\nbecause: Regionen har jouren' ''
    step kommun 04-kort 'extends: kort' 'Kort hos oss.'
    step kommun 06-teori 'extends: teori' 'Teorin hos oss.'
    commit kommun
    trappa init --curriculum base
    expect_done
    local name
    for name in universitet region kommun; do
        trappa curriculum layer add $name $name
        expect_done
    done
    trappa curriculum publish --json
    expect_done
    expect_json '.changed and .warnings == 0 and .steps == 5'
}

# What the base says anew: a legal change of norm and then an editorial one, a substantive one of hem; kort is retired.
base_changes() {
    step base 01-norm $'id: norm\ntitle: Normen\nrevisions:
  - {n: 3, date: 2026-02-01, class: editorial}
  - {n: 2, date: 2026-01-01, class: legal}
  - {n: 1, date: 2025-01-01, class: substantive}' 'Normen är två.'
    step base 02-hem $'id: hem\ntitle: Hemmet\nrevisions:
  - {n: 2, date: 2026-01-01, class: substantive}
  - {n: 1, date: 2025-01-01, class: substantive}' 'Hemmet, och besöket.'
    step base 03-jour $'id: jour\ntitle: Jouren\nrevisions:
  - {n: 2, date: 2026-01-01, class: legal}
  - {n: 1, date: 2025-01-01, class: substantive}' 'Jouren är ny.'
    rm base/programmes/intro/01-start/04-kort.md
    printf 'retired: [kort]\n' >>base/curriculum.yaml
    commit base
}

test_a_base_that_changes_under_four_layers_is_told_with_its_class() {
    four_layers
    trappa curriculum drift --json
    expect_done
    expect_json '. == []'
    base_changes
    trappa curriculum drift --json
    expect_done
    expect_json 'map([.step, .layer, .based_on, .base_revision, .class]) ==
        [["norm", "region", 1, 3, "legal"], ["hem", "kommun", 1, 2, "substantive"]]'
    expect_json '.[0] | .title == "Normen" and .base_layer == "base" and (.path | endswith("01-norm.md"))'
    trappa curriculum drift
    expect_done
    expect_out '1 -> 3 legal Normen'
    # Of what the municipality hides (jour) nothing is listed: nobody sees it. The same evaluator answers the check.
    trappa curriculum publish --json
    expect_done
    expect_json '.changed and ([.groups[] | select(.code == "TR602")][0].count == 3)'
    expect_json '[.groups[] | select(.code == "TR605")][0].count == 1'
    trappa check region --base base
    expect_out "01-norm.md:3:11: warning[TR602]: 'norm' replaces revision 1, and the base is at 3: a change"
    expect_out 'of class legal'
    # Whoever takes the change over says so, and is left in peace.
    step region 01-norm $'replaces: norm\nbased-on: 3' 'Normen hos oss, två.'
    commit region
    trappa curriculum drift --json
    expect_json 'map(.step) == ["hem"]'
    trappa audit verify
    expect_done
}

test_the_drift_of_an_editorial_change_alone_is_editorial() {
    four_layers
    step base 05-lag $'id: lag\ntitle: Lagen\nrevisions:
  - {n: 3, date: 2026-02-01, class: editorial}
  - {n: 2, date: 2026-01-01, class: legal}
  - {n: 1, date: 2025-01-01, class: substantive}' 'Lagen, ny.'
    step region 05-lag $'replaces: lag\nbased-on: 2' 'Lagen i regionen.'
    commit base
    commit region
    trappa curriculum drift --json
    expect_json 'map([.step, .based_on, .base_revision, .class]) == [["lag", 2, 3, "editorial"]]'
}

test_two_layers_that_replace_the_same_step_are_a_finding() {
    four_layers
    step kommun 01-norm $'replaces: norm\nbased-on: 1' 'Normen i kommunen.'
    commit kommun
    trappa curriculum publish --json
    expect_done
    expect_json '.changed and (.groups | map([.code, .count]) == [["TR606", 1]])'
    expect_json '.groups[0].path == "kommun/programmes/intro/01-start/01-norm.md"'
    trappa check kommun --base base --base universitet --base region
    expect_out "'norm' is replaced by the layer region too, and only this replacement is shown"
    # Each is held against what it took the place of: the region against the base, the municipality against the region.
    base_changes
    step region 01-norm $'replaces: norm\nbased-on: 1\nrevisions:
  - {n: 2, date: 2026-01-01, class: substantive}
  - {n: 1, date: 2025-01-01, class: substantive}' 'Normen hos oss, ny.'
    commit region
    trappa curriculum drift --json
    expect_json 'map([.step, .layer, .base_layer, .class]) ==
        [["norm", "region", "base", "legal"], ["hem", "kommun", "base", "substantive"],
         ["norm", "kommun", "region", "substantive"]]'
}

test_drift_is_for_those_who_publish() {
    four_layers
    base_changes
    trappa unit add ekb --name Ekonomi
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    trappa person add frida --name 'Frida Ek' --unit ekb --role author
    trappa curriculum drift --by anna
    expect_status 1
    trappa curriculum drift --by frida --json
    expect_done
    expect_json 'length == 2'
}

test_a_layer_that_cannot_be_reached_drifts_as_it_was_last() {
    four_layers
    base_changes
    mv region borta
    trappa curriculum drift --json
    expect_done
    expect_json 'map(.layer) == ["region", "kommun"]'
    trappa curriculum layer list --json
    expect_json '[.[] | select(.name == "region")][0].state == "unreachable"'
}

test_a_job_works_it_out_when_the_layers_have_changed() {
    four_layers
    base_changes
    trappa curriculum layer fetch
    trappa work --once
    expect_done
    grep -q '^norm 1 3 legal base ' data/layers/region.git/trappa-drift || refuse 'the job kept it'
    trappa work --once
    expect_done
    local times
    times=$(sqlite3 data/records.db "SELECT count(*) FROM job WHERE kind = 'layers.drift'")
    [ "$times" = 1 ] || refuse 'once is enough'
}
