# Writes a curriculum of many steps into a folder: -v steps=N -v into=DIR, and Markdown files to take sentences from.
# The same every time: what looks like chance is a fixed sequence.

function chance(below) {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return int(seed / 65536) % below
}

function sentences_take(line,    parts, n, i) {
    sub(/^[-0-9. ]+/, "", line)
    n = split(line, parts, /\. /)
    for (i = 1; i <= n; i++)
        if (length(parts[i]) > 30 && parts[i] !~ /[|<>\[\]`#*_:~]/) {
            sub(/[.?]$/, "", parts[i])
            sentence[sentence_count++] = parts[i] "."
        }
}

function paragraph(count,    out) {
    out = ""
    while (count-- > 0)
        out = out (out == "" ? "" : " ") sentence[chance(sentence_count)]
    return out
}

function programme_write(p,    path, i) {
    path = into "/programmes/p" p "/programme.yaml"
    printf "id: p%d\ntitle: Program %d\nphases:\n", p, p > path
    for (i = 1; i <= phases; i++)
        printf "  - {id: fas%d, title: Fas %d}\n", i, i > path
    print "leads-to: {staircase: trappan, level: 2}" > path
    close(path)
}

function front_write(path, p, k) {
    printf "---\nid: p%d-s%d\ntitle: Moment %d i program %d\nminutes: %d\ndue: week %d\n", p, k, k, p, 15 + k % 60,
        int((k + 1) / 2) > path
    if (k > 1)
        printf "requires: [p%d-s%d]\n", p, k - 1 > path
    printf "signoff: mentor\ncompetences: {k%d: %d}\nsources: [sol]\nrevisions:\n", 1 + k % 6, 1 + k % 4 > path
    if (k % 5 == 0)
        print "  - {n: 2, date: 2025-06-01, class: editorial, note: \"Tydligare\"}" > path
    print "  - {n: 1, date: 2025-01-01, class: substantive, note: \"F\303\266rsta versionen\"}\n---\n" > path
}

function body_write(path, p, k,    i) {
    print paragraph(4) "\n" > path
    for (i = 0; i < 2 + chance(2); i++) {
        printf "## Del %d\n\n%s\n\n", i + 1, paragraph(3) > path
        printf "1. **F\303\266rst** %s\n2. %s\n3. %s\n\n", paragraph(1), paragraph(1), paragraph(1) > path
    }
    if (k > 1)
        printf "L\303\244s om [f\303\266rra momentet](step:p%d-s%d). %s\n\n", p, k - 1, paragraph(2) > path
    print "| Del | Belopp |\n|---|---:|" > path
    for (i = 1; i <= 5; i++)
        printf "| Rad %d | %d |\n", i, 100 * (k + i) > path
    printf "\n> %s\n\n- %s\n- %s\n", paragraph(1), paragraph(1), paragraph(1) > path
}

function step_write(p, k,    path, phase) {
    phase = 1 + int((k - 1) / each)
    path = sprintf("%s/programmes/p%d/%02d-fas%d/%02d-s%d.md", into, p, phase, phase, k, k)
    front_write(path, p, k)
    body_write(path, p, k)
    close(path)
}

function staircase_write(    path, i, j) {
    path = into "/staircases/trappan.yaml"
    print "id: trappan\ntitle: Trappan\ncompetences:" > path
    for (i = 1; i <= 6; i++) {
        printf "  k%d:\n    title: Kompetens %d\n    anchors:\n", i, i > path
        for (j = 1; j <= 5; j++)
            printf "      %d: \"Steg %d av kompetens %d\"\n", j, j, i > path
    }
    print "levels:" > path
    for (i = 1; i <= 6; i++)
        printf("  - {level: %d, title: Trappsteg %d, rules: [%s]}\n", i, i, (i == 1 ? "" : "{months: " i "}")) > path
    close(path)
}

BEGIN { seed = 42; phases = 4; each = 20 }
FNR == 1 { fences = 0 }
/^---/ { fences++; next }
fences >= 2 { sentences_take($0) }

END {
    per_programme = phases * each
    programmes = int((steps + per_programme - 1) / per_programme)
    for (p = 1; p <= programmes; p++)
        for (i = 1; i <= phases; i++)
            folders = folders sprintf(" '%s/programmes/p%d/%02d-fas%d'", into, p, i, i)
    print "mkdir -p '" into "/staircases'" folders | "sh"
    close("sh")
    print "id: bench\ntitle: Bench\nlanguage: sv" > (into "/curriculum.yaml")
    print "- {id: sol, title: Lag (2025:400), version: 2025-07-01, checked: 2026-01-05}" > (into "/sources.yaml")
    staircase_write()
    for (n = 0; n < steps; n++) {
        if (n % per_programme == 0)
            programme_write(n / per_programme + 1)
        step_write(int(n / per_programme) + 1, n % per_programme + 1)
    }
}
