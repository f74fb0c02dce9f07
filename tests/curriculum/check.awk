# Reads the curriculum as a teacher would: do the worked examples add up, can a step be read in the time it says, has
# every question an id and an explanation, does a step that is signed say what the signer looks for?
# Called with -v amounts=FILE and the steps as arguments, -v count=1 to print the counts instead of a line per check.

function fault(what) {
    printf "not ok - %s:%d: %s\n", FILENAME, FNR, what
    failed++
}

function trim(text) {
    gsub(/^[ \t*]+|[ \t*]+$/, "", text)
    return text
}

# "−19 800" is -19800, "" where there is no number.
function number(text) {
    gsub(/−/, "-", text)
    gsub(/\302\240/, "", text)
    gsub(/[ *]/, "", text)
    return text ~ /^-?[0-9]+$/ ? text + 0 : ""
}

# The amount of a row with a name from riksnormen; "" for a name that is not, -1 for one that only looks like one.
function known(name,    n, age, half) {
    name = tolower(name)
    half = sub(/, hälften$/, "", name)
    if (name in norm) return norm[name] / (half ? 2 : 1)
    if (name ~ /^gemensamma kostnader, [0-9]+ person(er)?$/) {
        n = name
        gsub(/[^0-9]/, "", n)
        n += 0
        age = n > 7 ? norm["gemensamma kostnader 7"] + (n - 7) * (norm["gemensamma kostnader 7"] \
            - norm["gemensamma kostnader 6"]) : norm["gemensamma kostnader " n]
        return age / (half ? 2 : 1)
    }
    if (name ~ /^barn[^0-9]*[0-9]+ år/) {
        n = name
        sub(/^barn[^0-9]*/, "", n)
        n += 0
        if (!(n in child)) return -1
        return child[n] / (half ? 2 : 1)
    }
    return name ~ /^(barn [0-9]|gemensamma kostnader|ensamstående|sambor)/ ? -1 : ""
}

# A table with the heading "Post | Kronor": rows are added; a row in bold is what they come to so far.
function table_row(name, amount, is_sum,    expected) {
    if (amount == "") return
    if (is_sum) {
        expected = name ~ /^(Ö|ö)verskott/ ? -total : total
        if (amount != expected) fault("'" name "' is " amount ", the rows above come to " expected)
        sums++
        return
    }
    expected = known(name)
    if (expected == -1) fault("'" name "' is no amount of riksnormen that the tests know")
    else if (expected != "" && expected != amount) fault("'" name "' is " amount ", riksnormen says " expected)
    if (expected != "") named++
    total += amount
}

# The tables that state the amounts themselves, such as "4–6 år | 3 030", against the same place.
function stated_row(name, amount,    key) {
    key = tolower(name)
    sub(/, tillsammans/, "", key)
    gsub(/–/, "-", key)
    if (table == "barn") { sub(/ år$/, "", key); key = "barn " key }
    if (table == "gemensamma") key = "gemensamma kostnader " key
    if (!(key in norm)) fault("'" name "' is not among the amounts the tests know")
    else if (norm[key] != amount) fault("'" name "' is " amount ", riksnormen says " norm[key])
    else named++
}

function question_ends() {
    if (asking) fault("question '" asking "' has no explanation between two lines of ***")
    asking = ""
}

function question_begins(id) {
    question_ends()
    gsub(/.*[ <-]id="|".*/, "", id)
    if (FILENAME !~ /\.en\.md$/) {
        if (id in question) fault("question '" id "' stands in " question[id] " too")
        question[id] = FILENAME
        questions++
    }
    asking = id
    of_file++
    options = right = 0
}

function question_explained() {
    if (!options) fault("question '" asking "' has no answers")
    else if (!right) fault("question '" asking "' has no right answer")
    else if (single && right != 1) fault("question '" asking "' has " right " right answers, and asks for one")
    asking = ""
}

