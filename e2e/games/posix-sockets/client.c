/*
 * A game's network code as it is written for the desktop: plain POSIX sockets, not blocking. Emscripten makes a
 * WebSocket of it, which asks for the subprotocol "binary" whether the game wants it or not.
 *
 * Usage: client PORT
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#endif

enum state { CONNECTING, CONNECTED, FAILED };

static int sock = -1;
static enum state state = CONNECTING;
static unsigned sent = 0;
static unsigned received = 0;

static void fail(const char *what, int error) {
  state = FAILED;
  printf("%s failed: %s (%d)\n", what, strerror(error), error);
  close(sock);
}

static void start(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
  sock = socket(AF_INET, SOCK_STREAM, 0);
  fcntl(sock, F_SETFL, O_NONBLOCK);
  if (connect(sock, (struct sockaddr *)&address, sizeof address) == -1 && errno != EINPROGRESS) fail("connect", errno);
}

static void connecting(void) {
  struct pollfd poll_for = {.fd = sock, .events = POLLOUT};
  int error = 0;
  socklen_t size = sizeof error;
  if (poll(&poll_for, 1, 0) < 1) return;
  getsockopt(sock, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) {
    fail("connect", error);
    return;
  }
  if (poll_for.revents & POLLOUT) {
    state = CONNECTED;
    printf("connected\n");
  }
}

static void connected(void) {
  char message[32];
  char answer[64];
  ssize_t length;
  if (sent < 5 && sent == received) {
    int size = snprintf(message, sizeof message, "tick %u", sent);
    if (send(sock, message, (size_t)size, 0) == size) sent++;
  }
  length = recv(sock, answer, sizeof answer - 1, 0);
  if (length > 0) {
    answer[length] = '\0';
    received++;
    printf("echo %u: %s\n", received, answer);
  }
}

static void frame(void) {
  if (state == CONNECTING) connecting();
  else if (state == CONNECTED) connected();
}

int main(int argc, char **argv) {
  start(argc > 1 ? atoi(argv[1]) : 9999);
#ifdef __EMSCRIPTEN__
  emscripten_set_main_loop(frame, 20, 0);
#else
  while (state != FAILED && received < 5) {
    frame();
    usleep(20000);
  }
#endif
  return 0;
}
