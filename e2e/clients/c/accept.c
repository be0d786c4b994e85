/* The two header values of a handshake: a key that nobody can guess, and the SHA-1 (RFC 3174) that answers it. */
#include "accept.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t rotated(uint32_t word, int bits) { return word << bits | word >> (32 - bits); }

static void add_block(uint32_t h[5], const unsigned char block[64]) {
  uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
  for (int i = 0; i < 16; i++) {
    const unsigned char *at = block + 4 * i;
    w[i] = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
  }
  for (int i = 16; i < 80; i++) w[i] = rotated(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  for (int i = 0; i < 80; i++) {
    uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d);
    uint32_t k = i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6;
    uint32_t next = rotated(a, 5) + f + e + k + w[i];
    e = d, d = c, c = rotated(b, 30), b = a, a = next;
  }
  h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
}

/* Of a text that fills two blocks with its padding, as the 60 bytes of a key and the GUID do. */
static void sha1_of_two_blocks(const char *text, unsigned char digest[20]) {
  uint32_t h[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  unsigned char padded[128] = {0};
  size_t size = strlen(text);
  memcpy(padded, text, size);
  padded[size] = 0x80;
  padded[126] = (unsigned char)(size * 8 >> 8);
  padded[127] = (unsigned char)(size * 8);
  add_block(h, padded);
  add_block(h, padded + 64);
  for (int i = 0; i < 20; i++) digest[i] = (unsigned char)(h[i / 4] >> (24 - i % 4 * 8));
}

static void base64(const unsigned char *bytes, size_t size, char *text) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < size; i += 3) {
    size_t left = size - i;
    uint32_t group = (uint32_t)bytes[i] << 16 | (left > 1 ? bytes[i + 1] : 0u) << 8 | (left > 2 ? bytes[i + 2] : 0u);
    *text++ = letters[group >> 18];
    *text++ = letters[group >> 12 & 63];
    *text++ = left > 1 ? letters[group >> 6 & 63] : '=';
    *text++ = left > 2 ? letters[group & 63] : '=';
  }
  *text = 0;
}

void random_bytes(unsigned char *bytes, size_t size) {
  FILE *source = fopen("/dev/urandom", "rb");
  if (!source || fread(bytes, 1, size, source) != size) abort();
  fclose(source);
}

void make_key(char key[KEY_TEXT]) {
  unsigned char bytes[16];
  random_bytes(bytes, sizeof bytes);
  base64(bytes, sizeof bytes, key);
}

void accept_of(const char *key, char accept[ACCEPT_TEXT]) {
  char text[64];
  unsigned char digest[20];
  snprintf(text, sizeof text, "%s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key);
  sha1_of_two_blocks(text, digest);
  base64(digest, sizeof digest, accept);
}
