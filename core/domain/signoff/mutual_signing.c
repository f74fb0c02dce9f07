/* Finds who sign each other by walking who signed for whom; see mutual_signing.h. */
#include "domain/signoff/mutual_signing.h"

#include <stdlib.h>
#include <string.h>

/* Everybody who both signs and is signed for, each pair once: others cannot be in a circle. */
static const struct query pairs_all = {
    "circle.pairs", NULL,
    "SELECT DISTINCT g.signer_key, g.person_key FROM signoff AS g WHERE g.ended_at IS NULL"
    " AND g.signer_key <> g.person_key AND g.signer_key IN (SELECT s.person_key FROM signoff AS s WHERE s.ended_at IS"
    " NULL AND s.signer_key <> s.person_key) AND g.person_key IN (SELECT s.signer_key FROM signoff AS s"
    " WHERE s.ended_at IS NULL AND s.signer_key <> s.person_key) ORDER BY g.signer_key, g.person_key"};

struct pair {
    int64_t from, to;
};

/* The same as places in `keys`, which are sorted. */
struct arc {
    size_t from, to;
};

struct graph {
    struct pair *pairs;
    size_t pair_count;
    int64_t *keys;
    size_t key_count;
    struct arc *arcs;
    bool *ahead, *behind; /* whom one signed for, straight or around; and who signed for one */
};

static void graph_finish(struct graph *graph)
{
    memory_free(graph->keys);
    memory_free(graph->arcs);
    memory_free(graph->ahead);
    memory_free(graph->behind);
}

static int by_key(const void *a, const void *b)
{
    const int64_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static size_t place_of(const struct graph *graph, int64_t key)
{
    const int64_t *found = graph->key_count ? bsearch(&key, graph->keys, graph->key_count, sizeof key, by_key) : NULL;
    return found ? (size_t)(found - graph->keys) : graph->key_count;
}

static void arcs_make(struct graph *graph)
{
    size_t kept = 0, count = graph->pair_count;
    graph->keys = memory_zeroed((2 * count + 1) * sizeof *graph->keys);
    for (size_t i = 0; i < count; i++) {
        graph->keys[2 * i] = graph->pairs[i].from;
        graph->keys[2 * i + 1] = graph->pairs[i].to;
    }
    qsort(graph->keys, 2 * count, sizeof *graph->keys, by_key);
    for (size_t i = 0; i < 2 * count; i++)
        if (!kept || graph->keys[kept - 1] != graph->keys[i])
            graph->keys[kept++] = graph->keys[i];
    graph->key_count = kept;
    graph->arcs = memory_zeroed((count + 1) * sizeof *graph->arcs);
    for (size_t i = 0; i < count; i++)
        graph->arcs[i] = (struct arc){place_of(graph, graph->pairs[i].from), place_of(graph, graph->pairs[i].to)};
    graph->ahead = memory_zeroed(kept + 1);
    graph->behind = memory_zeroed(kept + 1);
}

static int pair_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)arena;
    (void)context;
    *(struct pair *)ret_item = (struct pair){row_number(rows, 0), row_number(rows, 1)};
    return 0;
}

static int graph_read(struct records *records, struct arena *arena, struct graph *graph)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &pairs_all, BIND_NOTHING, &rows));
    TRY(ROWS_COLLECT(&rows, pair_read, NULL, arena, &graph->pairs, &graph->pair_count));
    arcs_make(graph);
    return 0;
}

/* Marks whom `start` reaches by one arc or more; `start` itself only by a way around. */
static void mark_reachable(const struct graph *graph, size_t start, bool is_back, bool *marks)
{
    bool is_changed = true;
    memset(marks, 0, graph->key_count);
    for (bool is_first = true; is_changed; is_first = false) {
        is_changed = false;
        for (size_t i = 0; i < graph->pair_count; i++) {
            size_t from = is_back ? graph->arcs[i].to : graph->arcs[i].from;
            size_t to = is_back ? graph->arcs[i].from : graph->arcs[i].to;
            bool is_on = is_first ? from == start : marks[from];
            is_changed = is_changed || (is_on && !marks[to]);
            marks[to] = marks[to] || is_on;
        }
    }
}

/* ---- circles ---- */

struct finding {
    struct graph graph;
    struct people expected_version; /* whom the actor may see, by name */
    struct arena *arena;
    struct mutual_circle *circles;
    size_t count;
};

static void finding_finish(struct finding *finding)
{
    graph_finish(&finding->graph);
}

static bool is_known(const struct finding *finding, int64_t key)
{
    for (size_t i = 0; i < finding->count; i++)
        for (size_t j = 0; j < finding->circles[i].count; j++)
            if (finding->circles[i].members[j]->key == key)
                return true;
    return false;
}

/* Left out if the actor may not know a member: the rest would not be a circle. */
static void circle_add(struct finding *finding)
{
    const struct graph *graph = &finding->graph;
    struct mutual_circle mutual_circle = {
        .members = arena_zeroed(finding->arena, graph->key_count * sizeof(const struct person *))};
    size_t whole = 0;
    for (size_t i = 0; i < graph->key_count; i++)
        whole += graph->ahead[i] && graph->behind[i];
    for (size_t i = 0; i < finding->expected_version.count; i++) {
        size_t place = place_of(graph, finding->expected_version.items[i].key);
        if (place < graph->key_count && graph->ahead[place] && graph->behind[place])
            mutual_circle.members[mutual_circle.count++] = &finding->expected_version.items[i];
    }
    if (mutual_circle.count == whole && whole > 1)
        finding->circles[finding->count++] = mutual_circle;
}

static int circles_find(struct finding *finding, const struct people *in_unit)
{
    struct graph *graph = &finding->graph;
    finding->circles = arena_zeroed(finding->arena, (graph->key_count + 1) * sizeof *finding->circles);
    for (size_t i = 0; i < in_unit->count; i++) {
        size_t place = place_of(graph, in_unit->items[i].key);
        if (place == graph->key_count || is_known(finding, in_unit->items[i].key))
            continue;
        mark_reachable(graph, place, false, graph->ahead);
        mark_reachable(graph, place, true, graph->behind);
        if (graph->ahead[place])
            circle_add(finding);
    }
    return 0;
}

int mutual_signing_find(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                        struct mutual_circle **ret_circles, size_t *ret_count)
{
    CLEANUP(finding_finish) struct finding finding = {.arena = arena};
    struct people in_unit;
    TRY(access_check_site(actor, SITE_SEE_UNIT));
    TRY(graph_read(site->records, arena, &finding.graph));
    *ret_circles = NULL;
    *ret_count = 0;
    if (!finding.graph.pair_count)
        return 0;
    TRY(person_list(site->records, actor, NULL, arena, &finding.expected_version));
    TRY(person_list(site->records, actor, unit, arena, &in_unit));
    TRY(circles_find(&finding, &in_unit));
    *ret_circles = finding.circles;
    *ret_count = finding.count;
    return 0;
}
