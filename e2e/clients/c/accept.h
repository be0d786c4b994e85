#include <stddef.h>

enum { KEY_TEXT = 25, ACCEPT_TEXT = 29 };

/* Writes 16 random bytes in base64, as Sec-WebSocket-Key has them, with a NUL behind. */
void make_key(char key[KEY_TEXT]);

/* Writes the Sec-WebSocket-Accept that answers a key (RFC 6455, 4.2.2), with a NUL behind. */
void accept_of(const char *key, char accept[ACCEPT_TEXT]);

void random_bytes(unsigned char *bytes, size_t size);
