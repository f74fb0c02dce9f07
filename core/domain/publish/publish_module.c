/* What publishing brings to the program. */
#include "base/fail.h"
#include "base/text.h"
#include "domain/publish/layer_status.h"
#include "domain/publish/publish.h"
#include "domain/records/doctor_check.h"
#include "domain/records/event.h"
#include "domain/records/job.h"
#include "domain/records/table.h"
#include "io/file.h"

static int run_preview(const struct job_task *task)
{
    return publish_preview_run(task->records, task->payload);
}

static int run_layers_fetch(const struct job_task *task)
{
    return layer_fetch_run(task->records);
}

static int run_layers_fetch_now(const struct job_task *task)
{
    return layer_fetch_now_run(task->records);
}

static const struct job_kind publish_jobs[] = {
    {.name = JOB_LAYERS_FETCH,
     .help = "Fetches the newest state of layers that lie elsewhere; it is published when somebody says so",
     .every_seconds = 24 * 3600,
     .run = run_layers_fetch},
    {.name = JOB_LAYERS_FETCH_NOW,
     .help = "Fetches the newest state of all layers for somebody who asked on a page",
     .run = run_layers_fetch_now},
    {.name = JOB_PUBLISH_PREVIEW,
     .help = "Says what publishing the newest state of the layers, or an earlier edition, would do",
     .run = run_preview},
    {0},
};

static const struct migration publish_migrations[] = {
    /* The order in which editions were published, the last time each was; instants may be equal. */
    {{"the order of editions", 28},
     "ALTER TABLE edition ADD COLUMN turn INTEGER;"
     "UPDATE edition SET turn = (SELECT count(*) FROM edition AS other WHERE other.at < edition.at"
     " OR (other.at = edition.at AND other.key <= edition.key));"},
    {{"layers that are their own source", 29}, "ALTER TABLE layer ADD COLUMN own_since INTEGER;"},
    {.row = {0}},
};
static const struct migration_rewrite publish_rewrites[] = {{28, "edition"}, {0}};

static const struct records_table publish_tables[] = {
    {.name = "layer", .key_columns = 1},
    {.name = "edition", .key_columns = 1},
    {0},
};

/* ---- what the doctor asks ---- */

static int check_layers(struct doctor *doctor)
{
    static const struct query layers = {"doctor.layers", NULL,
                                        "SELECT name, source, kind, own_since FROM layer ORDER BY position"};
    struct rows rows CLEANUP(rows_end) = {0};
    int count = 0;
    TRY(records_select(doctor->records, &layers, BIND_NOTHING, &rows));
    for (; rows_next(&rows); count++) {
        const char *name = row_text(&rows, 0), *source = row_text(&rows, 1);
        const char *own = arena_format(doctor->arena, "%s/layers/%s.git/HEAD", doctor->folder, name);
        if (!file_exists(own))
            return doctor_warn(doctor, fail_at(FAIL_NOT_FOUND, REASON_LAYER_WITHOUT_REPOSITORY, NULL,
                                               "layer '%s': has no repository yet", name));
        bool follows_folder = !text_equal(row_text(&rows, 2), "remote") && row_is_null(&rows, 3);
        if (follows_folder && !file_is_folder(source))
            return doctor_warn(doctor, fail(FAIL_NOT_FOUND,
                                            "layer '%s': its folder %s is gone; what is published of it stays, but "
                                            "nothing new of it can be",
                                            name, source));
    }
    TRY(rows_result(&rows));
    if (!count)
        return doctor_warn(doctor, fail_at(FAIL_RULE, REASON_NO_CURRICULUM, NULL, "there is no curriculum yet"));
    doctor->note = arena_format(doctor->arena, "%d", count);
    return 0;
}

static const struct doctor_check publish_checks[] = {
    {{"layers", 90}, true, check_layers},
    {.row = {0}},
};

static const struct event_kind publish_events[] = {
    {"layer.added", "layer kind", "0.1.0"},    {"layer.changed", "layer kind", "0.1.0"},
    {"layer.moved", "layer above", "0.1.0"},   {"layer.removed", "layer", "0.1.0"},
    {"edition.published", "edition", "0.1.0"}, {0},
};

const struct module publish_module = {.name = "publish",
                                      .events = publish_events,
                                      .jobs = publish_jobs,
                                      .tables = publish_tables,
                                      .migrations = publish_migrations,
                                      .rewrites = publish_rewrites,
                                      .checks = publish_checks};
