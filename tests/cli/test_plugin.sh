# Plugins, loaded and refused.

# refused FILE SENTENCE: the plugin is refused with it, and costs nothing else.
refused() {
    rm -rf plugins
    use template "$1"
    trappa plugin list --json
    expect_done
    expect_json '[.[] | select(.id == "template")][0].state == "loaded"'
    expect_json '[.[] | select(.state == "refused")] | length == 1'
    expect_json "[.[] | select(.state == \"refused\")][0].why | contains(\"$2\")"
    trappa template Anna
    expect_done
    expect_out 'Hello, Anna'
}

test_a_plugin_adds_a_command() {
    trappa init
    expect_done
    use template
    trappa plugin list --json
    expect_json '. == [{"id": "template", "version": "1.0", "state": "loaded", "why": null,
        "summary": "Says hello, and shows how a plugin is made"}]'
    trappa template
    expect_out 'Hello, world'
    trappa template a b
    expect_status 2
    expect_err 'one word too many'
    trappa template -- -x
    expect_status 2
    expect_err "'-x' is no name"
    trappa help
    expect_out 'Says hello'
    trappa help template
    expect_out 'trappa template [NAME]'
}

test_a_site_without_plugins_has_an_empty_list() {
    use
    trappa plugin list --json
    expect_done
    expect_json '. == []'
}

test_a_broken_plugin_is_refused_with_its_sentence() {
    trappa init
    refused broken_abi 'built for plugin ABI 7, this Trappa has 1'
    refused broken_size 'its description has 56 bytes, this Trappa knows it with 64'
    refused broken_hidden 'does not export the symbol trappa_plugin'
    refused broken_undefined 'no_such_function_anywhere'
    refused broken_need 'needs service telepathy/1, which this Trappa lacks'
    refused broken_offer 'offers telepathy/1, which this Trappa does not know'
    refused broken_offer_size 'an offer of command/1 has 48 bytes, this Trappa knows it with 40'
    refused broken_id "its id 'Bad Id' is not a letter"
    refused broken_table_id "its id 'signoff' is a word of Trappa's own"
    refused broken_event_id "its id 'talk' is a word of Trappa's own"
    refused broken_command_name "command 'plan': does not begin with the plugin's id 'broken'"
    refused broken_command_null "command 'broken': something that must be there is NULL"
    refused broken_twice "offers personal/1 'broken_a' twice"
    refused broken_start_null 'has no start function'
    refused broken_fails "the setting 'colour' is missing"
    refused broken_mute "plugin 'broken': failed and did not say why"
    trappa doctor --json
    expect_json '[.[] | select(.check == "plugins")][0] | .state == "warning" and (.says | startswith("broken_mute: "))'
}

test_a_plugin_whose_tables_are_wrong_is_refused_and_leaves_nothing() {
    trappa init
    refused broken_migration "its SQL wants making or changing table 'person', which is not its own"
    refused broken_loose "its table 'broken_a' is not STRICT"
    refused broken_keyless "its table 'broken_a' has no primary key, or one that is not its first columns"
    [ "$(sqlite3 data/records.db "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'broken%'")" = 0 ] ||
        refuse 'a table was left behind'
    trappa audit verify
    expect_done
}

test_a_plugin_older_than_its_tables_is_refused() {
    site_with_sampler
    sqlite3 data/records.db "INSERT INTO plugin_migration VALUES ('sampler', 4, 'newer', 0)"
    trappa plugin list --json
    expect_json '.[0].why | contains("its tables were made by a newer version of it")'
    trappa sampler list
    expect_status 1
    expect_err 'made by a newer version'
}

test_a_plugin_that_crashes_is_survived_and_remembered() {
    trappa init
    refused broken_crash 'did not survive being started'
    grep -q 'did not survive' data/plugins.tried || refuse 'the crash was not remembered'
    grep -q ' ok$' data/plugins.tried || refuse 'what was well was not remembered'
}

test_a_folder_or_file_that_others_may_write_is_refused() {
    trappa init
    use template
    chmod o+w plugins
    trappa plugin list --json
    expect_json '.[0].why == "its folder can be written by others"'
    chmod o-w plugins
    chmod g+w plugins/template.so
    trappa plugin list --json
    expect_json '.[0].why == "its file can be written by others"'
    chmod g-w plugins/template.so
    mv plugins/template.so elsewhere.so
    ln -s ../elsewhere.so plugins/template.so
    trappa plugin list --json
    expect_json '.[0].why | contains("is no file of its own")'
}