function option(line) {
    if (!asking) { fault("an answer without a question: " line); return }
    options++
    single = line ~ /^- \[\(/
    if (line ~ /^- \[\(X\)\]|^- \[\[X\]\]|^\[\[[^?]/) right++
}

function autonomy_row(n) {
    if (n >= 1 && n <= 5) anchors[n] = 1
}

function file_ends(    n, reading, most) {
    if (!path) return
    question_ends()
    if (solution) fault("an explanation is not closed with ***")
    reading = words / 200
    most = kind ~ /^(reading|circular)$/ ? minutes : minutes / 2
    if (kind ~ /^(quiz|case)$/) { reading += of_file; most = minutes }
    if (minutes && reading > most)
        printf "not ok - %s: %.0f minutes of reading in a %s of %d\n", path, reading, kind, minutes
    if (minutes && reading > most) failed++
    if (kind == "quiz" && !of_file) { printf "not ok - %s: a quiz without questions\n", path; failed++ }
    if (signoff == "mentor" && competent && path ~ /programmes\/introduktion/ && path !~ /\.en\.md$/)
        for (n = 1; n <= 5; n++)
            if (!(n in anchors)) {
                printf "not ok - %s: what does the mentor look for at autonomy %d?\n", path, n
                failed++
            }
    if (signoff == "mentor" && !mentor && path !~ /\.en\.md$/) {
        printf "not ok - %s: no heading 'Vad mentorn ser efter'\n", path
        failed++
    }
    if (path ~ /programmes\/introduktion/ && path !~ /\.en\.md$/ && !local) {
        printf "not ok - %s: no heading 'Lägg till lokalt'\n", path
        failed++
    }
    if (path !~ /\.en\.md$/) {
        split(path, part, "/")
        steps++
        kinds[kind]++
        components[component]++
        spent += minutes
        read_minutes += words / 200
        if (path ~ /programmes\//) phases[part[3] "/" part[4] " " component]++
        if (path ~ /programmes\//) hours[part[3] "/" part[4]] += minutes
    }
}

function file_begins() {
    file_ends()
    path = FILENAME
    sub(/^.*curriculum\//, "curriculum/", path)
    front = 0
    words = minutes = of_file = local = mentor = competent = solution = 0
    kind = "reading"; component = "profession"; signoff = "none"; table = asking = ""
    split("", anchors)
    checked++
}

BEGIN {
    FS = "\n"
    while ((getline line < amounts) > 0) {
        if (line !~ /^[^#].*=[0-9]+$/) continue
        split(line, pair, "=")
        norm[pair[1]] = pair[2] + 0
        if (pair[1] !~ /^barn /) continue
        split(substr(pair[1], 6), ages, "-")
        for (n = ages[1] + 0; n <= (ages[2] == "" ? ages[1] : ages[2]) + 0; n++) child[n] = pair[2] + 0
    }
    close(amounts)
    if (!("sambor" in norm)) { print "not ok - no amounts in " amounts; failed++ }
}

FNR == 1 { file_begins() }
/^---$/ && front < 2 { front++; next }
front < 2 {
    if ($0 ~ /^kind: /) kind = substr($0, 7)
    if ($0 ~ /^signoff: /) signoff = substr($0, 10)
    if ($0 ~ /^competences: /) competent = 1
    if ($0 ~ /^component: /) component = substr($0, 12)
    if ($0 ~ /^minutes: /) minutes = substr($0, 10) + 0
    next
}
{ words += split($0, ignored, /[ \t]+/) }
/^## Lägg till lokalt/ { local = 1 }
/^## Vad mentorn ser efter/ { mentor = 1 }
/^\| *[1-5] [a-zåäö]/ { autonomy_row(substr(trim(substr($0, 2)), 1, 1) + 0) }
/^<!--.* id="|^<!-- *id="/ { question_begins($0); next }
/^- \[[([][ X][)\]]\]|^\[\[[^?].*\]\]$/ && !solution { option($0) }
/^\*\*\*$/ {
    if (!solution && !asking) fault("*** without a question above")
    if (!solution && asking) question_explained()
    solution = !solution
}
/^\|/ {
    n = split($0, cell, "|")
    if (n == 4 && table == "") {
        table = "other"
        if (trim(cell[2]) == "Post" && cell[3] ~ /Kronor/) table = "sum"
        if (trim(cell[2]) == "Item" && cell[3] ~ /Kronor/) table = "sum"
        if (cell[3] ~ /Belopp 2025/) table = cell[2] ~ /barn/ ? "barn" : "stated"
        if (cell[3] ~ /kostnader 2025/) table = "gemensamma"
        total = 0
        next
    }
    if (n == 4 && table == "sum") table_row(trim(cell[2]), number(cell[3]), cell[3] ~ /\*\*/)
    if (n == 4 && table ~ /barn|stated|gemensamma/ && number(cell[3]) != "") stated_row(trim(cell[2]), number(cell[3]))
    next
}
{ table = "" }

END {
    file_ends()
    if (count) {
        for (name in kinds) printf "kind       %-14s %d\n", name, kinds[name] | "sort"
        for (name in components) printf "component  %-14s %d\n", name, components[name] | "sort"
        for (name in phases) printf "phase      %-40s %d\n", name, phases[name] | "sort"
        for (name in hours) printf "hours      %-40s %.1f\n", name, hours[name] / 60 | "sort"
        close("sort")
        printf "%d steps, %d questions, %.1f hours in all, %.1f hours of them reading at 200 words a minute\n",
            steps, questions, spent / 60, read_minutes / 60
        exit
    }
    printf "%d sums and %d amounts of riksnormen recalculated, %d questions\n", sums, named, questions
    printf "%d passed, %d failed\n", checked - (failed < checked ? failed : checked), failed
    exit failed || !checked || !sums
}
