/* Requests of git; see ui/web/kernel/git_http.h. */
#include "ui/web/kernel/git_http.h"

#include "base/fail.h"
#include "domain/access_token/access_token.h"
#include "domain/people/access.h"
#include "domain/people/person.h"
#include "domain/publish/layer.h"
#include "domain/site/site.h"
#include "io/http_basic.h"
#include "io/http_spool.h"
#include "ui/web/kernel/git_address.h"
#include "ui/web/kernel/git_answer.h"
#include "ui/web/kernel/request.h"

#include <stdio.h>
#include <string.h>

#define TRIES_PER_ADDRESS 200 /* of tokens that are none, a quarter of an hour; as for sign-ins */

bool git_http_is_for(const char *path)
{
    return text_starts(path, GIT_ADDRESS_PREFIX);
}

/* ---- who asks ---- */

static enum language language_wanted(const struct http_request *request)
{
    enum language language = LANGUAGE_SV;
    const char *wanted = http_request_header(request, "Accept-Language");
    if (wanted)
        language_from_code(wanted, &language);
    return language;
}

static void rate_name(const struct git_visit *visit, char name[80])
{
    snprintf(name, 80, "git %.60s", web_address(visit->web, visit->request));
}

/* Finds the person of the token; else the status to refuse with. */
static int visitor_find(struct git_visit *visit)
{
    struct web *web = visit->web;
    const char *user = NULL, *token = NULL;
    char name[80];
    rate_name(visit, name);
    if (!http_basic_read(http_request_header(visit->request, "Authorization"), &visit->request->arena, &user, &token))
        return 401;
    if (!rate_allows(&web->shared->rates, web->shared->key, name, TRIES_PER_ADDRESS, PAGE_TRIES_SECONDS)) {
        web_log_refusal(web, visit->request, "too many tries");
        return 429;
    }
    int result = access_token_use(web->site->records, token, &visit->request->arena, &visit->person, &visit->actor,
                                  &visit->scopes);
    if (result != 0)
        return fail_is(result, REASON_TOKEN_UNKNOWN) ? 401 : 503;
    rate_forgive(&web->shared->rates, web->shared->key, name, PAGE_TRIES_SECONDS);
    language_from_code(visit->person.language, &visit->language);
    if (!access_may_site(&visit->actor, SITE_SEE_CURRICULUM))
        return 403;
    return visit->scopes & (ACCESS_SCOPE_GIT_PROPOSE | ACCESS_SCOPE_GIT_MAINTAIN) ? 0 : 403;
}

/* The visit of a request: looked up once, with the head of a POST or when it is handled. */
static struct git_visit *visit_of(struct web *web, struct http_request *request)
{
    if (request->state)
        return request->state;
    struct git_visit *visit = arena_zeroed(&request->arena, sizeof *visit);
    *visit = (struct git_visit){.web = web, .request = request, .output = -1, .language = language_wanted(request)};
    request->state = visit;
    web_refresh(web);
    visit->refused = visitor_find(visit);
    return visit;
}

uint64_t git_http_body_most(struct http_request *request, void *context)
{
    struct web *web = context;
    if (!git_http_is_for(request->path) || !web->site)
        return 0;
    return visit_of(web, request)->refused ? 0 : (uint64_t)web->site->config.git_push_bytes;
}

/* ---- refusals ---- */

static void refuse_visitor(struct git_visit *visit)
{
    switch (visit->refused) {
    case 401:
        git_answer_refuse(visit, 401,
                          N_("Show an access token as the password; the user can be any name. You make tokens in "
                             "Trappa, on the page of your account."));
        return;
    case 403:
        git_answer_refuse(visit, 403, N_("This access token opens no curriculum by git."));
        return;
    case 429:
        git_answer_refuse(visit, 429, N_("Too many tries with wrong access tokens; wait a quarter of an hour."));
        return;
    default:
        git_answer_refuse(visit, 503, N_("Trappa cannot look that up just now; try again in a minute."));
    }
}

