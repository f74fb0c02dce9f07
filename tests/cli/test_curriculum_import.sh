# Plain Markdown into a layer, with the plugins that read it.

test_wiki_links_are_no_questions_and_a_bad_question_is_left_out_with_its_reason() {
    mkdir tree
    printf '%s\n' '- [[Riksnormen]]' '- [[Riksnormen]]' '' '[[Borta]] och [[borta]]' >tree/a.md
    printf '%s\n' '# Riksnormen' '' 'Text.' >tree/b.md
    printf '%s\n' 'Vad?' '' '- [(X)] ensam' >tree/c.md
    trappa curriculum import tree --programme kurs --into layer
    expect_done
    expect_out 'c.md: left out: '
    expect_out 'a.md:4: Borta: the link leads to nothing'
    trappa check layer --format json
    expect_json '.errors == 0 and .warnings == 0'
    grep -q 'Borta och borta' layer/programmes/kurs/01-start/01-a.md || refuse 'expected the words'
}

test_an_import_of_nothing_says_why_and_can_be_tried_again() {
    mkdir tree
    printf 'Bist\345nd\n' >tree/a.md
    trappa curriculum import tree --programme kurs --into layer
    expect_status 1
    expect_out 'a.md: left out: not UTF-8'
    expect_err 'no Markdown that can be imported'
    echo Text. >tree/a.md
    trappa curriculum import tree --programme kurs --into layer
    expect_done
}