test_two_plugins_of_one_id_are_not_both_loaded() {
    trappa init
    use template
    cp plugins/template.so plugins/zz.so
    trappa plugin list --json
    expect_json '.[0].state == "loaded" and .[1].state == "refused"'
    expect_json '.[1].why | contains("the same or begin alike")'
}

test_two_plugins_do_not_give_findings_of_one_code() {
    trappa init
    use sampler broken_finding
    cp plugins/broken_finding.so plugins/zz_finding.so # whoever is loaded last is refused
    rm plugins/broken_finding.so
    trappa plugin list --json
    expect_json '.[0].state == "loaded" and .[1].state == "refused"'
    expect_json ".[1].why == \"its finding 'SA101' is one of plugin 'sampler' too\""
    trappa check --explain SA101
    expect_out 'frightens'
}

# A site with a unit, two people of whom one has protected identity, a manager elsewhere, and the sampler.
make_unit() {
    trappa init
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa unit add barn --name 'Barn och unga'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    trappa person add petra --name 'Petra Skog' --unit ekb --role learner --protected
    trappa person add cecilia --name 'Cecilia Ström' --unit ekb --role manager
    trappa person add stina --name 'Stina Älv' --unit barn --role manager
    trappa person add hanna --name 'Hanna Holm' --unit ekb --role hr
}

site_with_sampler() {
    made make_unit
    use sampler
    trappa plugin list --json
    expect_json '.[0] | .state == "loaded" and .why == null'
    rid=$(sqlite3 data/records.db "SELECT rid FROM person JOIN identity ON person_key = key WHERE id = 'anna'")
}

test_a_plugin_keeps_rows_of_its_own_under_the_audit() {
    site_with_sampler
    trappa sampler note "$rid" 'Läste fort'
    expect_done
    trappa sampler list
    expect_out 'Läste fort'
    trappa audit verify --json
    expect_json '.ok'
    [ -n "$(ls data/backups/before-sampler-3-*.db)" ] || refuse 'no backup before the migration'
    rm plugins/sampler.so
    trappa audit verify
    expect_done
    sqlite3 data/records.db "UPDATE sampler_note SET words = 'Läste inte'"
    trappa audit verify --json
    expect_status 1
    expect_json '.ok == false'
}

test_a_plugins_sql_stays_within_its_own_tables_and_the_views() {
    site_with_sampler
    local sql
    for sql in 'SELECT rid FROM person' 'SELECT * FROM sampler_note, identity' 'SELECT name FROM sqlite_schema' \
        'SELECT name FROM sqlite_temp_schema' 'WITH v_x AS (SELECT name FROM identity) SELECT * FROM v_x' \
        'WITH v_person AS (SELECT name FROM identity) SELECT * FROM v_person' \
        'SELECT (SELECT count(*) FROM credential)' 'PRAGMA table_info(person)' 'ATTACH DATABASE "x" AS x' \
        'EXPLAIN QUERY PLAN SELECT * FROM v_person' 'explain SELECT * FROM sampler_note'; do
        trappa sampler sql "$sql"
        expect_status 1
        expect_err 'which is not its own'
    done
    for sql in 'DELETE FROM person RETURNING *' \
        "INSERT INTO role VALUES (1, 'admin') RETURNING *" \
        'DROP TABLE sampler_note' \
        'CREATE TABLE sampler_more (a INTEGER PRIMARY KEY) STRICT' 'DELETE FROM v_person RETURNING *' 'COMMIT' \
        'INSERT INTO sampler_note (words) SELECT name FROM identity RETURNING *' \
        'CREATE TEMP TABLE sampler_t (a INTEGER)' \
        'CREATE TRIGGER sampler_t AFTER INSERT ON sampler_note BEGIN SELECT 1; END'; do
        trappa sampler sql "$sql" --write
        [ "$status" != 0 ] || refuse "was done: $sql"
    done
    trappa sampler sql "INSERT INTO sampler_note (words) VALUES ('x')" --write
    expect_err 'does not end in RETURNING *'
    trappa sampler sql "INSERT INTO sampler_word VALUES ('a b', 1) RETURNING *" --write
    expect_err 'the words of a key have no space'
    trappa sampler sql "INSERT INTO sampler_word VALUES ('a', 1) RETURNING *" --bare
    expect_err 'execute() works inside change() only'
    trappa sampler sql 'SELECT 1; SELECT 2'
    expect_status 1
    expect_err 'its SQL is not one statement'
    trappa sampler sql 'DELETE FROM sampler_note'
    expect_err "its SQL wants writing table 'sampler_note', and may only read here"
    trappa sampler sql 'SELECT ?1'
    expect_err 'has 1 parameters and got 0 values'
    trappa sampler sql 'SELECT nix FROM sampler_note'
    expect_err 'no such column: nix'
    trappa sampler sql "INSERT INTO sampler_word VALUES ('a', 1) ON CONFLICT (word) DO UPDATE SET n = 2 RETURNING *" \
        --write
    expect_done
    trappa sampler sql 'DELETE FROM sampler_word RETURNING *' --write
    expect_done
    trappa audit verify
    expect_done
}

