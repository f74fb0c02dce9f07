/* The server's loop, and libmicrohttpd's callbacks; see http.h. */
#include "io/http.h"

#include "base/fail.h"
#include "io/http_deadline.h"
#include "io/http_spool.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <microhttpd.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define WATCHES_MAX 8
#define EVENTS_MAX 64
#define IDLE_SECONDS 30
#define CONNECTIONS_MAX 1000
#define LOOSE_MILLISECONDS 2 /* how long a busier worker leaves a new connection to the others */
#define DRAIN_IDLE_MILLISECONDS 1000

struct watch {
    int fd;
    void (*on_ready)(void *context);
    void *context;
};

struct http_server {
    struct http_settings settings;
    struct MHD_Daemon *daemon;
    int epoll;
    struct watch watches[WATCHES_MAX]; /* 0 is the listener, 1 the daemon */
    size_t watch_count;
    bool is_listening;   /* the listener is in the epoll set */
    int64_t loose_since; /* since when a new connection is left to the others; 0: none is */
    bool has_resumed;    /* a connection was resumed after the library's last run */
    bool is_draining;
    int64_t drain_until, drain_idle_until;
    struct exchange *newest; /* all requests in progress */
    struct http_deadline http_deadline;
};

/* One request with its connection; the handler receives `request`, the first member. */
struct exchange {
    struct http_request request;
    struct http_server *server;
    struct MHD_Connection *connection;
    struct exchange *newer, *older;
    char *target; /* path and query as received */
    struct text body;
    struct http_spool spool;
    uint64_t dropped; /* of a body that is too large for its file */
    bool has_begun, is_handled, is_suspended, is_too_large;
    struct MHD_Response *answer;
    int status;
};

static int64_t now_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- one exchange --- */

/* A long request: a large body or a large answer may take its time. */
static void peer_deadline_extend(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct http_peer *peer = info ? info->socket_context : NULL;
    if (peer)
        peer->is_long = true;
}

/* Restarts the deadline: of the peer to send a request, or of us to answer it. */
static void peer_deadline_restart(struct MHD_Connection *connection, bool has_request)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct http_peer *peer = info ? info->socket_context : NULL;
    if (!peer)
        return;
    peer->has_request = has_request;
    peer->is_long &= has_request;
    peer->since = now_milliseconds();
}

/* The library calls this with the request line, before anything else. */
static void *on_target(void *context, const char *target, struct MHD_Connection *connection)
{
    struct http_server *server = context;
    struct exchange *exchange = memory_zeroed(sizeof *exchange);
    exchange->server = server;
    exchange->connection = connection;
    exchange->body = TEXT(HTTP_BODY_MAX);
    exchange->spool.file = exchange->request.body_file = -1;
    exchange->target = arena_copy_string(&exchange->request.arena, target);
    exchange->older = server->newest;
    if (server->newest)
        server->newest->newer = exchange;
    server->newest = exchange;
    return exchange;
}

static void on_completed(void *context, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode code)
{
    (void)code;
    struct http_server *server = context;
    struct exchange *exchange = *state;
    peer_deadline_restart(connection, false);
    if (!exchange)
        return;
    if (exchange->newer)
        exchange->newer->older = exchange->older;
    else
        server->newest = exchange->older;
    if (exchange->older)
        exchange->older->newer = exchange->newer;
    if (exchange->answer)
        MHD_destroy_response(exchange->answer);
    text_finish(&exchange->body);
    http_spool_close(&exchange->spool);
    struct arena arena = exchange->request.arena;
    arena_finish(&arena);
    memory_free(exchange);
    *state = NULL;
}

static struct MHD_Response *make_response(struct http_response *response)
{
    if (response->lasting) {
        /* The library only reads it; its parameter lacks const. */
        union {
            const void *from;
            void *to;
        } bytes = {.from = response->lasting};
        return MHD_create_response_from_buffer(response->lasting_length, bytes.to, MHD_RESPMEM_PERSISTENT);
    }
    if (response->file)
        return MHD_create_response_from_fd_at_offset64(response->file_length, response->file, response->file_from);
    size_t length = response->text.length;
    return MHD_create_response_from_buffer_with_free_callback(length, text_take(&response->text), memory_free);
}

void http_response_add(struct http_response *response, const char *name, const char *value)
{
    assert(response->header_count < HTTP_HEADERS_MAX);
    response->headers[response->header_count++] = (struct http_field){name, value};
}