/* ---- asking the git process ---- */

static void on_outcome(void *context, enum git_outcome outcome)
{
    struct git_visit *visit = context;
    git_answer_outcome(visit, outcome);
}

/* A header, if it is short and plain; "" otherwise. */
static void header_copy(const struct git_visit *visit, const char *name, char *ret_value, size_t size)
{
    const char *value = http_request_header(visit->request, name);
    size_t length = value ? strlen(value) : 0;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)value[i] < ' ' || (unsigned char)value[i] > '~')
            length = size;
    snprintf(ret_value, size, "%s", value && length < size ? value : "");
}

static void question_fill(const struct git_visit *visit, struct git_question *question)
{
    const struct site_config *config = &visit->web->site->config;
    *question = (struct git_question){
        .input_length = visit->request->body_file >= 0 ? visit->request->body_file_length : visit->request->body_length,
        .push_most = (uint64_t)config->git_push_bytes,
        .is_push = visit->address.is_push,
        .is_advertisement = visit->address.is_advertisement,
        .is_maintainer = (visit->scopes & ACCESS_SCOPE_GIT_MAINTAIN) && access_may_site(&visit->actor, SITE_PUBLISH)};
    memcpy(question->layer, visit->address.layer, sizeof question->layer);
    snprintf(question->person, sizeof question->person, "%s", visit->person.rid);
    snprintf(question->language, sizeof question->language, "%s", language_code(visit->language));
    header_copy(visit, "Git-Protocol", question->protocol, sizeof question->protocol);
    header_copy(visit, "Content-Type", question->type, sizeof question->type);
    header_copy(visit, "Content-Encoding", question->encoding, sizeof question->encoding);
}

static void ask(struct git_visit *visit)
{
    struct git_question question;
    if (http_spool_open(visit->web->site->folder, &visit->output) != 0) {
        fprintf(stderr, "trappa: git: %s\n", fail_sentence());
        git_answer_refuse(visit, 503, N_("Trappa cannot look that up just now; try again in a minute."));
        return;
    }
    question_fill(visit, &question);
    int files[2] = {visit->request->body_file, visit->output};
    if (git_process_ask(&visit->web->git_process, &question, files, on_outcome, visit) != 0)
        git_answer_outcome(visit, GIT_BUSY);
}

/* ---- what is asked ---- */

static bool layer_find_kind(const struct git_visit *visit, const char **ret_kind)
{
    struct layer_source *layers = NULL;
    struct git *git = NULL;
    char commit[GIT_ID_BYTES];
    size_t count = 0;
    if (layer_list(visit->web->site->records, &visit->request->arena, &layers, &count) != 0)
        return false;
    for (size_t i = 0; i < count; i++)
        if (text_equal(layers[i].name, visit->address.layer)) {
            *ret_kind = layers[i].kind;
            int result = layer_recall(visit->web->site->records, layers[i].name, &git, commit);
            git_store_close(git);
            return result == 0;
        }
    return false;
}

void git_http_handle(struct web *web, struct http_request *request)
{
    const char *kind = NULL;
    struct git_visit *visit = visit_of(web, request);
    bool is_address = git_address_read(request->method, request->path, &request->query, &visit->address);
    if (visit->refused) {
        refuse_visitor(visit);
        return;
    }
    if (!is_address || !layer_find_kind(visit, &kind)) {
        git_answer_refuse(visit, 404, N_("There is no layer of that name here, or this is no address of git."));
        return;
    }
    if (visit->address.is_push && text_equal(kind, "remote")) {
        git_answer_refuse(visit, 403,
                          N_("This layer is fetched from elsewhere: propose the change where it is kept, or write a "
                             "step that replaces it in a layer of your own."));
        return;
    }
    if (request->body_file_is_over) {
        git_answer_too_large(visit);
        return;
    }
    ask(visit);
}
