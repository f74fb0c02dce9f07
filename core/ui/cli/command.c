/* Lists commands, and gives access to an invocation; see command.h. */
#include "ui/cli/command.h"

#include "base/clock.h"
#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- the list ---- */

static size_t place_after(const struct command_list *list, const char *name)
{
    size_t place = 0;
    while (place < list->count && !text_equal(list->rows[place]->name, name))
        place++;
    assert(place < list->count && "a table stands after a command of an earlier one");
    return place + 1;
}

static void table_add(struct command_list *list, const struct command_table *table)
{
    size_t place = table->after ? place_after(list, table->after) : list->count;
    memmove(list->rows + place + table->count, list->rows + place, (list->count - place) * sizeof *list->rows);
    for (size_t i = 0; i < table->count; i++)
        list->rows[place + i] = &table->rows[i];
    list->count += table->count;
}

struct command_list command_list_make(struct arena *arena, const struct command_table *const *tables)
{
    size_t count = 0;
    for (size_t i = 0; tables[i]; i++)
        count += tables[i]->count;
    struct command_list list = {.rows = arena_zeroed(arena, (count + 1) * sizeof *list.rows)};
    for (size_t i = 0; tables[i]; i++)
        table_add(&list, tables[i]);
    list.own = list.count;
    return list;
}

void command_list_use_plugins(struct command_list *list, struct arena *arena, const struct command *rows, size_t count)
{
    const struct command **all = arena_zeroed(arena, (list->own + count + 1) * sizeof *all);
    memcpy(all, list->rows, list->own * sizeof *all);
    for (size_t i = 0; i < count; i++)
        all[list->own + i] = &rows[i];
    list->rows = all;
    list->count = list->own + count;
}

bool command_word_is_taken(const struct command_table *const *tables, const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; tables[i]; i++)
        for (size_t j = 0; j < tables[i]->count; j++) {
            const char *name = tables[i]->rows[j].name;
            if (text_starts(name, word) && (!name[length] || name[length] == ' '))
                return true;
        }
    return false;
}

void command_load_plugins(const struct invocation *invocation)
{
    invocation->load_plugins(invocation);
}

/* ---- one command line ---- */

const char *invocation_word(const struct invocation *invocation, size_t index)
{
    return index < invocation->word_count ? invocation->words[index] : NULL;
}

const char *invocation_option_at(const struct invocation *invocation, const char *name, size_t index)
{
    for (size_t i = 0; i < invocation->option_count; i++)
        if (text_equal(invocation->options[i].name, name) && index-- == 0)
            return invocation->options[i].value;
    return NULL;
}

const char *invocation_option(const struct invocation *invocation, const char *name)
{
    return invocation_option_at(invocation, name, 0);
}

bool invocation_has(const struct invocation *invocation, const char *name)
{
    return invocation_option(invocation, name) != NULL;
}

int invocation_day(const struct invocation *invocation, const char *name, int otherwise)
{
    const char *value = invocation_option(invocation, name);
    if (value)
        (void)day_parse(value, &otherwise);
    return otherwise;
}

int64_t invocation_number(const struct invocation *invocation, const char *name, int64_t otherwise)
{
    text_to_number(invocation_option(invocation, name), INT64_MIN, INT64_MAX, &otherwise);
    return otherwise;
}

/* Not a literal for the compiler, but the compiler has checked the message id, and msgfmt --check-format has held its
 * translation against that. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
void command_print_line(const struct invocation *invocation, const char *message_id, ...)
{
    va_list arguments;
    va_start(arguments, message_id);
    vprintf(translate(invocation->language, message_id), arguments);
    va_end(arguments);
    putchar('\n');
}
#pragma GCC diagnostic pop
