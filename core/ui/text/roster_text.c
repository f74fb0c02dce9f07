/* Roster changes in words; see ui/text/roster_text.h. */
#include "ui/text/roster_text.h"

#include "base/clock.h"

struct sentence_writer {
    const struct roster_import_person *person;
    const char *programme;
    enum language language;
    struct text *into;
};

static void words(const struct sentence_writer *writer, const char *message_id)
{
    text_add(writer->into, translate(writer->language, message_id));
}

/* The label of a field. */
static const char *label_of(const char *field)
{
    static const char *const labels[][2] = {{"id", N_("id")},
                                            {"also-unit", N_("also in unit")},
                                            {"name", N_("name")},
                                            {"email", N_("e-mail")},
                                            {"unit", N_("unit")},
                                            {"roles", N_("roles")},
                                            {"background", N_("background")},
                                            {"in-profession-since", N_("in the profession since")},
                                            {"protected", N_("protected identity")}};
    for (size_t i = 0; i < COUNT_OF(labels); i++)
        if (text_equal(labels[i][0], field))
            return labels[i][1];
    return field;
}

static const char *yes_or_no(const struct sentence_writer *writer, const char *value)
{
    bool is_answer = text_equal(value, "yes") || text_equal(value, "no");
    return is_answer ? translate(writer->language, value) : value;
}

static void value(const struct sentence_writer *writer, const char *from, const char *to)
{
    from = yes_or_no(writer, from);
    to = yes_or_no(writer, to);
    if (from || to)
        text_addf(writer->into, ": %s -> %s", from ? from : "", to ? to : "");
}

static void write_added(const struct sentence_writer *writer)
{
    words(writer, N_("is added"));
    if (!writer->person->name) {
        text_add(writer->into, ": ");
        words(writer, N_("protected identity"));
        return;
    }
    for (size_t i = 0; i < writer->person->change_count; i++)
        if (writer->person->changes[i].to)
            text_addf(writer->into, "%s%s", i ? ", " : ": ", writer->person->changes[i].to);
}

static void write_closed(const struct sentence_writer *writer)
{
    words(writer, writer->person->line ? N_("the account is closed") : N_("the account is closed: not in the file"));
}

static void write_opened(const struct sentence_writer *writer)
{
    words(writer, N_("the account is opened again"));
}

static void write_ended(const struct sentence_writer *writer)
{
    char day[DAY_TEXT_BYTES];
    if (writer->person->ended == DAY_NONE)
        words(writer, N_("no longer ends"));
    else {
        words(writer, N_("the last day of the account is"));
        text_addf(writer->into, " %s", day_format(writer->person->ended, day));
    }
}

static void write_plan(const struct sentence_writer *writer)
{
    char day[DAY_TEXT_BYTES];
    words(writer, N_("plan"));
    text_addf(writer->into, " %s ", writer->programme);
    words(writer, N_("from"));
    text_addf(writer->into, " %s", day_format(writer->person->plan_from, day));
}

static void write_move(const struct sentence_writer *writer)
{
    char was[DAY_TEXT_BYTES], day[DAY_TEXT_BYTES];
    words(writer, N_("plan"));
    text_addf(writer->into, " %s: %s -> %s", writer->programme, day_format(writer->person->plan_was, was),
              day_format(writer->person->plan_from, day));
}

static void write_mentor(const struct sentence_writer *writer)
{
    words(writer, N_("mentor"));
    text_addf(writer->into, " %s", writer->person->mentor);
}

typedef void write_function(const struct sentence_writer *writer);

/* The sentences about a person other than changes, in order. */
static size_t parts_of(const struct roster_import_person *person, write_function *parts[])
{
    size_t count = 0;
    if (person->is_added)
        parts[count++] = write_added;
    if (person->is_opened)
        parts[count++] = write_opened;
    if (person->is_closed)
        parts[count++] = write_closed;
    if (person->has_ended && !person->is_closed && (!person->is_opened || person->ended != DAY_NONE))
        parts[count++] = write_ended;
    if (person->has_plan)
        parts[count++] = write_plan;
    if (person->has_move)
        parts[count++] = write_move;
    if (person->has_mentor)
        parts[count++] = write_mentor;
    return count;
}

#define PARTS_MAX 7

static size_t changes_of(const struct roster_import_person *person)
{
    return person->is_added ? 0 : person->change_count;
}

size_t roster_person_sentences(const struct roster_import_person *person)
{
    write_function *parts[PARTS_MAX];
    return changes_of(person) + parts_of(person, parts);
}

void roster_person_write(const struct roster_import_person *person, const char *programme, size_t index,
                         enum language language, struct text *into)
{
    const struct sentence_writer writer = {person, programme, language, into};
    write_function *parts[PARTS_MAX];
    size_t changes = changes_of(person);
    text_addf(into, "%s: ", person->id);
    if (index < changes) {
        words(&writer, label_of(person->changes[index].field));
        value(&writer, person->changes[index].from, person->changes[index].to);
        return;
    }
    parts_of(person, parts);
    parts[index - changes](&writer);
}

static const char *translate_id(const char *message_id, void *context)
{
    const enum language *language = context;
    return translate(*language, message_id);
}

void roster_note_words(const struct roster_note *note, enum language language, struct text *into)
{
    roster_note_write(note, translate_id, &language, into);
}
