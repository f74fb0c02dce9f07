# Proposals: sent as changed files, judged, merged into a layer that is its own source from then on.


# A layer of two steps in a programme, an author, a reviewer and two who work there.
a_site() {
    mkdir -p layer/programmes/p/01-fas/ layer/steps
    cat >layer/curriculum.yaml <<'END'
id: bas
title: Bas
language: sv
reviewers: {programmes/p/01-fas/02-tva.md: [rut]}
END
    printf 'id: p\ntitle: P\nphases:\n  - {id: fas, title: Fas}\n' >layer/programmes/p/programme.yaml
    a_step ett 'Så här är det.' >layer/programmes/p/01-fas/01-ett.md
    a_step tva 'Och så här.' >layer/programmes/p/01-fas/02-tva.md
    trappa init --curriculum layer && trappa curriculum publish
    expect_status 0
    trappa unit add ekb --name Bistånd
    local person
    for person in 'fia author' 'rut mentor' 'anna learner' 'bo learner'; do
        trappa person add "${person% *}" --name "Namn ${person% *}" --unit ekb --role "${person#* }"
    done
}

a_step() {
    printf -- '---\nid: %s\ntitle: %s\ncomponent: profession\nkind: reading\n' "$1" "$1"
    printf 'minutes: 5\ndue: day 1\nsignoff: none\n'
    printf 'revisions:\n  - {n: 1, date: 2026-01-01, class: substantive}\n---\n\n# Rubrik\n\n%s\n' "$2"
}

# send FILE TEXT PERSON [ARGUMENT]...: proposes that text for a step; the proposal is $id.
send() {
    local name=$1 text=$2 by=$3
    shift 3
    mkdir -p mine/programmes/p/01-fas
    a_step "${name#*-}" "$text" >"mine/programmes/p/01-fas/$name.md"
    trappa proposal send base "programmes/p/01-fas/$name.md" --from mine --title "Om $name" --by "$by" --json "$@"
    id=$(jq -r .id out)
}

published() {
    git -C data/layers/base.git show "trappa:programmes/p/01-fas/$1.md"
}

test_a_proposal_is_judged_accepted_and_published_with_its_authors_chosen_name() {
    a_site
    send 01-ett 'Så här är det nu.' anna
    expect_done
    expect_json '.state == "open" and .errors == 0 and .steps == 1 and .layer == "base" and .author == "Namn anna"'
    trappa proposal list --json --by bo
    expect_json '. == []'
    trappa proposal show "$id" --by bo
    expect_status 1
    expect_err "proposal '$id': no such proposal"
    trappa proposal accept "$id" --by anna
    expect_err 'others decide of these files'
    trappa proposal accept "$id" --publish --by fia --because 'Bra sett' --json
    expect_done
    expect_json '.state == "accepted" and .decided_by == "Namn fia" and .comments[0].words == "Bra sett"'
    [[ $(published 01-ett) == *'det nu.'* ]] || refuse 'nothing was merged'
    [ "$(git -C data/layers/base.git log -1 --format='%an %ae' trappa)" = 'Trappa trappa@localhost' ] ||
        refuse 'the author is named, who did not choose to be'
    trappa curriculum layer list --json
    expect_json '.[0].state == "current" and .[0].own == true'
    trappa remind anna --json
    expect_out 'Om 01-ett'
    trappa proposal accept "$id" --by fia
    expect_err "proposal '$id': is accepted already"
    trappa audit verify
    expect_status 0
    send 01-ett 'Så här är det sedan.' bo --as 'Bo Ek'
    trappa proposal accept "$id" --by fia
    expect_done
    [ "$(git -C data/layers/base.git log -1 --format=%an trappa)" = 'Bo Ek' ] || refuse 'the chosen name is not there'
}

test_a_layer_follows_its_folder_until_something_is_accepted_and_then_takes_it_as_a_proposal() {
    a_site
    trappa curriculum layer import base --by fia
    expect_err "layer 'base': follows its folder"
    a_step tva 'Ändrat i mappen.' >layer/programmes/p/01-fas/02-tva.md
    send 01-ett 'Föreslaget.' anna
    trappa proposal accept "$id" --by fia
    expect_done
    [[ $(published 02-tva) == *'Ändrat i mappen'* ]] || refuse 'what stood in the folder was lost'
    a_step tva 'Ändrat senare.' >layer/programmes/p/01-fas/02-tva.md
    trappa curriculum publish
    [[ $(published 02-tva) == *'Ändrat i mappen'* ]] || refuse 'the folder is still followed'
    trappa curriculum layer import base --by fia --json
    expect_done
    expect_json '.files == ["programmes/p/01-fas/02-tva.md"] and .state == "open"'
    trappa proposal accept "$(jq -r .id out)" --publish
    expect_done
    [[ $(published 02-tva) == *'Ändrat senare'* && $(published 01-ett) == *Föreslaget* ]] ||
        refuse 'the folder took back what was accepted'
    trappa curriculum layer import base --by fia
    expect_err 'nothing is different'
    trappa curriculum layer set base layer
    expect_err 'it is its own source'
}

