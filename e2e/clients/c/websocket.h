/*
 * A WebSocket on a non-blocking TCP socket: a handshake and frames of the program's own, as a native game has them.
 * Every call returns at once; -1 is the end, and `why` says of what.
 */
#include <stddef.h>

enum { CONTINUATION = 0, TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10 };
enum { BUFFER_BYTES = 1 << 17, CONTROL_BYTES = 125 };

struct websocket {
  int fd;
  const char *offer; /* subprotocols with ", " between them, or "" */
  char accept[32];   /* the one that must come */
  char protocol[64]; /* the one that the server selected, or "" */
  char why[160];
  unsigned char input[BUFFER_BYTES];
  size_t filled;
  int opcode; /* of the message that is being received, or -1 */
  unsigned char message[BUFFER_BYTES];
  size_t size;
  int has_closed;
};

struct event {
  int opcode; /* TEXT or BINARY, a whole message; PONG; CLOSE */
  const unsigned char *payload;
  size_t size; /* valid until the next call */
};

/* Sends the request on a connected socket. */
int websocket_start(struct websocket *ws, int fd, const char *host, const char *path, const char *offer);

/* 1 once the connection is open, 0 while the answer has not come. */
int websocket_answer(struct websocket *ws);

/* Sends one masked frame. */
int websocket_send(struct websocket *ws, int fin, int opcode, const void *payload, size_t size);

/* Starts the closing handshake; its answer is an event. */
int websocket_close(struct websocket *ws, int code, const char *reason);

/* 1 with an event, 0 while there is none. Answers pings and the server's close by itself. */
int websocket_receive(struct websocket *ws, struct event *event);
