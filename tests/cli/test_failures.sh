# What went wrong, said where it can be mended: at the option of a command, at the field of a form.

make_signing() {
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    trappa person add bo --name 'Bo Lind' --unit ekb --role mentor
    trappa person add chef --name 'Åsa Berg' --unit ekb --role manager
    trappa plan start anna introduktion --from 2026-03-02
    trappa mentor assign anna bo
    expect_status 0
}

prepare_signing() {
    export TRAPPA_NOW=2026-03-02T09:00
    rm -rf data
    made make_signing
    rid=$(sqlite3 data/records.db "SELECT rid FROM person JOIN identity ON person_key = key WHERE id = 'anna'")
}

test_what_is_wrong_with_a_sign_off_stands_at_its_field() {
    prepare_signing
    serve
    sign_in bo
    local place="/person/$rid/intyga/fall-nybesok-ung"
    get "$place"
    expect_page 200 'name="autonomy"'
    post "$place" -d answer=observed -d autonomy=3 --data-urlencode "comment=$(printf 'x%.0s' $(seq 10241))"
    expect_page 422 'id="comment-problem"'
    [[ $page != *autonomy-problem* ]] || refuse 'nothing is wrong with the autonomy'
    expect_page 422 'href="#comment"'
    expect_page 422 'id="comment"'
    get "$place"
    post "$place" -d answer=observed -d comment=Bra
    expect_page 422 'id="autonomy-problem"'
    [[ $page != *comment-problem* ]] || refuse 'nothing is wrong with the comment'
    get "$place"
    post "$place" -d answer=guessed -d autonomy=3 -d comment=Bra
    expect_page 422 'id="answer-problem"'
    [[ $page != *autonomy-problem* ]] || refuse 'nothing is wrong with the autonomy'
    expect_page 422 'value="Bra"'
}

test_a_failure_names_the_option_that_it_is_about() {
    prepare_signing
    trappa step skip anna hot-oro-granser --because "$(printf 'x%.0s' $(seq 10241))" --by chef
    expect_status 2
    expect_err 'the comment: longer than 10240 bytes (--because)'
    trappa step skip anna hot-oro-granser --because Kurs --until 2026-01-02 --by chef
    expect_status 2
    expect_err "'2026-01-02' has passed (--until)"
    trappa person set anna --role chief
    expect_status 2
    expect_err 'contact, admin (--role)'
    trappa talk hold anna --minutes 30 --on 2027-01-02 --by bo
    expect_status 2
    expect_err 'the first day of the plan (--on)'
    trappa sign give anna fall-nybesok-ung --by bo --evidence observed
    expect_status 2
    expect_err 'names competences, so say the autonomy, 1 to 5 (--autonomy)'
    LANG=sv_SE.UTF-8 trappa step skip anna hot-oro-granser --because ' ' --by chef
    expect_status 2
    expect_err 'kommentaren: några ord behövs (--because)'
}

test_a_failure_names_the_command_that_helps() {
    trappa curriculum show
    expect_status 1
    expect_err "data: no Trappa site here; 'trappa init' makes one"
    trappa doctor
    expect_status 1
    expect_out "No such file or directory; 'trappa init' makes a site"
    expect_out "cannot be looked at: data: no Trappa site here; 'trappa init' makes one"
    trappa init
    trappa curriculum show
    expect_status 1
    expect_err "nothing is published yet: run 'trappa curriculum publish'"
    mkdir plain
    trappa curriculum layer add bas plain --ref main
    expect_status 1
    expect_err "'plain' is a plain folder, which has no branches and so no --ref"
    trappa doctor --json
    [ "$(jq -r '.[] | select(.check == "backup").says' out)" = \
        "no backup was ever made; 'trappa backup FILE' makes one, and should do so every night" ] || refuse 'the same'
    prepare_signing
    trappa circular confirm anna hot-oro-granser
    expect_status 1
    expect_err "is no circular; 'trappa step done' marks it done"
    trappa person set bo --role learner
    expect_status 1
    expect_err "person 'bo': mentors 1, hand them over with 'trappa mentor handover' first"
    LANG=sv_SE.UTF-8 trappa person set bo --role learner
    expect_err "lämna över dem med 'trappa mentor handover' först"
}
