/* Reads what the layers are called, and what they hide; see content.h. */
#include "base/fail.h"
#include "domain/content/content_internal.h"

static const struct query layers_all = {"content.layers", NULL, "SELECT name, title, editor FROM layer"};
static const struct query hiding_of = {"content.hiding", NULL, "SELECT layer, because FROM hiding WHERE step = ?1"};

static int layer_read_row(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct content_layer *)ret_item =
        (struct content_layer){row_copy(rows, 0, arena), row_copy(rows, 1, arena), row_copy(rows, 2, arena)};
    return 0;
}

int content_layers(struct content *content, struct arena *arena, struct content_layer **ret_layers, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(content->database, &layers_all, BIND_NOTHING, &rows));
    return ROWS_COLLECT(&rows, layer_read_row, NULL, arena, ret_layers, ret_count);
}

int content_hiding(struct content *content, const char *step, struct arena *arena, struct content_hiding *ret_hiding)
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_hiding = (struct content_hiding){0};
    TRY(database_select(content->database, &hiding_of, BIND(value_text(step)), &rows));
    if (rows_next(&rows))
        *ret_hiding = (struct content_hiding){row_copy(&rows, 0, arena), row_copy(&rows, 1, arena)};
    return rows_result(&rows);
}
