/* Finding format: writes findings as text, JSON (docs/command-line.md), GitHub annotations or SARIF 2.1.0. */
#pragma once

#include "domain/curriculum/finding.h"

enum finding_format { FINDING_TEXT, FINDING_JSON, FINDING_GITHUB, FINDING_SARIF };

struct finding_report {
    const struct findings *findings; /* sorted */
    size_t programmes, steps;
    const char *root; /* prefix of every path in GitHub and SARIF; may be NULL */
    const struct finding_language *language;
};

/* Parses the name of a format; FAIL_USAGE. */
int finding_format_parse(const char *name, enum finding_format *ret_format);

/* Appends the whole report. */
void finding_report_add(struct text *text, const struct finding_report *report, enum finding_format format);

/* Appends the text of `trappa check --explain CODE`. */
void finding_explain(struct text *text, const struct finding_kind *kind, const struct finding_language *language);
