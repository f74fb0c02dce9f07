/* `trappa token ...`: what programs such as git show instead of a password. */
#include "domain/access_token/access_token.h"

#include "base/clock.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

static void put_scopes(struct json *json, unsigned scopes)
{
    json_key(json, "scopes");
    json_array(json);
    for (unsigned bit = 1; access_scope_word(bit); bit <<= 1)
        if (scopes & bit)
            json_string(json, access_scope_word(bit));
    json_end(json);
}

static void made_json(struct text *text, const struct access_token_made *made, unsigned scopes)
{
    struct json json = JSON(text);
    json_object(&json);
    json_put_string(&json, "id", made->id);
    json_put_string(&json, "token", made->token);
    put_scopes(&json, scopes);
    json_put_day(&json, "until", made->until);
    json_end(&json);
}

/* On stdout the token alone, for a script; the rest is for whoever reads. */
static int command_token_add(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct access_token_new token = {.label = invocation_option(invocation, "label"),
                                     .until = invocation_day(invocation, "until", DAY_NONE)};
    struct access_token_made made;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(access_scopes_parse(invocation_option(invocation, "scope"), &token.scopes));
    TRY(access_token_make(site->records, &actor, subject_id(invocation_word(invocation, 0)), &token, &made));
    if (invocation_has(invocation, "json")) {
        made_json(&text, &made, token.scopes);
        return print_json(&text);
    }
    text_addf(&text, "%s\n", made.token);
    return print_text(&text);
}

static void put_instant(struct json *json, const char *key, int64_t instant)
{
    char at[INSTANT_TEXT_BYTES];
    json_put_string(json, key, instant ? instant_format(instant, at) : NULL);
}

static void list_json(struct text *text, const struct access_token *tokens, size_t count)
{
    struct json json = JSON(text);
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        json_object(&json);
        json_put_string(&json, "id", tokens[i].id);
        json_put_string(&json, "person", tokens[i].person_id);
        put_scopes(&json, tokens[i].scopes);
        json_put_string(&json, "label", tokens[i].label);
        put_instant(&json, "made", tokens[i].made_at);
        json_put_day(&json, "until", tokens[i].until);
        json_put_day(&json, "used", tokens[i].used);
        put_instant(&json, "revoked", tokens[i].revoked_at);
        json_put_bool(&json, "ended", tokens[i].is_ended);
        json_end(&json);
    }
    json_end(&json);
}

static void list_text(const struct invocation *invocation, struct text *text, const struct access_token *token)
{
    char until[DAY_TEXT_BYTES], used[DAY_TEXT_BYTES];
    text_addf(text, "%s  %s  %s  %s %s  %s%s%s", token->id, token->person_id,
              access_scopes_format(token->scopes, invocation->arena),
              invocation_translate(invocation, token->is_ended ? N_("ended") : N_("until")),
              day_format(token->revoked_at ? instant_day(token->revoked_at) : token->until, until),
              invocation_translate(invocation, token->used == DAY_NONE ? N_("never used") : N_("last used")),
              token->used == DAY_NONE ? "" : " ", day_format(token->used, used));
    text_addf(text, "%s%s\n", *token->label ? "  " : "", token->label);
}

static int tokens_of(const struct invocation *invocation, struct site *site, const struct actor *actor,
                     struct access_token **ret_tokens, size_t *ret_count)
{
    struct subject subject;
    if (!invocation_word(invocation, 0))
        return access_token_list_all(site->records, actor, invocation->arena, ret_tokens, ret_count);
    TRY(subject_find(site->records, actor, subject_id(invocation_word(invocation, 0)), invocation->arena, &subject));
    return access_token_list(site->records, &subject, invocation->arena, ret_tokens, ret_count);
}

static int command_token_list(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct actor actor;
    struct access_token *tokens;
    size_t count;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(tokens_of(invocation, site, &actor, &tokens, &count));
    if (invocation_has(invocation, "json")) {
        list_json(&text, tokens, count);
        return print_json(&text);
    }
    for (size_t i = 0; i < count; i++)
        list_text(invocation, &text, &tokens[i]);
    return print_text(&text);
}

static int command_token_revoke(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return access_token_revoke(site->records, &actor, invocation_word(invocation, 0));
}

static const struct command commands[] = {
    {"token add", "PERSON --scope SCOPES [--until DATE] [--label TEXT] [--by PERSON] [--json]",
     N_("Prints a new access token for programs that will act for a person, as git (none takes one yet); shown once"),
     command_token_add},
    {"token list", "[PERSON] [--by PERSON] [--json]", N_("Lists access tokens: whose, for what, until when, last used"),
     command_token_list},
    {"token revoke", "ID [--by PERSON]", N_("Ends an access token at once"), command_token_revoke},
};
const struct command_table access_token_commands = COMMAND_TABLE(commands);