test_views_show_only_whom_the_viewer_may_see() {
    site_with_sampler
    trappa sampler people
    expect_done
    expect_out 'Anna Ek'
    expect_out 'Petra Skog'
    expect_out 'Stina Älv'
    trappa sampler people --by cecilia
    expect_out 'Petra Skog'
    expect_no_out 'Stina Älv'
    trappa sampler people --by hanna
    expect_out 'Stina Älv'
    expect_no_out 'Petra Skog'
    trappa sampler people --by anna
    [ "$out" = 'Anna Ek, ekb' ] || refuse 'only Anna'
    trappa sampler who "$rid" --by hanna
    expect_out 'Anna Ek 0'
    trappa sampler who "$rid" --by stina
    expect_status 1
    expect_err 'no such person'
    trappa sampler note "$rid" 'x' --by stina
    expect_status 1
    expect_err 'no such person'
    for view in comment mentorship person plan progress request signoff stair unit; do
        trappa sampler sql "SELECT count(*) FROM v_$view AS one JOIN v_$view AS two ON 1 = 1" --by cecilia
        expect_done
        trappa sampler sql "SELECT * FROM (SELECT * FROM v_$view) ORDER BY 1" --by cecilia
        expect_done
        trappa sampler sql "SELECT count(*) FROM v_$view" --by cecilia
        local small=$out
        trappa sampler sql "SELECT count(*) FROM V_${view^^}" --by cecilia
        [ "$out" = "$small" ] || refuse "V_${view^^} has $out rows, v_$view $small"
    done
}

test_a_listener_that_fails_costs_only_its_own_work_and_is_tried_again() {
    site_with_sampler
    printf 'plugins:\n  sampler:\n    listener-fails: yes\n' >>data/trappa.yaml
    trappa unit add ny --name 'Ny'
    expect_status 0
    expect_err 'was not heard and is tried again'
    expect_err 'is not to my liking'
    trappa unit list
    expect_out 'ny'
    trappa sampler list
    expect_no_out 'unit.added'
    sed -i '/^plugins:/,$d' data/trappa.yaml
    TRAPPA_NOW=$(date -d '+9 hours' +%Y-%m-%dT%H:%M) trappa work --once
    expect_status 0
    trappa sampler list
    expect_out 'unit.added'
    trappa audit verify
    expect_done
}

test_jobs_of_a_plugin_see_whom_their_scope_says() {
    site_with_sampler
    trappa sampler later
    expect_done
    trappa work --once
    expect_status 0
    expect_err 'plugin sampler: counts'
    trappa sampler list
    expect_out 'somebody'
    expect_out 'nobody'
}

test_a_plugin_reads_the_curriculum() {
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    use sampler
    trappa sampler steps introduktion
    expect_done
    expect_out 'riksnormen'
    trappa sampler steps no-such
    expect_status 1
}

test_a_plugin_finds_things_in_a_curriculum() {
    use sampler
    cp -r "$curriculum" layer
    printf '\nLäs nu!!!\n\n```\ninte här!!!\n```\n' >>layer/programmes/introduktion/01-start/01-valkommen.md
    trappa check layer --format json
    expect_status 1
    expect_json '[.findings[] | select(.code == "SA101")] | length == 1 and .[0].column == 8'
    trappa check layer --explain SA101
    expect_done
    expect_out 'frightens'
    trappa check layer --format sarif
    expect_out 'SA101'
    rm plugins/sampler.so
    trappa check layer --format json
    expect_json '.errors == 0'
}