void http_answer(struct http_request *request, struct http_response *response)
{
    struct exchange *exchange = (struct exchange *)request;
    assert(!exchange->answer);
    exchange->answer = make_response(response);
    assert(exchange->answer);
    exchange->status = response->status;
    if (response->type)
        MHD_add_response_header(exchange->answer, MHD_HTTP_HEADER_CONTENT_TYPE, response->type);
    for (size_t i = 0; i < response->header_count; i++)
        MHD_add_response_header(exchange->answer, response->headers[i].name, response->headers[i].value);
    if (exchange->server->is_draining)
        MHD_add_response_header(exchange->answer, MHD_HTTP_HEADER_CONNECTION, "close");
    if (exchange->is_suspended) {
        exchange->is_suspended = false;
        exchange->server->has_resumed = true;
        MHD_resume_connection(exchange->connection);
    }
}

/* Refuses before the handler, and closes: the rest of the request cannot be trusted. */
static void refuse(struct exchange *exchange, int status)
{
    struct http_response response = {.status = status, .text = TEXT(HTTP_BODY_MAX)};
    struct http_settings *settings = &exchange->server->settings;
    exchange->is_handled = true;
    if (settings->refuse)
        settings->refuse(&response, status, settings->context);
    http_response_add(&response, MHD_HTTP_HEADER_CONNECTION, "close");
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
        http_response_add(&response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD, POST");
    http_answer(&exchange->request, &response);
    text_finish(&response.text);
}

struct length_headers {
    int lengths, encodings, hosts;
    int64_t length;
    bool is_broken;
};

static enum MHD_Result count_header(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    (void)kind;
    struct length_headers *found = context;
    int64_t length = 0;
    if (strcasecmp(name, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0) {
        found->lengths++;
        if (!text_to_number(value, 0, INT64_MAX, &length))
            found->is_broken = true;
        found->length = length;
    }
    if (strcasecmp(name, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0) {
        found->encodings++;
        /* With any other encoding the library would treat everything that follows as the body. */
        found->is_broken = found->is_broken || !value || strcasecmp(value, "chunked") != 0;
    }
    /* Some servers accept "Content-Length : 3" as a length, others ignore it. */
    found->is_broken = found->is_broken || name[strcspn(name, " \t\"(),/:;<=>?@[\\]{}")];
    found->hosts += strcasecmp(name, MHD_HTTP_HEADER_HOST) == 0;
    return MHD_YES;
}

const char *http_request_header(const struct http_request *request, const char *name)
{
    const struct exchange *exchange = (const struct exchange *)request;
    return MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

/* Reserves memory for a body of that length; false if it is too large for this path and client. */
static bool make_room(struct exchange *exchange, int64_t length)
{
    struct http_request *request = &exchange->request;
    const struct http_settings *settings = &exchange->server->settings;
    if (length <= (int64_t)HTTP_BODY_MAX)
        return true;
    char *path = arena_copy_bytes(&request->arena, exchange->target, strcspn(exchange->target, "?"));
    if (!settings->body_most || http_path_decode(path) != 0)
        return false;
    http_cookies_read(http_request_header(request, MHD_HTTP_HEADER_COOKIE), &request->arena, &request->cookies);
    if (length > (int64_t)settings->body_most(path, &request->cookies, settings->context))
        return false;
    exchange->body.ceiling = (size_t)length;
    return true;
}

static void read_address(struct exchange *exchange)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *address = info ? info->client_addr : NULL;
    const void *bytes = !address ? NULL
                        : address->sa_family == AF_INET6
                            ? (const void *)&((const struct sockaddr_in6 *)address)->sin6_addr
                            : &((const struct sockaddr_in *)address)->sin_addr;
    if (!bytes || !inet_ntop(address->sa_family, bytes, exchange->request.address, sizeof exchange->request.address))
        exchange->request.address[0] = '\0';
}

/* Opens the file that the body goes to, if it goes to one. */
static int begin_spool(struct exchange *exchange)
{
    struct http_request *request = &exchange->request;
    const struct http_settings *settings = &exchange->server->settings;
    char *path = arena_copy_bytes(&request->arena, exchange->target, strcspn(exchange->target, "?"));
    if (!settings->spool_most || http_path_decode(path) != 0)
        return 0;
    request->path = path;
    exchange->spool.most = settings->spool_most(request, settings->context);
    if (!exchange->spool.most)
        return 0;
    peer_deadline_extend(exchange->connection);
    TRY(http_spool_open(settings->spool_folder, &exchange->spool.file));
    request->body_file = exchange->spool.file;
    return 0;
}

/* The status of a refusal by the headers alone; 0 for none. Two lengths, or a length and an encoding, can smuggle a
 * request past a proxy. */
static int judge_head(struct exchange *exchange, const char *method)
{
    struct length_headers found = {0};
    MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, count_header, &found);
    if (found.lengths + found.encodings > 1 || found.is_broken || found.hosts > 1)
        return MHD_HTTP_BAD_REQUEST;
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0 && strcmp(method, "POST") != 0)
        return MHD_HTTP_METHOD_NOT_ALLOWED;
    if (strcmp(method, "POST") == 0 && begin_spool(exchange) != 0)
        return MHD_HTTP_SERVICE_UNAVAILABLE;
    if (exchange->spool.file >= 0)
        return 0;
    return make_room(exchange, found.length) ? 0 : MHD_HTTP_CONTENT_TOO_LARGE;
}

static int read_request(struct exchange *exchange)
{
    struct http_request *request = &exchange->request;
    char *query = strchr(exchange->target, '?');
    if (query)
        *query++ = '\0';
    if (exchange->target[0] != '/')
        return fail(FAIL_USAGE, "address: does not begin with a slash");
    TRY(http_path_decode(exchange->target));
    request->path = exchange->target;
    TRY(http_fields_read(query ? query : "", "query", &request->arena, &request->query));
    http_cookies_read(http_request_header(request, MHD_HTTP_HEADER_COOKIE), &request->arena, &request->cookies);
    const char *type = http_request_header(request, MHD_HTTP_HEADER_CONTENT_TYPE);
    request->type = type ? type : "";
    request->body = text_string(&exchange->body);
    request->body_length = exchange->body.length;
    request->body_file_length = exchange->spool.length;
    if (strncasecmp(request->type, "multipart/form-data", 19) == 0)
        return http_multipart_read(exchange->connection, request->body, request->body_length, &request->arena,
                                   &request->form, &request->files);
    bool is_form = strncasecmp(request->type, "application/x-www-form-urlencoded", 33) == 0;
    if (is_form && strlen(request->body) != request->body_length)
        return fail(FAIL_USAGE, "form: not form data in UTF-8");
    return http_fields_read(is_form ? request->body : "", "form", &request->arena, &request->form);
}

static void handle(struct exchange *exchange, const char *method)
{
    const struct http_settings *settings = &exchange->server->settings;
    exchange->request.method = strcmp(method, "GET") == 0 ? "GET" : strcmp(method, "HEAD") == 0 ? "HEAD" : "POST";
    read_address(exchange);
    peer_deadline_restart(exchange->connection, true);
    exchange->request.body_file_is_over = exchange->spool.file >= 0 && exchange->is_too_large;
    bool is_over = exchange->is_too_large && exchange->spool.file < 0;
    int result = exchange->spool.is_broken ? fail(FAIL_SYSTEM, "the body of a request could not be kept")
                 : is_over                 ? FAIL_LIMIT
                                           : read_request(exchange);
    if (result != 0) {
        refuse(exchange, result == FAIL_LIMIT    ? MHD_HTTP_CONTENT_TOO_LARGE
                         : result == FAIL_SYSTEM ? MHD_HTTP_SERVICE_UNAVAILABLE
                                                 : MHD_HTTP_BAD_REQUEST);
        return;
    }
    exchange->is_handled = true;
    settings->handle(&exchange->request, settings->context);
    if (!exchange->answer) {
        exchange->is_suspended = true;
        MHD_suspend_connection(exchange->connection);
    }
}

/* A piece of the body. Of one that is too large, a limited amount is read and dropped, so that the client receives the
 * reason. */
static enum MHD_Result take_body(struct exchange *exchange, const char *bytes, size_t *length)
{
    if (exchange->spool.file >= 0) {
        exchange->is_too_large = exchange->is_too_large || !http_spool_add(&exchange->spool, bytes, *length);
        exchange->dropped += exchange->is_too_large ? *length : 0;
        *length = 0;
        return exchange->dropped / 8 > exchange->spool.most ? MHD_NO : MHD_YES;
    }
    text_add_bytes(&exchange->body, bytes, *length);
    exchange->is_too_large = exchange->is_too_large || exchange->body.is_over;
    exchange->body.is_over = false;
    if (exchange->is_too_large && (exchange->body.ceiling += *length) > 16 * HTTP_BODY_MAX)
        return MHD_NO;
    *length = 0;
    return MHD_YES;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *bytes, size_t *length, void **state)
{
    (void)context;
    (void)url;
    (void)version;
    struct exchange *exchange = *state;
    if (!exchange->has_begun) {
        exchange->has_begun = true;
        int status = judge_head(exchange, method);
        if (!status)
            return MHD_YES;
        refuse(exchange, status);
    }
    if (*length && !exchange->answer)
        return take_body(exchange, bytes, length);
    if (!exchange->is_handled)
        handle(exchange, method);
    if (exchange->answer)
        return MHD_queue_response(connection, (unsigned)exchange->status, exchange->answer);
    return MHD_YES; /* suspended */
}

/* --- the loop --- */

static void on_connection(void *context, struct MHD_Connection *connection, void **state,
                          enum MHD_ConnectionNotificationCode code)
{
    struct http_server *server = context;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        struct http_peer *peer = memory_zeroed(sizeof *peer);
        peer->socket = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
        http_deadline_add(&server->http_deadline, peer, now_milliseconds());
        *state = peer;
        return;
    }
    atomic_fetch_sub(&server->settings.shares->connections[server->settings.share], 1);
    http_deadline_remove(&server->http_deadline, *state);
    memory_free(*state);
    *state = NULL;
}

