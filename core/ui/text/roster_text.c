/* Says what a file of people would do; see ui/text/roster_text.h. */
#include "ui/text/roster_text.h"

#include "base/clock.h"

struct saying {
    const struct roster_import_person *person;
    const char *programme;
    enum language language;
    struct text *into;
};

static void words(const struct saying *saying, const char *message_id)
{
    text_add(saying->into, translate(saying->language, message_id));
}

/* What a field is called by people. */
static const char *label_of(const char *field)
{
    static const char *const labels[][2] = {{"name", N_("name")},
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

static const char *yes_or_no(const struct saying *saying, const char *value)
{
    bool is_said = text_equal(value, "yes") || text_equal(value, "no");
    return is_said ? translate(saying->language, value) : value;
}

static void value(const struct saying *saying, const char *from, const char *to)
{
    from = yes_or_no(saying, from);
    to = yes_or_no(saying, to);
    if (from || to)
        text_addf(saying->into, ": %s -> %s", from ? from : "", to ? to : "");
}

static void say_added(const struct saying *saying)
{
    words(saying, N_("is added"));
    if (!saying->person->name) {
        text_add(saying->into, ": ");
        words(saying, N_("protected identity"));
        return;
    }
    for (size_t i = 0; i < saying->person->change_count; i++)
        if (saying->person->changes[i].to)
            text_addf(saying->into, "%s%s", i ? ", " : ": ", saying->person->changes[i].to);
}

static void say_closed(const struct saying *saying)
{
    words(saying, saying->person->line ? N_("the account is closed") : N_("the account is closed: not in the file"));
}

static void say_opened(const struct saying *saying)
{
    words(saying, N_("the account is opened again"));
}

static void say_ended(const struct saying *saying)
{
    char day[DAY_TEXT_BYTES];
    if (saying->person->ended == DAY_NONE)
        words(saying, N_("no longer ends"));
    else {
        words(saying, N_("the account is closed on"));
        text_addf(saying->into, " %s", day_format(saying->person->ended, day));
    }
}

static void say_plan(const struct saying *saying)
{
    char day[DAY_TEXT_BYTES];
    words(saying, N_("plan"));
    text_addf(saying->into, " %s ", saying->programme);
    words(saying, N_("from"));
    text_addf(saying->into, " %s", day_format(saying->person->plan_from, day));
}

static void say_mentor(const struct saying *saying)
{
    words(saying, N_("mentor"));
    text_addf(saying->into, " %s", saying->person->mentor);
}

typedef void say_function(const struct saying *saying);

/* What there is to say about a person beside changes, in order. */
static size_t parts_of(const struct roster_import_person *person, say_function *parts[])
{
    size_t count = 0;
    if (person->is_added)
        parts[count++] = say_added;
    if (person->is_opened)
        parts[count++] = say_opened;
    if (person->is_closed)
        parts[count++] = say_closed;
    if (person->has_ended && !person->is_closed && (!person->is_opened || person->ended != DAY_NONE))
        parts[count++] = say_ended;
    if (person->has_plan)
        parts[count++] = say_plan;
    if (person->has_mentor)
        parts[count++] = say_mentor;
    return count;
}

#define PARTS_MAX 6

static size_t changes_of(const struct roster_import_person *person)
{
    return person->is_added ? 0 : person->change_count;
}

size_t roster_person_sentences(const struct roster_import_person *person)
{
    say_function *parts[PARTS_MAX];
    return changes_of(person) + parts_of(person, parts);
}

void roster_person_write(const struct roster_import_person *person, const char *programme, size_t index,
                         enum language language, struct text *into)
{
    const struct saying saying = {person, programme, language, into};
    say_function *parts[PARTS_MAX];
    size_t changes = changes_of(person);
    text_addf(into, "%s: ", person->id);
    if (index < changes) {
        words(&saying, label_of(person->changes[index].field));
        value(&saying, person->changes[index].from, person->changes[index].to);
        return;
    }
    parts_of(person, parts);
    parts[index - changes](&saying);
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
