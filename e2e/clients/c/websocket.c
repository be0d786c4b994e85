#define _GNU_SOURCE /* memmem, strcasestr */
#include "websocket.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "accept.h"

static int fail(struct websocket *ws, const char *format, ...) {
  va_list values;
  va_start(values, format);
  vsnprintf(ws->why, sizeof ws->why, format, values);
  va_end(values);
  return -1;
}

static int send_all(struct websocket *ws, const unsigned char *bytes, size_t size) {
  while (size > 0) {
    ssize_t sent = send(ws->fd, bytes, size, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK) return fail(ws, "%s", strerror(errno));
    if (sent < 0) {
      struct pollfd writable = {.fd = ws->fd, .events = POLLOUT};
      poll(&writable, 1, -1);
      continue;
    }
    bytes += sent;
    size -= (size_t)sent;
  }
  return 0;
}

/* 1 where something came, 0 where nothing has. */
static int read_more(struct websocket *ws) {
  size_t room = sizeof ws->input - ws->filled;
  if (room == 0) return fail(ws, "more than %d bytes in one piece", BUFFER_BYTES);
  ssize_t count = recv(ws->fd, ws->input + ws->filled, room, 0);
  if (count == 0) return fail(ws, "the server closed the TCP connection");
  if (count < 0) return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : fail(ws, "%s", strerror(errno));
  ws->filled += (size_t)count;
  return 1;
}

static void take(struct websocket *ws, size_t size) {
  ws->filled -= size;
  memmove(ws->input, ws->input + size, ws->filled);
}

int websocket_start(struct websocket *ws, int fd, const char *host, const char *path, const char *offer) {
  char key[KEY_TEXT], request[1024];
  memset(ws, 0, sizeof *ws);
  ws->fd = fd;
  ws->offer = offer;
  ws->opcode = -1;
  make_key(key);
  accept_of(key, ws->accept);
  int size = snprintf(request, sizeof request,
                      "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n%s%s%s\r\n",
                      path, host, key, *offer ? "Sec-WebSocket-Protocol: " : "", offer, *offer ? "\r\n" : "");
  if (size < 0 || (size_t)size >= sizeof request) return fail(ws, "the request is too long");
  return send_all(ws, (unsigned char *)request, (size_t)size);
}

static int is_offered(const char *offer, const char *protocol) {
  size_t size = strlen(protocol);
  while (*offer) {
    size_t length = strcspn(offer, ", ");
    if (length > 0 && length == size && strncmp(offer, protocol, size) == 0) return 1;
    offer += length;
    offer += strspn(offer, ", ");
  }
  return 0;
}

/* What RFC 6455, 4.1 makes a client look at. `head` ends with the last header line and a NUL. */
static int judge(struct websocket *ws, char *head) {
  int status = 0, upgrades = 0, connects = 0, accepts = 0, selections = 0;
  char *rest = NULL, *line = strtok_r(head, "\r\n", &rest);
  if (!line || sscanf(line, "HTTP/1.1 %3d", &status) != 1) return fail(ws, "no HTTP/1.1 response");
  if (status != 101) return fail(ws, "status %d", status);
  while ((line = strtok_r(NULL, "\r\n", &rest))) {
    char *value = strchr(line, ':');
    if (!value) return fail(ws, "no header line: %s", line);
    *value++ = 0;
    value += strspn(value, " \t");
    if (!strcasecmp(line, "Upgrade")) upgrades = !strcasecmp(value, "websocket");
    if (!strcasecmp(line, "Connection")) connects = strcasestr(value, "upgrade") != NULL;
    if (!strcasecmp(line, "Sec-WebSocket-Accept")) accepts = !strcmp(value, ws->accept);
    if (!strcasecmp(line, "Sec-WebSocket-Extensions")) return fail(ws, "an extension was not offered");
    if (!strcasecmp(line, "Sec-WebSocket-Protocol")) {
      if (selections++) return fail(ws, "Sec-WebSocket-Protocol came more than once");
      /* None at all is no error there: the same answer on which Chrome fails. */
      if (!is_offered(ws->offer, value)) return fail(ws, "the subprotocol \"%s\" was not offered", value);
      snprintf(ws->protocol, sizeof ws->protocol, "%s", value);
    }
  }
  if (!upgrades) return fail(ws, "no Upgrade: websocket");
  if (!connects) return fail(ws, "no Connection: Upgrade");
  if (!accepts) return fail(ws, "Sec-WebSocket-Accept is wrong");
  return 1;
}

int websocket_answer(struct websocket *ws) {
  int more = read_more(ws);
  if (more <= 0) return more;
  unsigned char *end = memmem(ws->input, ws->filled, "\r\n\r\n", 4);
  if (!end) return 0;
  *end = 0;
  int judged = judge(ws, (char *)ws->input);
  take(ws, (size_t)(end - ws->input) + 4);
  return judged;
}

