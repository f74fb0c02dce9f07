/* `trappa curriculum ...`: layers, publishing, and the published edition. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/content/content.h"
#include "domain/content/curriculum_diff.h"
#include "domain/curriculum/finding_format.h"
#include "domain/publish/publish.h"
#include "ui/cli/command.h"
#include "ui/cli/diff_print.h"
#include "ui/cli/finding_groups.h"
#include "ui/cli/open_site.h"
#include "ui/cli/publish_impact.h"

#include <stdio.h>
#include <string.h>

#define OUTPUT_BYTES_MAX (256UL * 1024 * 1024)
#define HITS_MAX 50

static const char *say(const struct invocation *invocation, const char *message_id)
{
    return translate(invocation->language, message_id);
}

static const char *translate_id(const char *message_id, void *context)
{
    const enum language *language = context;
    return translate(*language, message_id);
}

static int print(const struct text *text)
{
    TRY(text_check(text, "the answer"));
    fputs(text_string(text), stdout);
    return 0;
}

/* A site and one view of its content; the view ends with the site. */
static int open_for_reading(const struct invocation *invocation, struct site **ret_site)
{
    struct actor actor;
    TRY(command_open_site(invocation, ret_site, &actor));
    return content_read_begin((*ret_site)->content);
}

/* ---- publishing ---- */

static int findings_print(const struct invocation *invocation, const struct publication *publication, bool is_json)
{
    CLEANUP(text_finish) struct text text = TEXT(OUTPUT_BYTES_MAX);
    enum language language = invocation->language;
    const struct finding_language said = {translate_id, &language};
    const struct finding_report report = {.findings = &publication->check.findings,
                                          .programmes = publication->check.stack.programme_count,
                                          .steps = publication->steps,
                                          .language = &said};
    finding_report_add(&text, &report, is_json ? FINDING_JSON : FINDING_TEXT);
    return print(&text);
}

/* On standard error, where a nightly job is read. */
static void unreached_tell(const struct invocation *invocation, const struct publication *publication)
{
    for (size_t i = 0; i < publication->unreached_count; i++) {
        const struct publication_unreached *one = &publication->unreached[i];
        fprintf(stderr, "trappa: %s: %s; %s\n", one->layer, one->sentence,
                say(invocation, one->is_left_out ? N_("nothing of this layer is published")
                                                 : N_("this layer is published as it was last")));
    }
}

static void unreached_put_json(struct json *json, const struct publication *publication)
{
    json_key(json, "unreached");
    json_array(json);
    for (size_t i = 0; i < publication->unreached_count; i++) {
        json_object(json);
        json_put_string(json, "layer", publication->unreached[i].layer);
        json_put_string(json, "says", publication->unreached[i].sentence);
        json_put_bool(json, "left_out", publication->unreached[i].is_left_out);
        json_end(json);
    }
    json_end(json);
}

static int edition_print(const struct invocation *invocation, const struct publication *publication, bool is_json)
{
    CLEANUP(text_finish) struct text text = TEXT(OUTPUT_BYTES_MAX);
    struct json json = JSON(&text);
    const struct findings *findings = &publication->check.findings;
    if (!is_json) {
        text_addf(&text, "%s\n", publication->edition);
        text_addf(&text, "%s: %zu; %s: %zu; %s: %zu\n", say(invocation, N_("steps")), publication->steps,
                  say(invocation, N_("texts rendered")), publication->rendered, say(invocation, N_("warnings")),
                  findings->warnings);
        finding_groups_add(&text, invocation, findings);
        if (publication->stripped)
            text_addf(&text, "%s: %zu\n", say(invocation, N_("images without their place, camera and other notes")),
                      publication->stripped);
        if (!publication->is_new)
            text_addf(&text, "%s\n", say(invocation, N_("This was published already; nothing changed.")));
        return print(&text);
    }
    json_object(&json);
    json_put_string(&json, "edition", publication->edition);
    json_put_bool(&json, "changed", publication->is_new);
    json_put_number(&json, "steps", (int64_t)publication->steps);
    json_put_number(&json, "rendered", (int64_t)publication->rendered);
    json_put_number(&json, "stripped", (int64_t)publication->stripped);
    json_put_number(&json, "warnings", (int64_t)findings->warnings);
    finding_groups_put_json(&json, invocation, findings);
    unreached_put_json(&json, publication);
    json_end(&json);
    text_add_char(&text, '\n');
    return print(&text);
}

