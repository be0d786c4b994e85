/* Calls of POSIX sockets that Emscripten's bridge carries over one WebSocket. Usage: proxied BRIDGE_URL PORT */
#include <arpa/inet.h>
#include <emscripten.h>
#include <emscripten/websocket.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

EMSCRIPTEN_WEBSOCKET_T emscripten_init_websocket_to_posix_socket_bridge(const char *url);

int main(int argc, char *argv[]) {
  EMSCRIPTEN_WEBSOCKET_T bridge = emscripten_init_websocket_to_posix_socket_bridge(argv[1]);
  unsigned short state = 0;
  while (state == 0) {
    emscripten_websocket_get_ready_state(bridge, &state);
    usleep(20000);
  }
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
  inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
  int sock = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
  int on = 1;
  setsockopt(sock, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
  connect(sock, (struct sockaddr *)&address, sizeof address);
  send(sock, "{\"op\":\"move\"}", 13, 0);
  char buffer[64];
  recv(sock, buffer, sizeof buffer, 0);
  /* The bridge sends a message of the wrong length for any other size than the largest. */
  unsigned char peer[256];
  socklen_t size = sizeof peer;
  getpeername(sock, (struct sockaddr *)peer, &size);
  int udp = socket(AF_INET, SOCK_DGRAM, 0);
  sendto(udp, "ping", 4, 0, (struct sockaddr *)&address, sizeof address);
  address.sin_port = htons(1);
  int refused = socket(AF_INET, SOCK_STREAM, 0);
  connect(refused, (struct sockaddr *)&address, sizeof address);
  struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *found = 0;
  getaddrinfo("localhost", "80", &hints, &found);
  shutdown(sock, SHUT_RDWR);
  puts("done");
  return 0;
}
