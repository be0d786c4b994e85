/* Datagrams of a bound socket, which Emscripten sends over WebSocket. Usage: datagrams PORT */
#include <arpa/inet.h>
#include <emscripten.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>

static int sock;
static struct sockaddr_in server;
static int sent = 0;

static void tick(void) {
  const unsigned char move[] = {2, 0, 0, 0, sent++};
  sendto(sock, move, sizeof move, 0, (struct sockaddr *)&server, sizeof server);
  if (sent == 5) emscripten_cancel_main_loop();
}

int main(int argc, char *argv[]) {
  server.sin_family = AF_INET;
  server.sin_port = htons(atoi(argv[1]));
  inet_pton(AF_INET, "127.0.0.1", &server.sin_addr);
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(27960), .sin_addr.s_addr = INADDR_ANY};
  sock = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
  bind(sock, (struct sockaddr *)&own, sizeof own);
  emscripten_set_main_loop(tick, 20, 0);
  return 0;
}
