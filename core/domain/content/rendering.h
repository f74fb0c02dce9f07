/* Rendering: renders the Markdown of many steps in child processes under limits, many texts in each process.
 *
 * A text that takes more than RENDERING_CPU_SECONDS, or crashes the renderer, is reported; the others are still
 * rendered. */
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
    const char *id_prefix; /* may be NULL */
    bool has_no_blocks;    /* plugins have found none */
};

/* A relative link or an image of the text, and where it led; `url` is NULL for nowhere, `image` but for an image. */
struct rendering_link {
    const char *target, *url, *image;
};

/* The address of what a link leads to, as it is written into texts: "/moment/ID#part" where that is a step's page. */
void rendering_url_add(const struct link_end *end, struct text *into);

/* What came of it; lent until the call returns. */
struct rendering {
    int result;            /* 0, FAIL_LIMIT or FAIL_SYSTEM */
    const char *sentence;  /* of a failure */
    bool is_plugins_fault; /* the failure came from a plugin */
    const char *html, *plain, *excerpt;
    const struct rendering_link *links;
    size_t link_count;
    struct blocks blocks; /* its blocks */
};

extern const struct process_kind rendering_process; /* the child that renders */

/* Receives each result, in order. */
struct rendering_reader {
    int (*done)(const struct rendering_job *job, const struct rendering *rendering, void *context);
    void *context;
};

/* Renders all jobs in order; stops at the first failure of `done` and returns it. */
int rendering_run(const struct link_map *links, const struct rendering_job *jobs, size_t count,
                  const struct rendering_reader *reader);
