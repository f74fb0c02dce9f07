/* The server over a real socket: what it refuses, what it answers later, and how it stops. */
#include "io/http.h"

#include "base/fail.h"
#include "base/memory.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int listener, port;
static pid_t server_pid;
static struct http_server *server;
static struct http_request *waiting;
static _Atomic bool *is_held; /* shared with the server: "/later" has come */

static void answer_with(struct http_request *request, const char *words)
{
    struct http_response response = {.status = 200, .type = "text/plain", .text = TEXT(1024)};
    http_response_add(&response, "X-Test", "yes");
    text_addf(&response.text, "[%s %s %s]", request->method, request->path, words);
    http_answer(request, &response);
}

/* "/later" is answered when "/now" comes. */
static void handle(struct http_request *request, void *context)
{
    (void)context;
    const char *a = http_field_at(&request->form, "a", 1);
    if (request->files.count) {
        const struct http_file *file = &request->files.items[0];
        char said[100];
        snprintf(said, sizeof said, "%zu files, %s of %zu bytes ends in %02x, a is %s", request->files.count,
                 file->field, file->length, file->length ? (unsigned char)file->bytes[file->length - 1] : 0,
                 http_field(&request->form, "a") ? http_field(&request->form, "a") : "-");
        answer_with(request, said);
    } else if (text_equal(request->path, "/later"))
        *is_held = (waiting = request) != NULL;
    else if (text_equal(request->path, "/now") && waiting) {
        answer_with(waiting, "late");
        waiting = NULL;
        answer_with(request, "now");
    } else
        answer_with(request, a ? a : "-");
}

/* Much may be sent to one address, by whoever has the cookie. */
static size_t body_most(const char *path, const struct http_fields *cookies, void *context)
{
    (void)context;
    return text_equal(path, "/large") && text_equal(http_field(cookies, "who"), "me") ? 200000 : 0;
}

static void on_stop(void *context)
{
    (void)context;
    http_server_drain(server, 3);
}

static void serve(struct http_shares *shares)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    struct http_settings settings = {.listener = listener, .shares = shares, .handle = handle, .body_most = body_most};
    bool is_good = http_server_make(&settings, &server) == 0 &&
                   http_server_watch(server, signalfd(-1, &signals, 0), on_stop, NULL) == 0 &&
                   http_server_run(server) == 0;
    http_server_free(server);
    _exit(is_good ? 0 : 1);
}

