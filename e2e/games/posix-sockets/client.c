/*
 * A game's network code as it is written for the desktop: plain POSIX sockets, not blocking. Emscripten makes a
 * WebSocket of it, which asks for the subprotocol "binary" whether the game wants it or not.
 *
 * Usage: client ADDRESS PORT     (ADDRESS in IPv4's dotted form)
 *
 * Every line it prints is its whole state: "connected", "echo 5 bytes", "connect failed: ECONNREFUSED (SO_ERROR 14)".
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#endif

enum { FRAMES_PER_SECOND = 20, FRAMES_PER_COUNTER = 5, NATIVE_FRAMES = 100 };

/* What the game sends: a hello once, then counters; u8 type first, numbers in network order. */
static const unsigned char HELLO[] = {1, 'H', 'E', 'L', 'L', 'O', 0, 1};
enum { COUNTER_TYPE = 2, COUNTER_BYTES = 5 };

static enum { CONNECTING, CONNECTED, ENDED } state = CONNECTING;
static int sock = -1;
static unsigned frames = 0;
static uint32_t counter = 0;

static const char *error_name(int error) {
  switch (error) {
    case ECONNREFUSED: return "ECONNREFUSED";
    case ECONNRESET: return "ECONNRESET";
    case EHOSTUNREACH: return "EHOSTUNREACH";
    case ETIMEDOUT: return "ETIMEDOUT";
    default: return strerror(error);
  }
}

static void end(void) {
  state = ENDED;
  close(sock);
}

static void start(const char *host, int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  if (inet_pton(AF_INET, host, &address.sin_addr) != 1) {
    printf("not an address: %s\n", host);
    state = ENDED;
    return;
  }
  printf("connecting\n");
  sock = socket(AF_INET, SOCK_STREAM, 0);
  fcntl(sock, F_SETFL, O_NONBLOCK);
  if (connect(sock, (struct sockaddr *)&address, sizeof address) == -1 && errno != EINPROGRESS) {
    printf("connect failed: %s (errno %d)\n", error_name(errno), errno);
    end();
  }
}

static void send_all(const unsigned char *bytes, size_t size) {
  if (send(sock, bytes, size, 0) == (ssize_t)size) return;
  printf("send failed: %s (errno %d)\n", error_name(errno), errno);
  end();
}

static void send_counter(void) {
  uint32_t number = htonl(counter++);
  unsigned char message[COUNTER_BYTES] = {COUNTER_TYPE};
  memcpy(message + 1, &number, sizeof number);
  send_all(message, sizeof message);
}

static void await_connection(void) {
  struct pollfd writable = {.fd = sock, .events = POLLOUT};
  int error = 0;
  socklen_t size = sizeof error;
  if (poll(&writable, 1, 0) < 1) return;
  getsockopt(sock, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) {
    printf("connect failed: %s (SO_ERROR %d)\n", error_name(error), error);
    end();
  } else if (writable.revents & POLLOUT) {
    state = CONNECTED;
    printf("connected\n");
    send_all(HELLO, sizeof HELLO);
  }
}

static void receive(void) {
  unsigned char echo[256];
  ssize_t size = recv(sock, echo, sizeof echo, 0);
  if (size > 0) {
    printf("echo %d bytes\n", (int)size);
  } else if (size == 0) {
    printf("closed by the server\n");
    end();
  } else if (errno != EAGAIN && errno != EWOULDBLOCK) {
    printf("receive failed: %s (errno %d)\n", error_name(errno), errno);
    end();
  }
}

static void frame(void) {
  if (state == CONNECTING) await_connection();
  if (state == CONNECTED && ++frames % FRAMES_PER_COUNTER == 0) send_counter();
  if (state == CONNECTED) receive();
}

int main(int argc, char **argv) {
  start(argc > 1 ? argv[1] : "127.0.0.1", argc > 2 ? atoi(argv[2]) : 9999);
#ifdef __EMSCRIPTEN__
  emscripten_set_main_loop(frame, FRAMES_PER_SECOND, 0);
#else
  while (state != ENDED && frames < NATIVE_FRAMES) {
    frame();
    usleep(1000000 / FRAMES_PER_SECOND);
  }
#endif
  return 0;
}
