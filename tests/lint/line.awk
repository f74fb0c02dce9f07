# One line of C taken apart; the scripts that read C files are called after this one.

# A line without what stands in comments, strings and characters; what stands in comments is then in `comment`, the
# strings are in literal[1] to literal[literals].
# Whoever begins a new file sets in_comment to 0.
function code_of(line,    out, c, i, n) {
    out = comment = ""
    literals = 0
    n = length(line)
    for (i = 1; i <= n; i++) {
        c = substr(line, i, 1)
        if (in_comment) {
            if (substr(line, i, 2) == "*/") { in_comment = 0; i++ }
            else comment = comment c
        } else if (quote != "") {
            if (c == quote) { quote = ""; out = out c }
            else {
                if (c == "\\") c = substr(line, i++, 2)
                if (quote == "\"") literal[literals] = literal[literals] c
            }
        } else if (substr(line, i, 2) == "/*") { in_comment = 1; i++ }
        else if (substr(line, i, 2) == "//") { comment = comment substr(line, i + 2); break }
        else {
            if (c == "\"" || c == "'") quote = c
            if (c == "\"") literal[++literals] = ""
            out = out c
        }
    }
    quote = ""
    return out
}