static void begin(void)
{
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    cr_assert_eq(http_listen("127.0.0.1:0", &listener), 0);
    getsockname(listener, (struct sockaddr *)&address, &length);
    port = ntohs(address.sin_port);
    struct http_shares *shares = mmap(NULL, sizeof *shares, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    shares->count = 1;
    is_held = mmap(NULL, sizeof *is_held, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    server_pid = fork();
    if (server_pid == 0)
        serve(shares);
    munmap(shares, sizeof *shares);
    close(listener);
}

static void end(void)
{
    int status = 0;
    kill(server_pid, SIGTERM);
    waitpid(server_pid, &status, 0);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the server ended in order");
}

static int open_connection(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    struct timeval limit = {.tv_sec = 300};
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    cr_assert_eq(connect(connection, (struct sockaddr *)&address, sizeof address), 0);
    return connection;
}

static void say(int connection, const char *bytes)
{
    size_t length = strlen(bytes);
    cr_expect_eq(send(connection, bytes, length, MSG_NOSIGNAL), (ssize_t)length);
}

/* Asks for "/later", and returns when the server has it. */
static void say_later(int connection)
{
    say(connection, "GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
    while (!*is_held)
        usleep(1000);
}

/* What comes until `end` is in it, or the other side closes. */
static const char *hear(int connection, const char *wanted)
{
    static char heard[8192];
    size_t length = 0;
    for (ssize_t got = 0; length < sizeof heard - 1 && !(length && strstr(heard, wanted)); length += (size_t)got) {
        got = recv(connection, heard + length, sizeof heard - 1 - length, 0);
        if (got <= 0)
            break;
        heard[length + (size_t)got] = '\0';
    }
    heard[length] = '\0';
    return heard;
}

static void expect_status(const char *request, const char *status)
{
    int connection = open_connection();
    say(connection, request);
    cr_expect(text_starts(hear(connection, "\r\n\r\n"), status), "%s gave %s", request, hear(connection, "\r\n"));
    close(connection);
}

Test(http, answers_and_keeps_the_connection, .init = begin, .fini = end)
{
    int connection = open_connection();
    say(connection, "GET /a%20b?x=1 HTTP/1.1\r\nHost: x\r\n\r\n");
    cr_expect(strstr(hear(connection, "]"), "[GET /a b -]"));
    say(connection, "POST /p HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    "Content-Length: 11\r\n\r\na=1&a=%C3%A5");
    cr_expect(strstr(hear(connection, "]"), "[POST /p å]") == NULL, "the length was one byte short");
    close(connection);
    connection = open_connection();
    say(connection, "POST /p HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    "Content-Length: 12\r\n\r\na=1&a=%C3%A5");
    const char *heard = hear(connection, "]");
    cr_expect(strstr(heard, "[POST /p å]") && strstr(heard, "X-Test: yes"));
    say(connection, "HEAD /h HTTP/1.1\r\nHost: x\r\n\r\n");
    cr_expect_null(strchr(hear(connection, "\r\n\r\n"), '['), "no body after HEAD");
    close(connection);
}

Test(http, refuses_what_could_mean_two_things, .init = begin, .fini = end)
{
    expect_status("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                  "HTTP/1.1 400");
    expect_status("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "HTTP/1.1 400");
    expect_status("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 400");
    expect_status("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -3\r\n\r\n", "HTTP/1.1 400");
    expect_status("POST / HTTP/1.1\r\nHost: x\r\nContent-Length : 3\r\n\r\nabc", "HTTP/1.1 400");
    expect_status("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "HTTP/1.1 400");
    expect_status("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity\r\n\r\n", "HTTP/1.1 400");
    expect_status("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "HTTP/1.1 400");
    expect_status("PUT / HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 405");
    expect_status("GET /a%2Fb HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 400");
    expect_status("GET /?a=%FF HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 400");
    expect_status("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 65537\r\n\r\n", "HTTP/1.1 413");
}

Test(http, answers_later_what_was_not_answered_at_once, .init = begin, .fini = end)
{
    int first = open_connection(), second = open_connection();
    say_later(first);
    say(second, "GET /now HTTP/1.1\r\nHost: x\r\n\r\n");
    cr_expect(strstr(hear(second, "]"), "[GET /now now]"));
    cr_expect(strstr(hear(first, "]"), "[GET /later late]"));
    close(first);
    close(second);
}

Test(http, stops_although_somebody_waits_and_another_is_idle, .init = begin, .fini = end)
{
    int first = open_connection(), idle = open_connection();
    say(idle, "GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    hear(idle, "]");
    say_later(first);
    kill(server_pid, SIGTERM);
    cr_expect(strstr(hear(first, "\r\n\r\n"), "HTTP/1.1 503"));
    close(first);
    close(idle);
}

Test(http_address, knows_addresses)
{
    int unused = 0;
    cr_expect(http_address_is_loopback("127.0.0.1:8420") && http_address_is_loopback("[::1]:8420"));
    cr_expect(!http_address_is_loopback("0.0.0.0:8420") && !http_address_is_loopback("127.0.0.1"));
    static const char *const bad[] = {"8420",       "127.0.0.1",       "::1:8420",
                                      "127.0.0.1:", "127.0.0.1:99999", "host.example:80"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        cr_expect_eq(http_listen(bad[i], &unused), FAIL_USAGE, "%s", bad[i]);
}

/* A form of parts, with this body, sent to a path; what the server said of it. */
static const char *send_parts(const char *path, const char *cookie, const struct text *body)
{
    int connection = open_connection();
    CLEANUP(text_finish) struct text request = TEXT(1024 * 1024);
    text_addf(&request,
              "POST %s HTTP/1.1\r\nHost: x\r\nCookie: %s\r\nContent-Type: multipart/form-data; boundary=XyZ\r\n"
              "Content-Length: %zu\r\n\r\n",
              path, cookie, body->length);
    text_add_bytes(&request, text_string(body), body->length);
    ssize_t sent = send(connection, request.bytes, request.length, MSG_NOSIGNAL);
    (void)sent; /* the server may close before the end of what it refuses */
    const char *heard = hear(connection, "]");
    close(connection);
    return heard;
}

static void add_file(struct text *body, size_t length)
{
    text_add(body, "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xc3\xa5 och b\r\n"
                   "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n"
                   "Content-Type: text/csv\r\n\r\n");
    for (size_t i = 0; i < length; i++)
        text_add_char(body, i + 1 == length ? (char)0xff : '\0');
    text_add(body, "\r\n--XyZ--\r\n");
}

Test(http, reads_files_that_come_with_a_form, .init = begin, .fini = end)
{
    CLEANUP(text_finish) struct text small = TEXT(1024), large = TEXT(1024 * 1024);
    add_file(&small, 3);
    cr_expect(strstr(send_parts("/", "", &small), "1 files, file of 3 bytes ends in ff, a is \xc3\xa5 och b"));
    add_file(&large, 100000);
    cr_expect(strstr(send_parts("/large", "who=me", &large), "1 files, file of 100000 bytes ends in ff"));
    cr_expect(text_starts(send_parts("/large", "who=you", &large), "HTTP/1.1 413"));
    cr_expect(text_starts(send_parts("/", "who=me", &large), "HTTP/1.1 413"));
}

Test(http, refuses_forms_whose_parts_cannot_be_told_apart, .init = begin, .fini = end)
{
    static const char *const bodies[] = {
        "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n--XyZ--\r\n",
        "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
    };
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        CLEANUP(text_finish) struct text body = TEXT(1024);
        text_add(&body, bodies[i]);
        const char *heard = send_parts("/", "", &body);
        cr_expect(text_starts(heard, "HTTP/1.1 400"), "%zu: %s", i, heard);
    }
}
