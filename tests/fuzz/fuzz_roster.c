/* Fuzzes the reader of files of people: what it takes is rows of clean text with rising lines, and no note of it
 * repeats a personal identity number. The first byte says how much of the rest is a mapping file. */
#include "domain/roster/roster.h"
#include "domain/roster/roster_cell.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void cell_is_clean(const char *cell)
{
    size_t length = strlen(cell);
    int day = 0;
    bool is_yes = false;
    assert(text_is_utf8(cell, length, NULL));
    for (size_t i = 0; i < length; i++)
        assert((unsigned char)cell[i] >= ' ');
    (void)roster_cell_parse_day(cell, &day);
    (void)roster_cell_parse_bool(cell, &is_yes);
    (void)roster_cell_is_formula(cell);
}

/* Numbers may be repeated where the mapping says that they are none. */
static void notes_are_clean(const struct roster_notes *notes, bool is_allowed)
{
    for (size_t i = 0; i < notes->count; i++) {
        CLEANUP(text_finish) struct text text = TEXT(4096);
        roster_note_write(&notes->items[i], NULL, NULL, &text);
        assert(text.length && notes->items[i].line >= 1);
        assert(is_allowed || roster_cell_personal_number(text.bytes, text.length) < ROSTER_NUMBER_LIKELY);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(roster_finish) struct roster roster = {0};
    CLEANUP(roster_map_finish) struct roster_map map = {0};
    size_t mapping = size ? data[0] % size : 0;
    int line = 0;
    if (mapping && roster_map_read((const char *)data + 1, mapping, &arena, &map) != 0)
        return 0;
    const char *file = (const char *)data + (size ? 1 : 0) + mapping;
    if (roster_read(file, size - (size ? 1 : 0) - mapping, mapping ? &map : NULL, &arena, &roster) != 0)
        return 0;
    assert(roster.has[ROSTER_ID] && (roster.count || roster.notes.faults));
    for (size_t i = 0; i < roster.count; i++) {
        assert(roster.rows[i].line >= line);
        line = roster.rows[i].line;
        for (size_t j = 0; j < ROSTER_COLUMNS && !mapping; j++)
            cell_is_clean(roster.rows[i].cells[j]);
    }
    notes_are_clean(&roster.notes, map.numbers.count > 0);
    return 0;
}