int websocket_send(struct websocket *ws, int fin, int opcode, const void *payload, size_t size) {
  static unsigned char frame[BUFFER_BYTES];
  size_t header = 2;
  if (size > sizeof frame - 14) return fail(ws, "a message is too big");
  frame[0] = (unsigned char)((fin ? 0x80 : 0) | opcode);
  frame[1] = (unsigned char)(0x80 | (size < 126 ? size : size < 65536 ? 126 : 127));
  int length_bytes = size < 126 ? 0 : size < 65536 ? 2 : 8;
  for (int i = length_bytes - 1; i >= 0; i--) frame[header++] = (unsigned char)((uint64_t)size >> 8 * i);
  unsigned char *mask = frame + header;
  random_bytes(mask, 4);
  header += 4;
  for (size_t i = 0; i < size; i++) frame[header + i] = ((const unsigned char *)payload)[i] ^ mask[i % 4];
  return send_all(ws, frame, header + size);
}

int websocket_close(struct websocket *ws, int code, const char *reason) {
  unsigned char payload[CONTROL_BYTES] = {(unsigned char)(code >> 8), (unsigned char)code};
  size_t size = strlen(reason);
  if (size > sizeof payload - 2) return fail(ws, "the reason is too long");
  memcpy(payload + 2, reason, size);
  ws->has_closed = 1;
  return websocket_send(ws, 1, CLOSE, payload, size + 2);
}

struct frame {
  int fin, opcode;
  size_t header, size;
};

/* 1 once a whole frame is in `input`. */
static int parse(struct websocket *ws, struct frame *frame) {
  const unsigned char *in = ws->input;
  if (ws->filled < 2) return 0;
  frame->fin = in[0] >> 7;
  frame->opcode = in[0] & 15;
  if (in[0] & 0x70) return fail(ws, "a reserved bit is set");
  if (in[1] & 0x80) return fail(ws, "the server masks its frames");
  int length_bytes = in[1] < 126 ? 0 : in[1] == 126 ? 2 : 8;
  frame->header = 2 + (size_t)length_bytes;
  if (ws->filled < frame->header) return 0;
  uint64_t size = length_bytes ? 0 : in[1];
  for (int i = 0; i < length_bytes; i++) size = size << 8 | in[2 + i];
  if (size > sizeof ws->input - frame->header) return fail(ws, "a frame is too big");
  if (frame->opcode >= 8 && (size > CONTROL_BYTES || !frame->fin)) return fail(ws, "a control frame is long or in parts");
  frame->size = (size_t)size;
  return ws->filled >= frame->header + frame->size;
}

/* 1 with an event, 0 where the frame was none by itself. */
static int handle(struct websocket *ws, const struct frame *frame, struct event *event) {
  unsigned char *payload = ws->input + frame->header;
  event->opcode = frame->opcode;
  switch (frame->opcode) {
    case PING: return websocket_send(ws, 1, PONG, payload, frame->size);
    case CLOSE:
      if (!ws->has_closed && websocket_send(ws, 1, CLOSE, payload, frame->size) < 0) return -1;
      ws->has_closed = 1;
      ws->opcode = -1;
      ws->size = 0;
      break;
    case PONG: break;
    case TEXT:
    case BINARY:
    case CONTINUATION: {
      if ((frame->opcode == CONTINUATION) != (ws->opcode != -1)) return fail(ws, "a fragment is out of its order");
      if (frame->opcode != CONTINUATION) ws->opcode = frame->opcode, ws->size = 0;
      if (frame->size > sizeof ws->message - ws->size) return fail(ws, "a message is too big");
      memcpy(ws->message + ws->size, payload, frame->size);
      ws->size += frame->size;
      if (!frame->fin) return 0;
      *event = (struct event){.opcode = ws->opcode, .payload = ws->message, .size = ws->size};
      ws->opcode = -1;
      return 1;
    }
    default: return fail(ws, "opcode %d is reserved", frame->opcode);
  }
  /* A control frame may come between two fragments, so it must not take the place of the first. */
  static unsigned char control[CONTROL_BYTES];
  memcpy(control, payload, frame->size);
  event->payload = control;
  event->size = frame->size;
  return 1;
}

int websocket_receive(struct websocket *ws, struct event *event) {
  while (1) {
    struct frame frame = {0};
    int is_whole = parse(ws, &frame);
    if (is_whole < 0) return -1;
    if (!is_whole) {
      int more = read_more(ws);
      if (more <= 0) return more;
      continue;
    }
    int handled = handle(ws, &frame, event);
    take(ws, frame.header + frame.size);
    if (handled != 0) return handled;
  }
}