test_a_report_withholds_figures_about_few_where_it_leaves_the_unit() {
    site_with_sampler
    trappa report list
    expect_out 'sampler notes: Notes by unit'
    trappa report show sampler notes --by cecilia
    expect_done
    expect_out 'fewer than five'
    expect_out '7'
    [[ $out != *3* ]] || refuse 'three people were shown'
    trappa report show sampler notes --by anna
    expect_status 1
    expect_err 'is not for your role'
    trappa report show sampler no-such
    expect_err "report 'sampler no-such': no such report"
}

test_a_plugins_pages_are_guarded_by_the_host() {
    site_with_sampler
    serve
    get /sampler/notes
    expect_page 303 ''
    sign_in cecilia
    get /sampler/notes
    expect_page 200 '<h1>Notes</h1>'
    post /sampler/notes --data-urlencode 'words='
    expect_page 422 'Write something'
    post /sampler/notes --data-urlencode 'words=<b>hej</b>'
    expect_page 303 ''
    get /sampler/notes
    expect_page 200 'Saved'
    expect_page 200 '&lt;b&gt;hej&lt;/b&gt;'
    expect_page 200 'href="/sampler/notes"'
    TOKEN=wrong post /sampler/notes --data-urlencode 'words=nej'
    expect_page 403 ''
    get /sampler/notes?more=1
    expect_page 400 ''
    get /sampler/writes
    expect_page 409 ''
    get /sampler/fetches
    expect_page 409 ''
    trappa sampler fetch "$address/"
    expect_out '303 text/html'
    trappa sampler fetch file:///etc/passwd
    expect_status 2
    trappa sampler fetch http://127.0.0.1:1/
    expect_err 'the request went wrong'
    get /rapporter/sampler/notes
    expect_page 200 '<svg class="bars"'
    get /rapporter
    expect_page 200 'Notes by unit'
    get /
    [ "$code" = 200 ] || [ "$code" = 303 ] || refuse 'the rest of the site is well'
    trappa audit verify
    expect_done
}

test_named_plugin_folders_are_added_to_the_programs_own() {
    trappa init
    mkdir en annan
    cp "${program%/*}/tests/plugins/template.so" en/
    cp "${program%/*}/tests/plugins/sampler.so" annan/
    chmod -R go-w en annan
    printf 'plugin-folder: %s/en\n' "$PWD" >data/trappa.yaml
    trappa plugin list --json
    expect_json '[.[].id] == ["quiz", "template"] and all(.state == "loaded")'
    printf 'plugin-folder:\n  - %s/en\n  - %s/annan\n' "$PWD" "$PWD" >data/trappa.yaml
    trappa plugin list --json
    expect_json '[.[].id] == ["quiz", "template", "sampler"] and all(.state == "loaded")'
    cp "${program%/*}/plugins/quiz.so" annan/
    trappa plugin list --json
    expect_json 'length == 3 and all(.state == "loaded")'
    printf 'own-plugins: false\nplugin-folder: %s/en\n' "$PWD" >data/trappa.yaml
    trappa plugin list --json
    expect_json '[.[].id] == ["template"]'
    printf 'plugin-folder: [%s/en, [a]]\n' "$PWD" >data/trappa.yaml
    trappa plugin list
    trappa person list
    expect_status 2
    expect_err "trappa.yaml, line 1: 'plugin-folder' takes a list of single values"
}

test_a_plugin_folder_that_is_not_there_is_an_error() {
    trappa init
    printf 'plugin-folder: %s/borta\n' "$PWD" >data/trappa.yaml
    trappa person list
    expect_status 2
    expect_err "trappa.yaml: 'plugin-folder' names $PWD/borta, and there is no such folder"
    trappa doctor --json
    expect_status 1
    expect_json '.[] | select(.check == "configuration").state == "wrong"'
    trappa serve --listen 127.0.0.1:0
    expect_status 2
}

test_doctor_misses_a_plugin_that_the_site_has_used() {
    trappa init
    trappa curriculum publish
    expect_done
    trappa doctor --json
    expect_json '.[] | select(.check == "plugins").state == "ok"'
    printf 'own-plugins: false\n' >data/trappa.yaml
    trappa doctor --json
    expect_status 1
    expect_json '.[] | select(.check == "plugins") | .state == "wrong" and (.says | startswith("quiz: is not loaded"))'
}
