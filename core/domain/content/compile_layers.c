/* Writes what the layers are called and who keeps them, and what they hide; see compile.h. */
#include "domain/content/compile.h"

#include "base/fail.h"

#define EDITOR_BYTES_MAX (16 * 1024)

static const struct query layers_clear = {"compile.clear_layer", NULL, "DELETE FROM layer"};
static const struct query hidings_clear = {"compile.clear_hiding", NULL, "DELETE FROM hiding"};
static const struct query layer_insert = {"compile.layer", NULL,
                                          "INSERT INTO layer (name, title, editor) VALUES (?1, ?2, ?3)"};
static const struct query hiding_insert = {"compile.hiding", NULL,
                                           "INSERT INTO hiding (step, layer, because) VALUES (?1, ?2, ?3)"};

static int layer_write(struct compilation *compilation, const struct layer *layer)
{
    CLEANUP(text_finish) struct text editor = TEXT(EDITOR_BYTES_MAX);
    for (size_t i = 0; i < layer->maintainers.count; i++)
        text_addf(&editor, "%s%s", i ? ", " : "", layer->maintainers.items[i].value);
    TRY(text_check(&editor, "the maintainers of a layer"));
    return database_execute(compilation->database, &layer_insert,
                            BIND(value_text(layer->tree->name),
                                 value_text(layer->title.value ? layer->title.value : layer->tree->name),
                                 value_text(editor.length ? text_string(&editor) : NULL)));
}

/* Both tables are small, and are of the newest edition only. */
int compile_layers(struct compilation *compilation)
{
    const struct stack *stack = compilation->stack;
    TRY(database_execute(compilation->database, &layers_clear, BIND_NOTHING));
    TRY(database_execute(compilation->database, &hidings_clear, BIND_NOTHING));
    for (size_t i = 0; i < stack->layer_count; i++)
        TRY(layer_write(compilation, stack->layers[i]));
    for (size_t i = 0; i < stack->step_count; i++) {
        const struct part *by = stack->steps[i].hidden_by;
        if (by)
            TRY(database_execute(compilation->database, &hiding_insert,
                                 BIND(value_text(stack->steps[i].id), value_text(by->layer->tree->name),
                                      value_text(by->step->because))));
    }
    return 0;
}
