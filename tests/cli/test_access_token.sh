# Access tokens by command: made, listed, revoked.

token_site() {
    trappa init
    trappa unit add soc --name Socialtjänsten
    trappa person add alva --name 'Alva Ek' --unit soc --role learner
    trappa person add adam --name 'Adam Berg' --unit soc --role admin
}

test_a_token_is_printed_once_and_listed_without_it() {
    token_site
    trappa token add alva --scope git:propose,git:maintain --until 2099-12-31 --label 'Datorn på jobbet'
    expect_done
    local token=$out
    [[ $token =~ ^trappa_[A-Za-z0-9_-]{43}$ ]] || refuse 'expected a token alone'
    trappa token list --json
    expect_json '.[0] | .person == "alva" and .scopes == ["git:propose", "git:maintain"] and .until == "2099-12-31"
        and .used == null and .revoked == null and .ended == false and .label == "Datorn på jobbet"'
    expect_no_out "$token"
    ! grep -rqF "$token" data || refuse 'the token stands somewhere in the data'
    trappa token list alva
    expect_out 'Datorn på jobbet'
    trappa token list adam
    [ -z "$out" ] || refuse 'expected nothing of adam'
    trappa token add alva --scope git:propose --json
    expect_json '.scopes == ["git:propose"] and (.token | startswith("trappa_")) and (.id | length == 16)'
    trappa audit verify
    expect_done
}

test_a_token_is_revoked_by_its_id_and_never_made_by_an_administrator() {
    token_site
    trappa token add alva --scope git:propose --json
    local id
    id=$(jq -r .id out)
    trappa token add alva --scope git:propose --by adam
    expect_status 1
    expect_err "person 'alva': only the person makes an access token, since it acts in their name"
    trappa token revoke "$id" --by adam
    expect_done
    trappa token list --by adam --json
    expect_json '.[0].ended and (.[0].revoked != null)'
    trappa token revoke nothing
    expect_status 1
    expect_err "access token 'nothing': there is none of this id"
    trappa token list --by alva
    expect_status 1
    trappa token add alva --scope git:propose --by alva
    expect_done
}

test_a_token_that_cannot_be_is_refused() {
    token_site
    trappa token add alva --scope git:everything
    expect_status 2
    expect_err "scope 'git:everything': the scopes are git:propose,git:maintain (--scope)"
    trappa token add alva --scope git:propose --until 2020-02-29
    expect_status 2
    expect_err 'the last day of an access token has passed already (--until)'
    trappa token add bertil --scope git:propose
    expect_err "person 'bertil': no such person"
    trappa token add alva
    expect_status 2
    trappa person set alva --status disabled
    trappa token add alva --scope git:propose
    [ "$status" != 0 ] || refuse 'a closed account got a token'
    trappa token list --json
    expect_json '. == []'
}