static size_t keep_escapes(void *context, struct MHD_Connection *connection, char *string)
{
    (void)context;
    (void)connection;
    return strlen(string); /* http_fields.c decodes, and refuses what the library would accept */
}

static unsigned connections_most(const struct http_settings *settings)
{
    return settings->connections_most ? settings->connections_most : (unsigned)CONNECTIONS_MAX;
}

static struct MHD_Daemon *start_daemon(struct http_server *server)
{
    const struct http_settings *settings = &server->settings;
    unsigned flags = MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME;
    return MHD_start_daemon(
        flags, 0, NULL, NULL, on_request, server, MHD_OPTION_URI_LOG_CALLBACK, on_target, server,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, server, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
        MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, server, MHD_OPTION_CONNECTION_TIMEOUT,
        settings->idle_seconds ? settings->idle_seconds : (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_LIMIT,
        connections_most(settings), MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

int http_server_watch(struct http_server *server, int fd, void (*on_ready)(void *context), void *context)
{
    assert(server->watch_count < WATCHES_MAX);
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = server->watch_count};
    server->watches[server->watch_count++] = (struct watch){fd, on_ready, context};
    return epoll_ctl(server->epoll, EPOLL_CTL_ADD, fd, &event) == 0
               ? 0
               : fail(FAIL_SYSTEM, "watching a file descriptor: %s", strerror(errno));
}

static void set_listening(struct http_server *server, bool is_listening)
{
    struct epoll_event event = {.events = is_listening ? EPOLLIN : 0, .data.u64 = 0};
    if (server->is_listening != is_listening)
        epoll_ctl(server->epoll, EPOLL_CTL_MOD, server->settings.listener, &event);
    server->is_listening = is_listening;
}

/* True if no other worker has fewer connections. */
static bool is_our_turn(const struct http_server *server)
{
    struct http_shares *shares = server->settings.shares;
    int ours = atomic_load(&shares->connections[server->settings.share]);
    for (int i = 0; i < shares->count; i++)
        if (atomic_load(&shares->connections[i]) < ours)
            return false;
    return true;
}

static void accept_one(struct http_server *server, int socket, const struct sockaddr_storage *address, socklen_t length)
{
    _Atomic int *ours = &server->settings.shares->connections[server->settings.share];
    atomic_fetch_add(ours, 1);
    /* On failure the library has closed the socket and does not call on_connection(). */
    if (MHD_add_connection(server->daemon, socket, (const struct sockaddr *)address, length) != MHD_YES)
        atomic_fetch_sub(ours, 1);
}

/* Leaves a new connection for a moment to a worker with fewer, then accepts it, as that one may be busy. */
static void on_listener(void *context)
{
    struct http_server *server = context;
    bool is_ours_anyway = server->loose_since && now_milliseconds() - server->loose_since >= LOOSE_MILLISECONDS;
    while (is_our_turn(server) || is_ours_anyway) {
        struct sockaddr_storage address;
        socklen_t length = sizeof address;
        int socket =
            accept4(server->settings.listener, (struct sockaddr *)&address, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
        server->loose_since = 0;
        is_ours_anyway = false;
        if (socket < 0)
            return;
        accept_one(server, socket, &address, length);
    }
    if (!server->loose_since)
        server->loose_since = now_milliseconds();
    set_listening(server, false);
}

static void on_daemon(void *context)
{
    (void)context; /* MHD_run() runs after every wait */
}

static void server_free_at(struct http_server **server)
{
    http_server_free(*server);
}

int http_server_make(const struct http_settings *settings, struct http_server **ret_server)
{
    CLEANUP(server_free_at) struct http_server *server = memory_zeroed(sizeof *server);
    server->settings = *settings;
    server->is_listening = true;
    server->epoll = epoll_create1(EPOLL_CLOEXEC);
    server->daemon = start_daemon(server);
    const union MHD_DaemonInfo *info =
        server->daemon ? MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD) : NULL;
    if (!info || server->epoll < 0)
        return fail(FAIL_SYSTEM, "the web server cannot start: %s", strerror(errno));
    TRY(http_server_watch(server, settings->listener, on_listener, server));
    TRY(http_server_watch(server, info->epoll_fd, on_daemon, server));
    atomic_store(&settings->shares->connections[settings->share], 0);
    *ret_server = TAKE(server);
    return 0;
}

void http_server_free(struct http_server *server)
{
    if (!server)
        return;
    for (struct exchange *exchange = server->newest; exchange; exchange = exchange->older)
        if (exchange->is_suspended) /* the library would abort */
            refuse(exchange, MHD_HTTP_SERVICE_UNAVAILABLE);
    if (server->daemon) {
        MHD_run(server->daemon);
        MHD_stop_daemon(server->daemon);
    }
    if (server->epoll >= 0)
        close(server->epoll);
    memory_free(server);
}

void http_server_drain(struct http_server *server, unsigned most_seconds)
{
    if (server->is_draining)
        return;
    server->is_draining = true;
    server->drain_until = now_milliseconds() + (int64_t)most_seconds * 1000;
    server->drain_idle_until = now_milliseconds() + DRAIN_IDLE_MILLISECONDS;
    set_listening(server, false);
}

/* True if a request with complete headers is in progress; the drain does not wait for incomplete ones. */
static bool has_begun_any(const struct http_server *server)
{
    for (const struct exchange *exchange = server->newest; exchange; exchange = exchange->older)
        if (exchange->has_begun)
            return true;
    return false;
}

static bool is_drained(const struct http_server *server)
{
    if (!server->is_draining)
        return false;
    int64_t now = now_milliseconds();
    bool is_empty = atomic_load(&server->settings.shares->connections[server->settings.share]) == 0;
    return is_empty || now >= server->drain_until || (!has_begun_any(server) && now >= server->drain_idle_until);
}

static int wait_milliseconds(struct http_server *server)
{
    MHD_UNSIGNED_LONG_LONG timeout = 0;
    int wait = -1;
    if (MHD_get_timeout(server->daemon, &timeout) == MHD_YES)
        wait = timeout < 60000 ? (int)timeout : 60000;
    int most = server->is_draining ? 50 : server->loose_since ? 1 : server->http_deadline.count ? 1000 : -1;
    return most >= 0 && (wait < 0 || wait > most) ? most : wait;
}

int http_server_run(struct http_server *server)
{
    struct epoll_event events[EVENTS_MAX];
    while (!is_drained(server)) {
        if (server->settings.rest)
            server->settings.rest(server->settings.context);
        int count = epoll_wait(server->epoll, events, EVENTS_MAX, wait_milliseconds(server));
        if (count < 0 && errno != EINTR)
            return fail(FAIL_SYSTEM, "waiting for requests: %s", strerror(errno));
        if (!server->is_draining)
            set_listening(server, true);
        for (int i = 0; i < count; i++) {
            struct watch *watch = &server->watches[events[i].data.u64];
            if (watch->fd != server->settings.listener || !server->is_draining)
                watch->on_ready(watch->context);
        }
        if (count == 0 && server->loose_since && !server->is_draining)
            on_listener(server);
        http_deadline_sweep(&server->http_deadline,
                            server->http_deadline.count > connections_most(&server->settings) / 4 * 3,
                            now_milliseconds());
        do { /* without its own listener, the library does not wake up for connections resumed while it runs */
            server->has_resumed = false;
            MHD_run(server->daemon);
        } while (server->has_resumed);
    }
    return 0;
}
