# What changed since it was done, by commands: shown, taken, told to the signer, and reckoned before it is published.

prepare() {
    export TRAPPA_NOW=2026-03-02T09:00
    cp -r "$curriculum" layer
    step=$(grep -rlx 'id: valkommen' layer/programmes | head -1)
    trappa init --curriculum layer
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    trappa person add erik --name 'Erik Ask' --unit ekb --role author
    trappa plan start anna introduktion --from 2026-03-02
    trappa step done anna valkommen
    expect_status 0
}

# revise N CLASS DATE WORDS: a new revision with one more paragraph.
revise() {
    sed -i "s/^revisions:\$/revisions:\n  - {n: $1, date: $3, class: $2}/" "$step"
    printf '\n%s\n' "$4" >>"$step"
}

test_what_changed_is_shown_in_words_and_taken() {
    prepare
    revise 8 substantive 2026-03-01 'Fika klockan tre.'
    trappa curriculum publish --dry-run --json
    expect_done
    expect_json '.from != .to and (.steps[] | select(.step == "valkommen") | .class == "substantive" and .read == 1
        and .redo == 0 and .people == ["anna"])'
    trappa curriculum publish --dry-run --json --by erik
    expect_json '.steps[] | select(.step == "valkommen") | .read == null and .people == []'
    trappa step diff anna valkommen --json
    expect_json '.delta == "none" and .parts == []'
    trappa curriculum publish
    trappa step diff anna valkommen
    expect_done
    expect_out '{+Fika klockan tre.+}'
    trappa step diff anna valkommen --json
    expect_json '.delta == "read" and .parts[0].added == 3 and .parts[0].removed == 0'
    trappa step take anna valkommen --seen 0123456789abcdef
    expect_status 1
    expect_err "step 'valkommen': has changed since it was opened; look at what is new, and go on"
    trappa step diff anna valkommen --json
    version=$(jq -r .version out)
    trappa step take anna valkommen --seen "$version"
    expect_done
    trappa step diff anna valkommen --json
    expect_json '.delta == "none" and .done_revision == 8'
}

test_two_editions_are_compared_in_words() {
    prepare
    trappa curriculum show --json
    old=$(jq -r .edition out)
    revise 8 legal 2026-04-01 'Ny lag om nycklar.'
    trappa curriculum publish
    new=$(head -1 out)
    trappa curriculum diff "$old" "$new" --text
    expect_done
    expect_out '{+Ny lag om nycklar.+}'
    trappa curriculum diff "$old" "$new" --text --json
    expect_json '.[0].parts[0].blocks[-1].runs[0].what == "added"'
    trappa plan show anna --json
    expect_json '.items[] | select(.step == "valkommen") | .delta == "read" and .delta_from == "2026-04-01"'
}
