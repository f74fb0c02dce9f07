/* The list of commands is made of each file's table. */
#include "ui/cli/command.h"

#include "app/commands.h"
#include "base/text.h"

#include <criterion/criterion.h>

static const struct command people[] = {{.name = "person add"}, {.name = "person show"}};
static const struct command plans[] = {{.name = "plan show"}};
static const struct command import[] = {{.name = "person import"}, {.name = "person export"}};
static const struct command more[] = {{.name = "quiz show"}};

static const struct command_table people_table = COMMAND_TABLE(people), plan_table = COMMAND_TABLE(plans),
                                  import_table = COMMAND_TABLE_AFTER(import, "person add");
static const struct command_table *const tables[] = {&people_table, &plan_table, &import_table, NULL};

static const char *names(struct arena *arena, const struct command_list *list)
{
    const char *all = "";
    for (size_t i = 0; i < list->count; i++)
        all = arena_format(arena, "%s%s%s", all, i ? ", " : "", list->rows[i]->name);
    return all;
}

Test(command_list, has_a_table_behind_the_command_that_it_names)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct command_list list = command_list_make(&arena, tables);
    cr_assert_str_eq(names(&arena, &list), "person add, person import, person export, person show, plan show");
}

Test(command_list, has_commands_of_plugins_last_and_once)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct command_list list = command_list_make(&arena, tables);
    command_list_use_plugins(&list, &arena, more, COUNT_OF(more));
    command_list_use_plugins(&list, &arena, more, COUNT_OF(more));
    cr_assert_str_eq(names(&arena, &list),
                     "person add, person import, person export, person show, plan show, quiz show");
}

Test(command_list, knows_the_words_that_commands_begin_with)
{
    cr_expect(command_word_is_taken(tables, "person"));
    cr_expect(command_word_is_taken(tables, "plan"));
    cr_expect_not(command_word_is_taken(tables, "pla"));
    cr_expect_not(command_word_is_taken(tables, "quiz"));
}

Test(command_list, has_each_command_once)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct command_list list = command_list_make(&arena, command_tables);
    cr_assert_gt(list.count, 90);
    for (size_t i = 0; i < list.count; i++)
        for (size_t j = 0; j < i; j++)
            cr_expect_str_neq(list.rows[i]->name, list.rows[j]->name);
}
