/* What every client of this folder does with a connection, and the lines it prints: see ../exam.d.ts. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "websocket.h"

enum { PATIENCE_MS = 10000 };

static struct websocket ws;
static unsigned char filled[65536];
static int is_closing = 0;

static void stop(const char *outcome, const char *why) {
  printf("%s %s\n", outcome, why);
  exit(0);
}

static void await_readable(void) {
  struct pollfd readable = {.fd = ws.fd, .events = POLLIN};
  if (poll(&readable, 1, PATIENCE_MS) == 0) stop("broken", "nothing came");
}

static void say_close(const char *outcome, const struct event *event) {
  int code = event->size < 2 ? 1005 : event->payload[0] << 8 | event->payload[1];
  int size = event->size < 2 ? 0 : (int)event->size - 2;
  printf("%s %d %.*s\n", outcome, code, size, (const char *)event->payload + 2);
}

static struct event next(void) {
  struct event event;
  int came;
  while ((came = websocket_receive(&ws, &event)) == 0) await_readable();
  if (came < 0) stop("broken", ws.why);
  if (event.opcode == CLOSE && !is_closing) {
    say_close("closed", &event);
    exit(0);
  }
  return event;
}

static void send_frame(int fin, int opcode, const void *payload, size_t size) {
  if (websocket_send(&ws, fin, opcode, payload, size) < 0) stop("broken", ws.why);
}

static void expect(int opcode, const void *payload, size_t size) {
  struct event event;
  do event = next();
  while (event.opcode == PONG);
  if (event.opcode != opcode || event.size != size || memcmp(event.payload, payload, size) != 0)
    stop("broken", "a message came back as another");
}

static void examine_messages(void) {
  static const char *const texts[] = {"", "hello", "h\303\251llo \342\234\223 \360\237\216\256"};
  /* The three ways to write a length, at both of their ends. */
  static const size_t sizes[] = {0, 1, 125, 126, 65535, 65536};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    send_frame(1, TEXT, texts[i], strlen(texts[i]));
    expect(TEXT, texts[i], strlen(texts[i]));
  }
  printf("text same\n");
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    send_frame(1, BINARY, filled, sizes[i]);
    expect(BINARY, filled, sizes[i]);
  }
  printf("binary same\n");
}

static void examine_fragments(void) {
  send_frame(0, TEXT, "in ", 3);
  send_frame(1, PING, "between", 7);
  send_frame(0, CONTINUATION, "", 0);
  send_frame(1, CONTINUATION, "parts", 5);
  expect(TEXT, "in parts", 8);
  send_frame(0, BINARY, filled, 300);
  send_frame(1, PING, "between", 7);
  send_frame(1, CONTINUATION, filled + 300, 71);
  expect(BINARY, filled, 371);
  printf("fragments same\n");
}

static void examine_ping(void) {
  send_frame(1, PING, "are you there", 13);
  struct event event;
  do event = next();
  while (event.opcode != PONG || event.size != 13 || memcmp(event.payload, "are you there", 13) != 0);
  printf("ping answered\n");
}

static void examine_close(void) {
  is_closing = 1;
  if (websocket_close(&ws, 4001, "bye") < 0) stop("broken", ws.why);
  struct event event;
  do event = next();
  while (event.opcode != CLOSE);
  say_close("close", &event);
}

/* Arguments: the URL, with an address of IPv4 for its host, and the offer, subprotocols with commas between them. */
int main(int argc, char **argv) {
  char host[64], path[512], authority[80], offer[256] = "";
  int port;
  setvbuf(stdout, NULL, _IOLBF, 0);
  if (argc < 2 || sscanf(argv[1], "ws://%63[^:]:%d%511s", host, &port, path) != 3) return 2;
  snprintf(authority, sizeof authority, "%s:%d", host, port);
  if (argc > 2) snprintf(offer, sizeof offer, "%s", argv[2]);
  for (size_t i = 0; i < sizeof filled; i++) filled[i] = (unsigned char)(i % 256 * 7);

  int fd = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  if (inet_pton(AF_INET, host, &address.sin_addr) != 1) return 2;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) stop("failed", "the TCP connection was refused");
  fcntl(fd, F_SETFL, O_NONBLOCK);
  if (websocket_start(&ws, fd, authority, path, offer) < 0) stop("failed", ws.why);
  int opened;
  while ((opened = websocket_answer(&ws)) == 0) await_readable();
  if (opened < 0) stop("failed", ws.why);
  printf("opened %s\n", ws.protocol);
  examine_messages();
  examine_fragments();
  examine_ping();
  examine_close();
  return 0;
}
