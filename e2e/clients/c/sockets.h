/*
 * Makes WebSockets of the sockets of a program, which is compiled with `-include sockets.h` and not changed: natively
 * what Emscripten does for the same program in a browser, but with the program's own handshake and frames.
 */
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

int game_connect(int fd, const struct sockaddr *address, socklen_t size);
int game_poll(struct pollfd *fds, nfds_t count, int timeout);
int game_getsockopt(int fd, int level, int name, void *value, socklen_t *size);
ssize_t game_send(int fd, const void *bytes, size_t size, int flags);
ssize_t game_recv(int fd, void *bytes, size_t size, int flags);
int game_close(int fd);

#define connect game_connect
#define poll game_poll
#define getsockopt game_getsockopt
#define send game_send
#define recv game_recv
#define close game_close
