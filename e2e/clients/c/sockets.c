/*
 * One WebSocket in the place of one non-blocking TCP socket. It can be written to once the handshake is over, sends
 * what it is given as one binary frame, and reads messages as a stream. OFFER in the environment is what it offers:
 * `binary` as in the browser, unless it says otherwise.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "websocket.h"

static enum { TCP, HANDSHAKE, OPEN, FAILED } state = TCP;
static struct websocket ws;
static char host[32];
static int failure = 0;
static const unsigned char *rest = NULL;
static size_t left = 0;

int game_connect(int fd, const struct sockaddr *address, socklen_t size) {
  const struct sockaddr_in *to = (const struct sockaddr_in *)address;
  char dotted[INET_ADDRSTRLEN];
  inet_ntop(AF_INET, &to->sin_addr, dotted, sizeof dotted);
  snprintf(host, sizeof host, "%s:%d", dotted, ntohs(to->sin_port));
  return connect(fd, address, size);
}

static void fail(int error) {
  state = FAILED;
  failure = error;
  /* The program itself learns no more than in a browser. */
  if (*ws.why) fprintf(stderr, "the handshake failed: %s\n", ws.why);
}

static void go_on(int fd) {
  if (state == TCP) {
    struct pollfd writable = {.fd = fd, .events = POLLOUT};
    int error = 0;
    socklen_t size = sizeof error;
    if (poll(&writable, 1, 0) < 1) return;
    getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
    const char *offer = getenv("OFFER");
    if (error) return fail(error);
    if (websocket_start(&ws, fd, host, "/", offer ? offer : "binary") < 0) return fail(ECONNREFUSED);
    state = HANDSHAKE;
  }
  if (state == HANDSHAKE) {
    int opened = websocket_answer(&ws);
    if (opened < 0) return fail(ECONNREFUSED);
    if (opened) state = OPEN;
  }
}

int game_poll(struct pollfd *fds, nfds_t count, int timeout) {
  (void)timeout; /* a game asks each frame */
  int ready = 0;
  for (nfds_t i = 0; i < count; i++) {
    go_on(fds[i].fd);
    fds[i].revents = (short)(state == OPEN ? POLLOUT : state == FAILED ? POLLOUT | POLLERR : 0);
    if (fds[i].revents) ready++;
  }
  return ready;
}

int game_getsockopt(int fd, int level, int name, void *value, socklen_t *size) {
  if (level != SOL_SOCKET || name != SO_ERROR) return getsockopt(fd, level, name, value, size);
  memcpy(value, &failure, sizeof failure);
  return 0;
}

ssize_t game_send(int fd, const void *bytes, size_t size, int flags) {
  (void)fd, (void)flags;
  if (websocket_send(&ws, 1, BINARY, bytes, size) == 0) return (ssize_t)size;
  errno = ECONNRESET;
  return -1;
}

ssize_t game_recv(int fd, void *bytes, size_t size, int flags) {
  (void)fd, (void)flags;
  while (left == 0) {
    struct event event;
    int came = websocket_receive(&ws, &event);
    if (came < 0 || (came == 1 && event.opcode == CLOSE)) return 0;
    if (came == 0) {
      errno = EAGAIN;
      return -1;
    }
    if (event.opcode == TEXT || event.opcode == BINARY) rest = event.payload, left = event.size;
  }
  size_t taken = left < size ? left : size;
  memcpy(bytes, rest, taken);
  rest += taken;
  left -= taken;
  return (ssize_t)taken;
}

int game_close(int fd) {
  if (state == OPEN && !ws.has_closed) websocket_send(&ws, 1, CLOSE, "", 0);
  return close(fd);
}
