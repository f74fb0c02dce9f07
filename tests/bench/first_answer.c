/* How long a server takes from exec to its first answer. Usage: bench_first_answer PORT PATH COOKIE COMMAND...; prints
 * milliseconds until it has answered 200, and stops it again. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define HTTP_DEADLINE_SECONDS 10

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* 1 once it answered 200, 0 while nobody listens, -1 for another answer. */
static int ask(int port, const char *request, size_t length)
{
    char answer[64];
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int found = 0, socket_file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket_file < 0)
        return -1;
    if (connect(socket_file, (struct sockaddr *)&to, sizeof to) == 0 &&
        write(socket_file, request, length) == (ssize_t)length) {
        ssize_t got = read(socket_file, answer, sizeof answer);
        if (got > 0)
            found = got > 12 && memcmp(answer, "HTTP/1.1 200", 12) == 0 ? 1 : -1;
    }
    close(socket_file);
    return found;
}

static int wait_for_answer(int port, const char *request, double began)
{
    const struct timespec pause = {.tv_nsec = 200000};
    int length = (int)strlen(request);
    while (now() - began < HTTP_DEADLINE_SECONDS) {
        int found = ask(port, request, (size_t)length);
        if (found != 0)
            return found;
        nanosleep(&pause, NULL);
    }
    return -1;
}

int main(int argument_count, char **arguments)
{
    char request[1024];
    if (argument_count < 5)
        return 2;
    int port = (int)strtol(arguments[1], NULL, 10);
    snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\nConnection: close\r\n\r\n",
             arguments[2], arguments[3]);
    double began = now();
    pid_t pid = fork();
    if (pid == 0) {
        execv(arguments[4], arguments + 4);
        _exit(127);
    }
    int found = pid > 0 ? wait_for_answer(port, request, began) : -1;
    double took = now() - began;
    if (pid > 0) {
        kill(pid, SIGTERM);
        waitpid(pid, NULL, 0);
    }
    if (found > 0)
        printf("%.2f\n", took * 1000);
    else
        fprintf(stderr, "bench_first_answer: no answer 200 from %s\n", arguments[4]);
    return found > 0 ? 0 : 1;
}
