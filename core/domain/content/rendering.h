/* Rendering: Markdown of many steps made into HTML in limited child processes, one after another in few forks.
 *
 * Each text may take RENDERING_CPU_SECONDS; one that takes more, or breaks the renderer, is reported and the rest goes
 * on without it. */
#pragma once

#include "domain/curriculum/block.h"
#include "domain/curriculum/link_map.h"

#define RENDERING_CPU_SECONDS 2
#define RENDERING_EXCERPT_BYTES 240

/* One text to render. Pointers are borrowed. */
struct rendering_job {
    const char *blob;
    const char *step; /* id */
    struct link_origin origin;
    const char *body;
    size_t length;
    int body_line;
    const char *language;
    const char *id_prefix; /* NULL for none */
    bool has_no_blocks;    /* plugins have looked and found none */
};

/* A relative link or an image of the text, and where it led; `url` is NULL for nowhere, `image` but for an image. */
struct rendering_link {
    const char *target, *url, *image;
};

/* The address of what a link leads to, as it is written into texts: "/moment/ID#part" where that is a step's page. */
void rendering_url_add(const struct link_end *end, struct text *into);

/* What came of it; lent until the call returns. */
struct rendering {
    int result;           /* 0, or why not: FAIL_LIMIT, FAIL_SYSTEM */
    const char *sentence; /* then */
    bool is_plugins_fault;
    const char *html, *plain, *excerpt;
    const struct rendering_link *links;
    size_t link_count;
    struct blocks blocks; /* what plugins took of it */
};

extern const struct process_kind rendering_process; /* the child that renders */

/* Renders all jobs, in order, and gives each to `done`; ends with the first failure of `done`. */
struct rendering_reader {
    int (*done)(const struct rendering_job *job, const struct rendering *rendering, void *context);
    void *context;
};
int rendering_run(const struct link_map *links, const struct rendering_job *jobs, size_t count,
                  const struct rendering_reader *reader);
