# Blocks: pieces of a step's text that a plugin takes for itself; the sampler's are lines "?? QUESTION = KEY".

# A site with the sampler, Anna, and a published step `ett` with the body on standard input.
site_with_body() {
    mkdir -p layer/programmes/prov/01-start
    printf 'id: prov\ntitle: Prov\nlanguage: sv\n' >layer/curriculum.yaml
    printf 'id: prov\ntitle: Prov\nphases:\n  - {id: start, title: Start}\n' >layer/programmes/prov/programme.yaml
    { printf -- '---\nid: ett\ntitle: Ett\n%s---\n\n' "${front:-}"; cat; } >layer/programmes/prov/01-start/01-ett.md
    trappa init --curriculum layer
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    trappa person add cecilia --name 'Cecilia Ström' --unit ekb --role manager
    use sampler
    trappa curriculum publish
    expect_status 0
    rid=$(sqlite3 data/records.db "SELECT rid FROM person JOIN identity ON person_key = key WHERE id = 'anna'")
}

test_blocks_are_answered_with_one_press_and_open_the_gate() {
    site_with_body <<<$'Läs.\n\n?? Färg = NYCKELBLÅ\n\n- punkt\n\n  ?? Tal = NYCKELSJU\n\nSlut.'
    trappa step done anna ett
    expect_status 1
    expect_err "step 'ett': the questions in its text are not passed yet"
    serve
    sign_in anna
    get /moment/ett
    expect_page 200 'Först frågorna här ovanför'
    expect_page 200 'action="/moment/ett/svar"'
    expect_page 200 'name="sampler.q-d.key"'
    [[ $page != *NYCKEL* ]] || refuse 'the key was sent'
    [ "$(grep -o 'Skicka svaren' said | wc -l)" = 1 ] || refuse 'one button'
    post /moment/ett/svar --data-urlencode 'sampler.q-d.key=NYCKELBLÅ'
    expect_page 422 'Write an answer'
    expect_page 422 'value="NYCKELBLÅ"'
    expect_page 422 'href="#sampler.q-h.key"'
    trappa sampler sql 'SELECT count(*) FROM sampler_answer'
    expect_out 0
    get /moment/ett
    post /moment/ett/svar --data-urlencode 'sampler.q-d.key=NYCKELBLÅ' --data-urlencode 'sampler.q-h.key=fel'
    expect_page 303 ''
    get /moment/ett
    expect_page 200 'Right'
    expect_page 200 'Wrong'
    post /moment/ett/klart
    expect_page 422 'frågorna i texten är inte godkända än'
    get /moment/ett
    post /moment/ett/svar --data-urlencode 'sampler.q-d.key=NYCKELBLÅ' --data-urlencode 'sampler.q-h.key=NYCKELSJU'
    expect_page 303 ''
    get /moment/ett
    post /moment/ett/klart
    expect_page 303 ''
    [ "$(sqlite3 data/records.db "SELECT count(*) FROM event WHERE kind = 'sampler.answered'")" = 2 ] ||
        refuse 'two presses are two events'
    trappa audit verify
    expect_done
}

test_a_field_of_no_block_of_the_step_is_refused() {
    site_with_body <<<'?? Färg = blå'
    serve
    sign_in anna
    get /moment/ett
    local field
    for field in x sampler.q-z.key sampler.q-a sampler..key other.q-a.key klart; do
        get /moment/ett
        post /moment/ett/svar --data-urlencode "$field=1"
        expect_page 400 'har inget fält'
    done
    get /moment/ett
    TOKEN=wrong post /moment/ett/svar --data-urlencode 'sampler.q-a.key=blå'
    expect_page 403 ''
}

test_a_step_without_blocks_has_no_form_around_it() {
    site_with_body <<<'Läs.'
    serve
    sign_in anna
    get /moment/ett
    [[ $page != */svar* ]] || refuse 'a form without questions'
}

test_a_block_that_breaks_in_the_middle_leaves_a_sentence() {
    site_with_body <<<$'?? It breaks = x\n\n?? Färg = blå'
    serve
    sign_in anna
    get /moment/ett
    expect_page 200 'går inte att visa just nu'
    expect_page 200 'name="sampler.q-d.key"'
    [[ $page != *'It breaks'* ]] || refuse 'half a block was shown'
}

test_without_the_plugin_its_words_are_shown_and_never_its_keys() {
    site_with_body <<<'?? Färg = NYCKELBLÅ'
    rm plugins/sampler.so
    serve
    sign_in anna
    get /moment/ett
    expect_page 200 'Färg'
    expect_page 200 'går inte att svara på här'
    [[ $page != *NYCKEL* ]] || refuse 'the key was sent'
    trappa curriculum steps --json
    expect_no_out NYCKEL
    trappa step done anna ett
    expect_done
}

