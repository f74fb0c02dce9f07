/* Layer drift: the drift (curriculum/drift.h) of the layers of a site, in the state that was fetched last.
 *
 * Working it out reads every layer, so it is a command's or a job's; a page reads what was worked out. That is no
 * record of what somebody did: it lies in the layers' own repositories, layers/NAME.git/trappa-drift, as fetch notes
 * do. */
#pragma once

#include "domain/curriculum/curriculum.h"
#include "domain/publish/layer.h"

struct layer_drift {
    const char *step, *title;
    const char *layer, *path; /* of the replacement: its layer, and its file there */
    int layer_index;          /* 0 is the base */
    const char *base;         /* the layer of the text that it took the place of */
    int based_on, base_revision;
    enum change_class change; /* the highest of the base's revisions after `based_on` */
};

struct layer_drifts {
    struct layer_drift *items; /* legal first, then in order of step, the lowest layer first */
    size_t count;
    bool is_old; /* the layers have changed since it was worked out, or it never was */
};

/* Reads the layers and works it out. Layers that lie on this machine are looked at anew, as `publish` does; the others
 * are as they were fetched last. Needs SITE_PUBLISH. FAIL_BUSY while somebody publishes. */
int layer_drift_compute(struct records *records, const struct actor *actor, struct arena *arena,
                        struct layer_drifts *ret_drifts);

/* What was worked out last; reads one small file for each layer. Needs SITE_PUBLISH. */
int layer_drift_recall(struct records *records, const struct actor *actor, struct arena *arena,
                       struct layer_drifts *ret_drifts);

#define JOB_LAYERS_DRIFT "layers.drift" /* as the layers are, when they have changed since */
int layer_drift_run(struct records *records);
int layer_drift_is_old(struct records *records, bool *ret_is_old);
