/* Finding table: the rows of all finding codes, one file for each group. Only finding.c reads them.
 *
 * Examples change a small tree without findings (tests/unit/domain/example_tree.c); the short names below are its
 * files. */
#pragma once

#include "base/fail.h"
#include "domain/curriculum/finding.h"

#define CURRICULUM_FILE "curriculum.yaml"
#define PROGRAMME_FILE "programmes/introduktion/programme.yaml"
#define WELCOME_FILE "programmes/introduktion/01-start/01-valkommen.md"
#define STEP_FILE "programmes/introduktion/02-grund/01-norm.md"
#define OTHER_FILE "programmes/introduktion/02-grund/02-annan.md"
#define STAIRCASE_FILE "staircases/trappa.yaml"
#define SOURCES_FILE "sources.yaml"

/* A step with these lines of front matter, and this body. */
#define STEP_TEXT(lines) "---\nid: norm\ntitle: Riksnormen\n" lines "---\n\nLäs om riksnormen.\n"
#define STEP_BODY(body) "---\nid: norm\ntitle: Riksnormen\n---\n\n" body "\n"
#define OTHER_TEXT(lines) "---\nid: annan\ntitle: En annan\n" lines "---\n\nLäs något annat.\n"

struct finding_rows {
    const struct finding_kind *rows;
    size_t count;
};

extern const struct finding_rows finding_rows_files;  /* TR1xx */
extern const struct finding_rows finding_rows_yaml;   /* TR2xx */
extern const struct finding_rows finding_rows_ids;    /* TR3xx */
extern const struct finding_rows finding_rows_bodies; /* TR4xx and TR5xx */
extern const struct finding_rows finding_rows_layers; /* TR6xx */
