# Text is composed where it enters, names are what is seen: what looks the same is found and compared as the same.

ring=$'\u030a' dots=$'\u0308' # marks of their own: å is a and the ring

decomposed_site() {
    mkdir -p layer/programmes/prov/01-start
    printf 'id: prov\ntitle: Prov\nlanguage: sv\n' >layer/curriculum.yaml
    printf 'id: prov\ntitle: Prov\nphases:\n  - {id: start, title: Start}\n' >layer/programmes/prov/programme.yaml
    {
        printf -- '---\nid: ett\ntitle: Åtgärd\n---\n\n'
        printf 'Se [två](02-tv%s.md) och [två](02-tva%%CC%%8A.md).\n\n' å
        printf '<!-- id="ord" -->\n\n[[a%stga%srd]]\n' "$ring" "$ring"
    } >layer/programmes/prov/01-start/01-ett.md
    printf -- '---\nid: tva\ntitle: Två\n---\n\nOm bo%srda o%sverklagande.\n' "$dots" "$dots" \
        >"layer/programmes/prov/01-start/02-tva$ring.md"
    trappa init --curriculum layer
    expect_status 0
}

test_unicode_a_decomposed_curriculum_is_found_linked_and_answered() {
    decomposed_site
    trappa check layer
    expect_no_out 'leads nowhere'
    trappa curriculum publish
    expect_status 0
    trappa curriculum search överklagande
    expect_out 'Två'
    trappa curriculum search "o${dots}verklagande"
    expect_out 'Två'
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    serve
    sign_in anna
    get /moment/ett
    post /moment/ett/svar --data-urlencode 'quiz.ord.answer=åtgård'
    get /moment/ett
    expect_page 200 'Rätt.'
}

test_unicode_an_answer_may_be_decomposed() {
    decomposed_site
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    serve
    sign_in anna
    get /moment/ett
    post /moment/ett/svar --data-urlencode "quiz.ord.answer=a${ring}tga${ring}rd"
    get /moment/ett
    expect_page 200 'Rätt.'
}

test_unicode_a_name_of_a_command_is_composed() {
    trappa init
    trappa unit add ekb --name "Ekonomiskt bista${ring}nd"
    trappa unit list --json
    expect_json '.[0].name == "Ekonomiskt bistånd"'
    trappa person add ake --name "A${ring}ke O${dots}rn" --unit ekb --role learner
    expect_status 0
    trappa person show ake --json
    expect_json '.name == "Åke Örn"'
}

test_unicode_a_decomposed_file_of_people_is_read() {
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    printf 'Ansta%sllningsnummer;Namn;Enhet\na1;A%ske O%srn;EKONOMISKT BISTA%sND\n' \
        "$dots" "$ring" "$dots" "$ring" >fil.csv
    trappa person import fil.csv --apply
    expect_status 0
    trappa person show a1 --json
    expect_json '.name == "Åke Örn"'
}

test_unicode_a_name_is_refused_that_is_not_seen() {
    trappa init
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    local sign
    for sign in $'\u200b' $'\u00a0' $'\u3000' $'\u2800' $'\u00a0\u200b'; do
        trappa person add anna --name "$sign" --unit ekb --role learner
        expect_status 2
    done
    for sign in $'\u200b' $'\u202e' $'\u2028' $'\u2029' $'\u0085' $'\u009b' $'\u00ad' $'\ufeff' $'\U000e0041'; do
        trappa person add anna --name "An${sign}na" --unit ekb --role learner
        expect_status 2
        expect_err 'characters that are no text'
    done
    trappa person add anna --name $'\U1f468\u200d\U1f469 Anna' --unit ekb --role learner
    expect_status 0
    trappa plan start anna x --from 2026-01-02
    trappa person erase anna --because $'\u00a0'
    expect_status 2
}

test_unicode_what_is_not_seen_is_shown_in_terminals_and_on_pages() {
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add amal --name 'Amal أمل' --unit ekb --role learner
    trappa talk raise amal $'Fråga\u202e a\u2028b' --by amal
    expect_status 0
    trappa talk show amal
    expect_out 'Fråga<U+202E> a<U+2028>b'
    trappa talk show amal --json
    expect_out 'Fråga\u202e a\u2028b'
    serve
    sign_in amal
    get /i-dag
    expect_page 200 '<bdi>Amal أمل</bdi>'
    get "/samtal"
    expect_page 200 'Fråga&lt;U+202E&gt; a&lt;U+2028&gt;b'
}
