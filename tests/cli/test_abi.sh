# A plugin of the first release goes on working for as long as ABI 1 is taken: tests/abi/frozen/README.md.

# site_with_frozen PLUGIN: a site with the plugin, Anna and Cecilia, and a published step `ett` of the plugin's own kind
# with one block.
site_with_frozen() {
    mkdir -p layer/programmes/prov/01-start plugins data
    printf 'id: prov\ntitle: Prov\nlanguage: sv\n' >layer/curriculum.yaml
    printf 'id: prov\ntitle: Prov\nphases:\n  - {id: start, title: Start}\n' >layer/programmes/prov/programme.yaml
    printf -- '---\nid: ett\ntitle: Ett\nkind: thawing\n---\n\nLäs.\n\n?? Nyckel = KALL\n' \
        >layer/programmes/prov/01-start/01-ett.md
    cp "$1" plugins/frozen.so
    chmod -R go-w plugins
    trappa init --curriculum layer
    printf 'own-plugins: false\n' >>data/trappa.yaml
    printf 'plugin-folder: %s/plugins\nplugins:\n  frozen:\n    colour: blå\n' "$PWD" >>data/trappa.yaml
    trappa plugin list --json
    expect_done
    expect_json '. == [{"id": "frozen", "version": "1.0", "state": "loaded", "why": null, "summary": "Keeps ABI 1"}]'
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    trappa person add cecilia --name 'Cecilia Ström' --unit ekb --role manager
    trappa curriculum publish
    expect_status 0
    rid=$(sqlite3 data/records.db "SELECT rid FROM person JOIN identity ON person_key = key WHERE id = 'anna'")
}

expect_every_service() {
    LANG=sv_SE.UTF-8 trappa frozen tell "$rid" --level 3
    expect_status 0
    expect_out 'host: abi 1, version there'
    expect_out 'call: 1 3'
    expect_out 'clock: 1'
    expect_out 'config: blå, 1'
    expect_out 'text: sv, Frusna ord, %ld ord, %ld orden'
    expect_out 'people: operator sees Anna Ek of ekb, may 110'
    expect_out 'curriculum: 1, 1 steps, ett Ett prov start thawing none, revision 1, 40'
    expect_err 'plugin frozen: tells'
    expect_err 'plugin frozen: warning: warns'
    trappa frozen tell "$rid" --by cecilia
    expect_out 'people: somebody sees Anna Ek of ekb, may 101'
    trappa frozen refuse ord
    expect_status 1
    expect_err "'ord' is number 1, 2, 3, 4, 5"
    trappa frozen refuse ord --quietly
    expect_status 1
    [ -z "$err" ] || refuse 'no is an answer, not a failure'
    trappa report show frozen notes --by cecilia
    expect_out 'fewer than five'
    expect_out 71
    expect_no_out 31
}

# Rows, a job that was asked for in the same change, and the listener that heard the unit.
expect_rows_and_work() {
    trappa frozen keep "$rid" 'Hemliga ord' --follow
    expect_done
    trappa work --once
    expect_status 0
    trappa frozen kept
    expect_out 'Hemliga ord'
    expect_out 'unit.added'
    expect_out 'somebody was counted'
    expect_out 32
    trappa audit verify
    expect_done
}

expect_findings() {
    cp -r layer loud
    printf '\nLäs!!!\n\n?? utan\n' >>loud/programmes/prov/01-start/01-ett.md
    trappa check loud --format json
    expect_json '[.findings[].code] == ["FZ101", "FZ102"]'
    trappa check layer
    expect_done
}

expect_pages() {
    sign_in anna
    get '/frozen/show/namn?words=a%26b'
    expect_page 200 '<h1>Frusna ord</h1>'
    expect_page 200 'href="/frozen/show/%C3%A5%2Fb">&lt;b&gt;namn</a> 42 a&amp;b</p>'
    post /frozen/keep --data-urlencode 'words='
    expect_page 422 'Write something'
    post /frozen/keep --data-urlencode 'words=Från en sida'
    expect_page 303 ''
    get /frozen/show/again
    expect_page 200 'It is kept'
    trappa frozen kept
    expect_out 'Från en sida'
    trappa frozen fetch "$address/"
    expect_status 0
    expect_out ' text/html'
}

expect_block() {
    trappa step done anna ett
    expect_status 1
    get /moment/ett
    expect_page 200 'name="frozen.q.key"'
    expect_page 200 'Cold'
    [[ $page != *KALL* ]] || refuse 'the key was sent'
    post /moment/ett/svar --data-urlencode 'frozen.q.key='
    expect_page 422 'Write one answer'
    post /moment/ett/svar --data-urlencode 'frozen.q.key=KALL'
    expect_page 303 ''
    get /moment/ett
    expect_page 200 'Thawed'
    trappa step done anna ett
    expect_done
}

expect_export_and_erasure() {
    trappa person export anna
    expect_json '[.. | .frozen_note? // empty][0] | map(.words) | contains(["Hemliga ord", "Från en sida"])'
    expect_json '[.. | .frozen_answer? // empty][0] | map(.words) == ["KALL"]'
    trappa person erase anna --because 'Test'
    expect_status 0
    trappa frozen kept
    expect_no_out 'Hemliga ord'
    trappa audit verify
    expect_done
}

frozen_works() {
    site_with_frozen "$1"
    expect_every_service
    expect_rows_and_work
    expect_findings
    serve
    expect_pages
    expect_block
    expect_export_and_erasure
}

test_a_plugin_built_from_the_first_headers_works() {
    frozen_works "${program%/*}/tests/plugins/frozen_1.so"
}

test_a_plugin_built_at_the_first_release_works() {
    [ "$(uname -m)" = x86_64 ] || skip "the file is for x86_64, this is $(uname -m)"
    frozen_works "$top/tests/abi/frozen/1/frozen-x86_64.so"
}
