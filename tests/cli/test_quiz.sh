# The quiz plugin that ships, on the command line: findings, figures, and the audit of what was answered.

quiz_site() {
    mkdir -p layer/programmes/prov/01-start
    printf 'id: prov\ntitle: Prov\nlanguage: sv\n' >layer/curriculum.yaml
    printf 'id: prov\ntitle: Prov\nphases:\n  - {id: start, title: Start}\n' >layer/programmes/prov/programme.yaml
    { printf -- '---\nid: ett\ntitle: Ett\n---\n\n'; cat; } >layer/programmes/prov/01-start/01-ett.md
    trappa init --curriculum layer
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    trappa person add hanna --name 'Hanna Hult' --unit ekb --role hr
}

test_quiz_a_question_without_a_right_option_is_not_published() {
    quiz_site <<<$'Hur?\n\n- [( )] a\n- [( )] b'
    trappa curriculum publish
    expect_status 1
    expect_out 'QZ101'
    trappa check --explain QZ101
    expect_out 'QZ101, error'
    trappa check layer --format json
    expect_out '"code":"QZ101"'
}

test_quiz_answers_are_audited_and_figures_about_few_withheld() {
    quiz_site <<<$'Hur?\n\n<!-- id="hur" -->\n- [( )] a\n- [(X)] b'
    trappa curriculum publish
    expect_status 0
    serve
    sign_in anna
    get /moment/ett
    post /moment/ett/svar --data-urlencode 'quiz.hur.answer=2'
    expect_page 303 ''
    get /moment/ett
    expect_page 200 'Rätt.'
    [ "$(sqlite3 data/records.db "SELECT count(*) FROM event WHERE kind = 'quiz.answered'")" = 1 ] || refuse 'one event'
    trappa audit verify
    expect_done
    sqlite3 data/records.db "UPDATE quiz_attempt SET is_right = 0"
    trappa audit verify
    expect_status 1
    trappa quiz report ett
    expect_out 'fewer than five'
    trappa quiz report ett --json
    expect_out '{"question":"hur","tried":null,"right_at_first_try":null}'
    trappa report show quiz quiz --by hanna
    expect_out 'fewer than five'
    trappa quiz report tva
    expect_status 1
    expect_err "step 'tva': no such step"
}

test_quiz_answers_are_handed_out_and_erased() {
    quiz_site <<<$'Hur?\n\n<!-- id="hur" -->\n[[SVARET]]'
    trappa curriculum publish
    serve
    sign_in anna
    get /moment/ett
    post /moment/ett/svar --data-urlencode 'quiz.hur.answer=FELSVAR'
    expect_page 303 ''
    trappa person export anna
    expect_out 'FELSVAR'
    trappa person erase anna --because 'Slutat'
    expect_done
    [ "$(sqlite3 data/records.db "SELECT count(*) FROM quiz_attempt WHERE answer IS NULL AND salt IS NULL")" = 1 ] ||
        refuse 'the answer is still there'
    trappa audit verify
    expect_done
}

test_quiz_a_text_of_only_questions_is_looked_at_once() {
    quiz_site < <(yes $'[[x]]\n' | head -n 34000)
    TIMEFORMAT=%U
    { time "$program" check layer >out; } 2>took || true
    grep -q 'more than 500 blocks' out || refuse 'expected a limit'
    took=$(<took)
    [ "${took%.*}" -lt 1 ] || refuse "expected less than a second of processor, and it took $took"
}
