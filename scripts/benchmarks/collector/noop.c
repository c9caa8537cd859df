/* The least an HTTP server can do: read what is there, send a fixed answer. The yardstick of the collector's benchmark. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

int main(int count, char **arguments) {
  int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1, queue = epoll_create1(0);
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons(atoi(arguments[count - 1])),
                                .sin_addr = {htonl(INADDR_LOOPBACK)}};
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (void *)&address, sizeof address) || listen(listener, 512)) return 1;
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, ready[64];
  epoll_ctl(queue, EPOLL_CTL_ADD, listener, &event);
  static const char answer[] = "HTTP/1.1 201 Created\r\nContent-Length: 12\r\n"
                               "Content-Type: application/json\r\n\r\n{\"stored\":1}";
  static char buffer[65536];
  for (;;) {
    int number = epoll_wait(queue, ready, 64, -1);
    for (int i = 0; i < number; i++) {
      int socket = ready[i].data.fd;
      if (socket == listener) {
        event.data.fd = accept(listener, 0, 0);
        epoll_ctl(queue, EPOLL_CTL_ADD, event.data.fd, &event);
      } else if (read(socket, buffer, sizeof buffer) <= 0 || write(socket, answer, sizeof answer - 1) < 0) {
        close(socket);
      }
    }
  }
}
