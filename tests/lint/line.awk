# One line of C taken apart; the scripts that read C files are called after this one.

# A line without what stands in comments, strings and characters; what stands in comments is then in `comment`.
# Whoever begins a new file sets in_comment to 0.
function code_of(line,    out, c, i, n) {
    out = comment = ""
    n = length(line)
    for (i = 1; i <= n; i++) {
        c = substr(line, i, 1)
        if (in_comment) {
            if (substr(line, i, 2) == "*/") { in_comment = 0; i++ }
            else comment = comment c
        } else if (quote != "") {
            if (c == "\\") i++
            else if (c == quote) { quote = ""; out = out c }
        } else if (substr(line, i, 2) == "/*") { in_comment = 1; i++ }
        else if (substr(line, i, 2) == "//") { comment = comment substr(line, i + 2); break }
        else {
            if (c == "\"" || c == "'") quote = c
            out = out c
        }
    }
    quote = ""
    return out
}