test_two_who_change_the_same_lines_are_a_conflict_that_is_told_by_section_and_resolved() {
    a_site
    send 01-ett 'Annas ord.' anna
    local first=$id
    send 01-ett 'Bos ord.' bo
    trappa proposal accept "$first" --by fia
    trappa proposal show "$id" --json
    expect_json '.state == "conflict" and .conflicts[0].path == "programmes/p/01-fas/01-ett.md"'
    expect_json '.conflicts[0].sections == [{base: "Så här är det.\n", ours: "Annas ord.\n", theirs: "Bos ord.\n"}]'
    trappa proposal accept "$id" --by fia
    expect_status 1
    expect_err '1 of its files were changed in the same lines meanwhile, the first programmes/p/01-fas/01-ett.md'
    a_step ett 'Bådas ord.' >resolved.md
    trappa proposal accept "$id" --by fia --publish --resolve programmes/p/01-fas/01-ett.md=resolved.md
    expect_done
    [[ $(published 01-ett) == *'Bådas ord'* ]] || refuse 'the resolution is not there'
    trappa audit verify
    expect_status 0
}

test_reviewers_decide_of_their_files_and_of_no_others() {
    a_site
    send 02-tva 'Nytt.' anna
    trappa proposal accept "$id" --by fia
    expect_err 'others decide of these files'
    trappa proposal list --json --by rut
    expect_json 'length == 1'
    trappa proposal accept "$id" --by rut
    expect_done
    send 01-ett 'Nytt.' anna
    trappa proposal accept "$id" --by rut
    expect_err 'others decide of these files'
    sed 's/\[rut\]/[anna]/' layer/curriculum.yaml >mine/curriculum.yaml
    a_step tva 'Självgodkänt.' >mine/programmes/p/01-fas/02-tva.md
    trappa proposal send base curriculum.yaml programmes/p/01-fas/02-tva.md --from mine --title Makt --by anna --json
    trappa proposal accept "$(jq -r .id out)" --by anna
    expect_err 'others decide of these files'
}

test_a_proposal_is_asked_to_change_goes_on_and_is_declined_with_a_reason() {
    a_site
    send 01-ett 'Inte bra.' anna
    local first=$id
    trappa proposal changes "$first" --because ' ' --by fia
    expect_err 'say why'
    trappa proposal changes "$first" --because 'Nämn lagen' --by fia --json
    expect_json '.state == "changes"'
    send 01-ett 'Bättre, enligt lagen.' bo --proposal "$first"
    expect_err 'only its author goes on with it'
    local seen
    seen=$(git -C data/layers/base.git rev-parse "proposal/$first")
    send 01-ett 'Bättre, enligt lagen.' anna --proposal "$first"
    expect_json '.state == "open"'
    trappa proposal accept "$first" --seen "$seen" --by fia
    expect_err 'its author has changed it since you opened it'
    trappa proposal decline "$first" --because 'Finns redan' --by fia --json
    expect_json '.state == "declined" and (.comments | map(.kind)) == ["changes", "declined"]'
    send 01-ett 'Igen.' anna --proposal "$first"
    expect_err 'is declined already'
    [[ $(published 01-ett) == *'Så här är det.'* ]] || refuse 'it was merged'
}

test_what_cannot_be_proposed_is_refused_and_leaves_nothing() {
    a_site
    trappa proposal send base --title Inget --by anna
    expect_err 'nothing is different from what the layer has'
    send 01-ett 'Av ingen.' fia
    trappa proposal send base programmes/p/01-fas/01-ett.md --from mine --title Utan
    expect_err "a proposal is somebody's"
    printf 'x\n' >x
    trappa proposal send base ../x --from layer --title Ut --by anna
    expect_err "file '../x': is no path for a file"
    trappa proposal send annat x --title Ut --by anna
    expect_err "layer 'annat': no such layer"
    printf -- '---\nid: ett\n---\n' >mine/programmes/p/01-fas/01-ett.md
    trappa proposal send base programmes/p/01-fas/01-ett.md --from mine --title Fel --by anna --json
    expect_json '.errors > 0'
    trappa proposal accept "$(jq -r .id out)" --by fia
    expect_status 1
    expect_err 'with it the check finds'
    [ "$(trappa proposal list --json --mine --by anna; jq length out)" = 1 ] || refuse 'a refused one was kept'
}

test_accepting_that_died_after_the_merge_is_done_again_and_loses_nothing() {
    a_site
    send 01-ett 'Föreslaget.' anna
    local git=data/layers/base.git
    git -C $git update-ref refs/heads/trappa-folder trappa
    git -C $git update-ref refs/heads/trappa "proposal/$id"
    trappa curriculum publish
    [[ $(published 01-ett) == *'Så här är det.'* ]] || refuse 'what nobody has accepted is published'
    trappa proposal accept "$id" --publish --by fia
    expect_done
    [[ $(published 01-ett) == *Föreslaget* ]] || refuse 'what was accepted is lost'
    trappa audit verify
    expect_status 0
}
