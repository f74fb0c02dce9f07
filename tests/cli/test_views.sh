# Who looked at somebody's pages: recorded before anything is shown, and read by command and by the person.

prepare_views() {
    trappa init
    trappa curriculum publish
    trappa person add anna --name 'Anna Alm' --unit organisation --role learner
    trappa person add bo --name 'Bo Berg' --unit organisation --role mentor
    trappa person add chef --name 'Chef Carlsson' --unit organisation --role manager
    trappa person add hanna --name 'Hanna Holm' --unit organisation --role hr
    trappa mentor assign anna bo
    trappa plan start anna --programme introduktion
    rid=$(sqlite3 data/records.db "SELECT rid FROM person JOIN identity ON person_key = key WHERE id = 'anna'")
    serve
}

# look PERSON PATH...: as somebody who signs in first.
look() {
    local path
    sign_in "$1"
    shift
    for path; do
        get "$path"
        expect_page 200 'Anna Alm'
    done
}

test_views_of_hr_managers_and_mentors_are_read_by_command_and_by_the_person() {
    prepare_views
    look chef "/person/$rid" "/person/$rid/plan" "/person/$rid"
    look bo "/person/$rid/plan" "/person/$rid/samtal"
    look hanna "/person/$rid" "/person/$rid/plan"
    trappa audit views anna
    expect_done
    expect_out 'Chef Carlsson'
    trappa audit views anna --json
    expect_done
    expect_json 'map(.viewer) == ["hanna", "hanna", "bo", "chef"]'
    expect_json '.[2].page == "/person/:person/plan" and .[3].page == "/person/:person" and (.[0].at | length) > 10'
    trappa audit views nobody
    expect_status 1
    expect_err "person 'nobody': no such person"
    trappa person set bo --protected yes
    sign_in anna
    get /vem-har-tittat
    expect_page 200 'Chef Carlsson'
    [[ $page == *'Hanna Holm'* && $page == *'en kollega'* && $page != *'Bo Berg'* ]] || refuse 'who looked'
    get "/person/$rid"
    trappa audit views anna --json
    expect_done
    expect_json 'length == 4'
}

test_a_view_that_cannot_be_recorded_is_not_shown() {
    local who
    prepare_views
    for who in hanna chef bo; do
        sign_in "$who"
        sqlite3 data/records.db "CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'full'); END"
        get "/person/$rid/plan"
        [ "$code" = 503 ] || refuse "expected 503 for $who"
        [[ $page != *Alm* ]] || refuse "shown to $who without a record"
        sqlite3 data/records.db 'DROP TRIGGER full'
        get "/person/$rid/plan"
        expect_page 200 'Anna Alm'
    done
}
