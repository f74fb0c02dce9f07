# Makes the table and the JSON out of measures (figure, side, value of a round). Ratios are taken round by round and
# their median is the figure, so that what disturbs both sides of a round disturbs it little.

function sorted(list, n,    i, j, value) {
    for (i = 2; i <= n; i++) {
        value = list[i]
        for (j = i - 1; j >= 1 && list[j] > value; j--)
            list[j + 1] = list[j]
        list[j + 1] = value
    }
}

# Sets median, least and most of the values of one side.
function spread(figure, side,    i, n, list) {
    n = count[figure, side]
    for (i = 1; i <= n; i++)
        list[i] = value[figure, side, i]
    spread_list(list, n)
}

function spread_list(list, n) {
    sorted(list, n)
    median = n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
    least = list[1]
    most = list[n]
}

function ratios(figure, other,    i, n, list) {
    n = count[figure, "ours"] < count[figure, other] ? count[figure, "ours"] : count[figure, other]
    for (i = 1; i <= n; i++)
        list[i] = value[figure, "ours", i] / value[figure, other, i]
    spread_list(list, n)
}

function say_number(x) {
    return x >= 1000 ? sprintf("%.0f", x) : x >= 100 ? sprintf("%.1f", x) : x >= 1 ? sprintf("%.2f", x) : \
        sprintf("%.3f", x)
}

# name | words | unit | goal: ratio or value, at least or at most
function add(name, words, unit, what, sign, goal) {
    names[++figures] = name
    words_of[name] = words
    unit_of[name] = unit
    what_of[name] = what
    sign_of[name] = sign
    goal_of[name] = goal
}

BEGIN {
    FS = "\t"
    add("step_page", "step page, against nginx", "/s", "ratio", ">=", 0.8)
    add("start_page", "start page, against nginx", "/s", "ratio", ">=", 0.6)
    add("compile", "compile 10,000 steps, against git and cmark", "s", "ratio", "<=", 2)
    add("publish", "publish five changes, against the compile", "s", "ratio", "<=", 0.02)
    add("signoffs", "sign-offs, against a bare loop", "/s", "ratio", ">=", 0.7)
    add("writers", "eight writers, against one", "/s", "ratio", ">=", 0.8)
    add("longest", "longest wait of eight writers", "ms", "most", "<=", 50)
    add("matrix", "matrix of 20,000, against the shell", "s", "ratio", "<=", 1.3)
    add("standing_all", "how 20,000 stand, against the shell", "s", "ratio", "<=", 1)
    add("standing_one", "one plan, against the shell", "s", "ratio", "<=", 1.5)
    add("first_answer", "start to first answer", "ms", "value", "<=", 50)
    add("memory", "memory of all processes", "MB", "value", "<=", 25)
}

NF == 2 { note[$1] = $2 }
NF == 3 { value[$1, $2, ++count[$1, $2]] = $3 }

function json_side(figure, side,    i, out) {
    if (!count[figure, side])
        return "null"
    spread(figure, side)
    out = sprintf("{\"median\":%.6g,\"least\":%.6g,\"most\":%.6g,\"values\":[", median, least, most)
    for (i = 1; i <= count[figure, side]; i++)
        out = out (i > 1 ? "," : "") sprintf("%.6g", value[figure, side, i])
    return out "]}"
}

function figure_say(name,    ours, theirs, reached, against, about, x) {
    spread(name, "ours")
    ours = say_number(median)
    x = what_of[name] == "most" ? most : median
    if (what_of[name] == "most")
        ours = say_number(most)
    theirs = against = about = "-"
    if (what_of[name] == "ratio") {
        spread(name, "theirs")
        theirs = say_number(median)
        ratios(name, "theirs")
        x = median
        against = say_number(median)
        about = say_number(least) ".." say_number(most)
    }
    reached = sign_of[name] == ">=" ? x >= goal_of[name] : x <= goal_of[name]
    printf "%-44s %9s %9s %-3s %7s %-14s %s %-5s %s\n", words_of[name], ours, theirs, unit_of[name], against, about,
        sign_of[name], goal_of[name], reached ? "reached" : "NOT REACHED"
    printf "%s{\"figure\":\"%s\",\"unit\":\"%s\",\"ours\":%s,\"theirs\":%s,\"small\":%s,\"value\":%.6g," \
        "\"spread\":\"%s\",\"sign\":\"%s\",\"goal\":%s,\"reached\":%s,\"note\":\"%s\"}", (said++ ? "," : ""), name,
        unit_of[name], json_side(name, "ours"), json_side(name, "theirs"), json_side(name, "small"), x, about,
        sign_of[name], goal_of[name], (reached ? "true" : "false"), note[name] > json
    all_reached += reached
}

function growth_say(name,    small) {
    spread(name, "small")
    small = say_number(median)
    spread(name, "ours")
    printf "%-44s %9s %9s %-3s", words_of[name], small, say_number(median), unit_of[name]
    ratios(name, "small")
    printf " %7s %s..%s\n", say_number(median), say_number(least), say_number(most)
}

END {
    printf "{\"load\":\"%s\",\"processors\":%d,\"figures\":[", load, processors > json
    printf "%-44s %9s %9s %-3s %7s %-14s %s\n", "figure (medians)", "ours", "theirs", "", "ratio", "spread", "goal"
    for (i = 1; i <= figures; i++)
        if (count[names[i], "ours"])
            figure_say(names[i])
    print "]}" > json
    printf "\n%-44s %9s %9s %-3s %7s %s\n", "growth: 1,000 to 10,000 steps, 200 to 20,000", "small", "large", "",
        "ratio", "spread"
    for (i = 1; i <= figures; i++)
        if (count[names[i], "small"])
            growth_say(names[i])
    printf "\n%d of %d reached; load %s on %d processors\n", all_reached, said, load, processors
}