static int command_curriculum_publish(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(publication_finish) struct publication publication = {0};
    struct actor actor;
    bool is_json = invocation_has(invocation, "json");
    bool is_preview = invocation_has(invocation, "dry-run");
    const char *edition = invocation_option(invocation, "edition");
    TRY(command_open_site(invocation, &site, &actor));
    TRY(is_preview ? publish_preview_edition(site->records, &actor, edition, &publication)
                   : publish_edition(site->records, &actor, edition, &publication));
    unreached_tell(invocation, &publication);
    if (*publication.edition)
        return is_preview ? publish_impact_print(invocation, site, &actor, &publication.check.findings)
                          : edition_print(invocation, &publication, is_json);
    TRY(findings_print(invocation, &publication, is_json));
    return COMMAND_SAYS_NO;
}

static void edition_row_json(struct json *json, const struct published_edition *edition, bool is_newest)
{
    char at[INSTANT_TEXT_BYTES], commit[GIT_ID_BYTES];
    json_object(json);
    json_put_string(json, "edition", edition->id);
    json_put_string(json, "published", instant_format(edition->at, at));
    json_put_bool(json, "newest", is_newest);
    json_key(json, "layers");
    json_array(json);
    for (const char *line = edition->commits; line && *line; line = strchr(line, '\n')) {
        CLEANUP(memory_free_at) char *layer = NULL;
        line += *line == '\n';
        layer = memory_copy_bytes(line, strcspn(line, " "));
        json_object(json);
        json_put_string(json, "layer", layer);
        json_put_string(json, "commit", publish_commit_in(line, layer, commit) ? commit : NULL);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

static int command_curriculum_editions(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(OUTPUT_BYTES_MAX);
    struct published_edition *editions;
    struct actor actor;
    struct json json = JSON(&text);
    size_t count;
    char at[INSTANT_TEXT_BYTES];
    TRY(command_open_site(invocation, &site, &actor));
    TRY(publish_editions(site->records, &actor, invocation->arena, &editions, &count));
    if (!invocation_has(invocation, "json")) {
        for (size_t i = 0; i < count; i++)
            text_addf(&text, "%s  %s\n", editions[i].id, instant_format(editions[i].at, at));
        return print(&text);
    }
    json_array(&json);
    for (size_t i = 0; i < count; i++)
        edition_row_json(&json, &editions[i], i == 0);
    json_end(&json);
    text_add_char(&text, '\n');
    return print(&text);
}

/* ---- what is published ---- */

static void step_json(struct json *json, const struct content_entry *entry)
{
    char due[16];
    json_object(json);
    json_put_string(json, "id", entry->id);
    json_put_string(json, "title", entry->title);
    json_put_string(json, "programme", entry->programme);
    json_put_string(json, "phase", entry->phase);
    json_put_string(json, "component", step_component_word(entry->component));
    json_put_string(json, "kind", step_kind_word(entry->kind));
    json_put_string(json, "layer", entry->layer);
    json_put_number(json, "revision", entry->revision);
    json_put_string(json, "blob", entry->blob);
    json_put_string(json, "due", due_format(entry->due, due));
    json_put_string(json, "signoff", step_signoff_word(entry->signoff));
    json_end(json);
}

static int command_curriculum_steps(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(OUTPUT_BYTES_MAX);
    struct content_entries entries;
    struct json json = JSON(&text);
    TRY(open_for_reading(invocation, &site));
    TRY(content_steps(site->content, invocation->arena, &entries));
    if (!invocation_has(invocation, "json")) {
        for (size_t i = 0; i < entries.count; i++)
            text_addf(&text, "%-32s %s\n", entries.items[i].id, entries.items[i].title);
        return print(&text);
    }
    json_array(&json);
    for (size_t i = 0; i < entries.count; i++)
        step_json(&json, &entries.items[i]);
    json_end(&json);
    text_add_char(&text, '\n');
    return print(&text);
}

static int programme_show(struct content *content, const struct content_programme *programme, struct arena *arena,
                          struct text *text)
{
    struct content_entries entries;
    TRY(content_programme_steps(content, programme->id, arena, &entries));
    text_addf(text, "%s (%s)\n", programme->title, programme->id);
    for (size_t i = 0; i < programme->phase_count; i++) {
        text_addf(text, "  %s\n", programme->phases[i].title);
        for (size_t j = 0; j < entries.count; j++)
            if (text_equal(entries.items[j].phase, programme->phases[i].id))
                text_addf(text, "    %-32s %s\n", entries.items[j].id, entries.items[j].title);
    }
    return 0;
}

static void programme_json(struct json *json, const struct content_programme *programme)
{
    json_object(json);
    json_put_string(json, "id", programme->id);
    json_put_string(json, "title", programme->title);
    json_key(json, "phases");
    json_array(json);
    for (size_t i = 0; i < programme->phase_count; i++) {
        json_object(json);
        json_put_string(json, "id", programme->phases[i].id);
        json_put_string(json, "title", programme->phases[i].title);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

static void edition_json(struct text *text, const struct content_edition_row *edition,
                         const struct content_programme *programmes, size_t count)
{
    struct json json = JSON(text);
    json_object(&json);
    json_put_string(&json, "edition", edition->id);
    json_put_string(&json, "commits", edition->commits);
    json_key(&json, "programmes");
    json_array(&json);
    for (size_t i = 0; i < count; i++)
        programme_json(&json, &programmes[i]);
    json_end(&json);
    json_end(&json);
    text_add_char(text, '\n');
}

static int command_curriculum_show(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(OUTPUT_BYTES_MAX);
    struct content_programme *programmes;
    struct content_edition_row edition;
    const char *id = NULL;
    size_t count = 0;
    TRY(open_for_reading(invocation, &site));
    TRY(content_edition(site->content, &id));
    TRY(content_edition_find(site->content, id, invocation->arena, &edition));
    TRY(content_programmes(site->content, invocation->arena, &programmes, &count));
    if (invocation_has(invocation, "json")) {
        edition_json(&text, &edition, programmes, count);
        return print(&text);
    }
    text_addf(&text, "%s\n%s\n", edition.id, edition.commits);
    for (size_t i = 0; i < count; i++)
        TRY(programme_show(site->content, &programmes[i], invocation->arena, &text));
    return print(&text);
}

/* With --text: the words of a step that changed. */
static int words_compare(const struct invocation *invocation, struct content *content,
                         const struct curriculum_diff_item *difference, struct step_comparison *ret_comparison)
{
    const struct step_versions versions = {.step = difference->step,
                                           .old_parts = difference->old_parts,
                                           .new_parts = difference->new_parts,
                                           .language = language_code(invocation->language)};
    *ret_comparison = (struct step_comparison){0};
    if (!invocation_has(invocation, "text") || difference->kind != CURRICULUM_DIFF_CHANGED)
        return 0;
    return step_compare(content, &versions, invocation->arena, ret_comparison);
}

static void difference_json(struct json *json, const struct curriculum_diff_item *difference,
                            const struct step_comparison *words)
{
    bool is_changed = difference->kind == CURRICULUM_DIFF_CHANGED;
    json_object(json);
    json_put_string(json, "step", difference->step);
    json_put_string(json, "title", difference->title);
    json_put_string(json, "kind", curriculum_diff_kind_word(difference->kind));
    if (is_changed) {
        json_put_string(json, "class", change_class_word(difference->change));
        json_put_number(json, "from_revision", difference->old_revision);
        json_put_number(json, "to_revision", difference->new_revision);
    }
    if (difference->kind == CURRICULUM_DIFF_MOVED) {
        json_put_string(json, "from", difference->from);
        json_put_string(json, "to", difference->to);
    }
    if (words->parts) {
        json_key(json, "parts");
        diff_print_json(json, words);
    }
    json_end(json);
}

static void difference_line(struct text *text, const struct curriculum_diff_item *difference)
{
    text_addf(text, "%-8s %-32s ", curriculum_diff_kind_word(difference->kind), difference->step);
    if (difference->kind == CURRICULUM_DIFF_CHANGED)
        text_addf(text, "%d -> %d %s ", difference->old_revision, difference->new_revision,
                  change_class_word(difference->change));
    if (difference->kind == CURRICULUM_DIFF_MOVED)
        text_addf(text, "%s -> %s ", difference->from ? difference->from : "-", difference->to ? difference->to : "-");
    text_addf(text, "%s\n", difference->title);
}

static int command_curriculum_diff(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(OUTPUT_BYTES_MAX);
    struct curriculum_diff differences;
    struct json json = JSON(&text);
    bool is_json = invocation_has(invocation, "json");
    TRY(open_for_reading(invocation, &site));
    TRY(curriculum_diff(site->content, invocation_word(invocation, 0), invocation_word(invocation, 1),
                        invocation->arena, &differences));
    if (is_json)
        json_array(&json);
    for (size_t i = 0; i < differences.count; i++) {
        struct step_comparison words;
        TRY(words_compare(invocation, site->content, &differences.items[i], &words));
        if (is_json) {
            difference_json(&json, &differences.items[i], &words);
            continue;
        }
        difference_line(&text, &differences.items[i]);
        diff_print_add(&text, invocation->language, &words);
    }
    if (is_json) {
        json_end(&json);
        text_add_char(&text, '\n');
    }
    return print(&text);
}

static void hit_add(struct text *text, struct json *json, const struct content_hit *hit)
{
    if (!json) {
        text_addf(text, "%-32s %s\n    %s%s%s\n", hit->step, hit->title, hit->before, hit->match, hit->after);
        return;
    }
    json_object(json);
    json_put_string(json, "step", hit->step);
    json_put_string(json, "title", hit->title);
    json_put_string(json, "before", hit->before);
    json_put_string(json, "match", hit->match);
    json_put_string(json, "after", hit->after);
    json_end(json);
}

static int command_curriculum_search(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(OUTPUT_BYTES_MAX);
    CLEANUP(text_finish) struct text words = TEXT(8 * 1024);
    struct content_hit *hits = NULL;
    struct json json = JSON(&text);
    size_t count = 0;
    bool is_json = invocation_has(invocation, "json");
    for (size_t i = 0; i < invocation->word_count; i++)
        text_addf(&words, "%s ", invocation->words[i]);
    TRY(open_for_reading(invocation, &site));
    TRY(content_search(site->content, text_string(&words), HITS_MAX, invocation->arena, &hits, &count));
    if (is_json)
        json_array(&json);
    for (size_t i = 0; i < count; i++)
        hit_add(&text, is_json ? &json : NULL, &hits[i]);
    if (is_json) {
        json_end(&json);
        text_add_char(&text, '\n');
    }
    return print(&text);
}

static const struct command commands[] = {
    {"curriculum publish", "[--edition ID] [--dry-run] [--by PERSON] [--json]",
     N_("Checks all layers and publishes them as an edition, or an earlier one again; or says whom that would touch"),
     command_curriculum_publish},
    {"curriculum editions", "[--by PERSON] [--json]", N_("Lists what was published, newest first"),
     command_curriculum_editions},
    {"curriculum show", "[--json]", N_("Shows the newest edition and its programmes"), command_curriculum_show},
    {"curriculum steps", "[--json]", N_("Lists the steps of the newest edition"), command_curriculum_steps},
    {"curriculum search", "WORD... [--json]", N_("Finds steps by their words"), command_curriculum_search},
    {"curriculum diff", "OLD NEW [--text] [--json]", N_("Shows what differs between two editions"),
     command_curriculum_diff},
};
const struct command_table curriculum_commands = COMMAND_TABLE(commands);