test_a_plugin_that_breaks_on_a_text_is_a_finding_for_it_and_nothing_else_is_lost() {
    site_with_body <<<'Läs.'
    printf -- '---\nid: tva\ntitle: Två\n---\n\n?!crash\n' >layer/programmes/prov/01-start/02-tva.md
    printf -- '---\nid: tre\ntitle: Tre\n---\n\n?!fail\n' >layer/programmes/prov/01-start/03-tre.md
    printf -- '---\nid: fyra\ntitle: Fyra\n---\n\n?? utan nyckel\n' >layer/programmes/prov/01-start/04-fyra.md
    trappa check layer --format json
    expect_status 1
    expect_json '[.findings[] | select(.code == "TR410")] | length == 2'
    expect_json '[.findings[] | select(.code == "TR410")][0].path | endswith("02-tva.md")'
    expect_json "[.findings[] | select(.code == \"TR410\")][0].message |
        contains(\"plugin 'sampler': the child process crashed\")"
    expect_json '[.findings[] | select(.code == "TR410")][1].message | contains("is not to my liking")'
    expect_json '[.findings[] | select(.code == "SA102")] | length == 1 and (.[0].path | endswith("04-fyra.md"))'
    trappa curriculum publish
    expect_status 1
    trappa curriculum steps --json
    expect_json 'length == 1'
}

test_a_new_version_of_a_plugin_and_a_search_never_show_the_key() {
    site_with_body <<<'?? Favoritfärgen = NYCKELBLÅ'
    [ "$(strings -n 6 data/content.db | grep -c 'NYCKEL')" -le 2 ] || refuse 'the key is elsewhere than in compiled'
    trappa curriculum search Favoritfärgen
    expect_out 'ett'
    trappa curriculum search NYCKELBLÅ
    expect_no_out 'Ett'
}

test_a_kind_of_steps_is_a_word_while_its_plugin_is_loaded() {
    front=$'kind: excursion\n' site_with_body <<<'Läs.'
    trappa curriculum steps --json
    expect_json '.[0].kind == "excursion"'
    trappa check layer
    expect_done
    serve
    sign_in anna
    get /moment/ett
    expect_page 200 'excursion'
    rm plugins/sampler.so
    trappa curriculum steps --json
    expect_json '.[0].kind == "excursion"'
    trappa check layer --format json
    expect_status 1
    expect_json '.findings[0] | .code == "TR206" and (.hint | contains("circular"))'
}

test_a_question_that_no_plugin_takes_never_shows_its_answer() {
    site_with_body <<'END'
Vad gäller?

- [( )] Det ena
- [(X)] Det andra
***
Därför NYCKEL
***

[[NYCKEL]]

Huvudstaden heter [[NYCKEL]] och [[?]] ligger vid Mälaren, se [[här]](https://example.org/) och `[[kod]]`.

    - [[X]] Flera
    - [[ ]] Inga

- [ (NYCKEL) ( ) ] Rad

```
[[i kod]]
```
END
    trappa check layer --format json
    expect_status 0
    expect_json '[.findings[] | select(.code == "TR411")] | length == 5'
    serve
    sign_in anna
    get /moment/ett
    expect_page 200 '- Det andra'
    expect_page 200 '- Flera'
    expect_page 200 'heter ____ och'
    expect_page 200 '[[i kod]]'
    [[ $page != *NYCKEL* && $page != *'(X)'* && $page != *'[X]'* ]] || refuse 'the answer was shown'
    [ "$(strings -n 6 data/content.db | grep -c NYCKEL)" = 0 ] || refuse 'the answer is in content.db'
    trappa doctor
    [[ $out != *' : is not loaded'* ]] || refuse 'a plugin without a name is missed'
}

test_what_a_plugin_keeps_about_a_person_is_handed_out_and_erased() {
    site_with_body <<<'?? Färg = blå'
    trappa sampler sql "INSERT INTO sampler_answer (person, step, block, words, is_right)
        VALUES ('$rid', 'ett', 'q-b', 'HEMLIGT SVAR', 0) RETURNING *" --write
    expect_done
    trappa person export anna
    expect_json '.sampler_answer[0].words == "HEMLIGT SVAR"'
    mv plugins/sampler.so away.so
    trappa person erase anna --because 'Slutat'
    expect_status 1
    expect_err "plugin 'sampler': is not loaded, and may keep things about the person"
    mv away.so plugins/sampler.so
    trappa person erase anna --because 'Slutat'
    expect_status 0
    trappa sampler sql 'SELECT count(*) FROM sampler_answer WHERE words IS NULL'
    expect_out 1
    trappa audit verify
    expect_done
    [ "$(cat data/records.db* | grep -c HEMLIGT)" = 0 ] || refuse 'the words are still in the file'
}
