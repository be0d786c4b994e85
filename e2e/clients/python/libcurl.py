"""The client on libcurl's WebSocket, by its C interface. LIBCURL in the environment names another one than Debian's.

libcurl has it where `curl --version` lists `ws` among its protocols: 8.11 and later, so not in Debian 12.
"""

import ctypes
import os
import select
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_long, c_longlong, c_size_t, c_uint, c_void_p

from exam import PATIENCE, Ended, run

# Numbers of curl/curl.h and curl/websockets.h.
URL, HTTP_HEADER, CONNECT_ONLY, TIMEOUT_MS, NO_SIGNAL = 10002, 10023, 141, 155, 99
WEBSOCKET_ONLY = 2
ACTIVE_SOCKET = 0x500000 + 44
OK, AGAIN = 0, 81
TEXT, BINARY, MORE, CLOSE, PING, PONG = 1, 2, 4, 8, 16, 64
IN_HEADERS, IN_1XX, LATEST_REQUEST = 1, 8, -1
BUFFER_BYTES = 1 << 16


class Frame(Structure):
    _fields_ = [
        ("age", c_int),
        ("flags", c_int),
        ("offset", c_longlong),
        ("bytes_left", c_longlong),
        ("length", c_size_t),
    ]


class Header(Structure):
    _fields_ = [
        ("name", c_char_p),
        ("value", c_char_p),
        ("amount", c_size_t),
        ("index", c_size_t),
        ("origin", c_uint),
        ("anchor", c_void_p),
    ]


curl = ctypes.CDLL(os.environ.get("LIBCURL", "libcurl.so.4"))
curl.curl_easy_init.restype = c_void_p
curl.curl_easy_strerror.restype = c_char_p
curl.curl_slist_append.restype = c_void_p
curl.curl_slist_append.argtypes = [c_void_p, c_char_p]
curl.curl_easy_perform.argtypes = [c_void_p]
curl.curl_easy_getinfo.argtypes = [c_void_p, c_int, c_void_p]
curl.curl_easy_header.argtypes = [c_void_p, c_char_p, c_size_t, c_uint, c_int, POINTER(POINTER(Header))]
curl.curl_ws_send.argtypes = [c_void_p, c_char_p, c_size_t, POINTER(c_size_t), c_longlong, c_uint]
curl.curl_ws_recv.argtypes = [c_void_p, c_void_p, c_size_t, POINTER(c_size_t), POINTER(POINTER(Frame))]


def check(result: int) -> None:
    if result != OK:
        raise ConnectionError(curl.curl_easy_strerror(result).decode())


def set_option(easy: int, option: int, value) -> None:
    check(curl.curl_easy_setopt(c_void_p(easy), c_int(option), value))


class Connection:
    def __init__(self, easy: int) -> None:
        self.easy = easy
        socket = c_int()
        check(curl.curl_easy_getinfo(easy, ACTIVE_SOCKET, byref(socket)))
        self.socket = socket.value
        self.protocol = self.selected()

    def selected(self) -> str:
        header = POINTER(Header)()
        found = curl.curl_easy_header(
            self.easy, b"Sec-WebSocket-Protocol", 0, IN_HEADERS | IN_1XX, LATEST_REQUEST, byref(header)
        )
        return header.contents.value.decode() if found == OK else ""

    def send_frame(self, payload: bytes, flags: int) -> None:
        done, sent = 0, c_size_t()
        while True:
            result = curl.curl_ws_send(self.easy, payload[done:], len(payload) - done, byref(sent), 0, flags)
            if result not in (OK, AGAIN):
                check(result)
            done += sent.value if result == OK else 0
            if result == OK and done == len(payload):
                return
            select.select([], [self.socket], [], PATIENCE)

    def receive_frame(self) -> tuple[int, bytes]:
        buffer = ctypes.create_string_buffer(BUFFER_BYTES)
        payload, size, frame = b"", c_size_t(), POINTER(Frame)()
        while True:
            result = curl.curl_ws_recv(self.easy, buffer, BUFFER_BYTES, byref(size), byref(frame))
            if result == AGAIN:
                select.select([self.socket], [], [], PATIENCE)
                continue
            check(result)
            payload += buffer.raw[: size.value]
            if frame.contents.bytes_left == 0:
                return frame.contents.flags, payload

    async def send(self, message: str | bytes) -> None:
        self.send_frame(bytes_of(message), kind_of(message))

    async def send_parts(self, parts: list[str] | list[bytes]) -> None:
        for i, part in enumerate(parts):
            self.send_frame(bytes_of(part), kind_of(part) | (MORE if i < len(parts) - 1 else 0))

    async def receive(self) -> str | bytes:
        message = b""
        while True:
            flags, payload = self.receive_frame()
            if flags & CLOSE:
                raise Ended(*code_and_reason(payload))
            if flags & (TEXT | BINARY):
                message += payload
                if not flags & MORE:
                    return message.decode() if flags & TEXT else message

    async def ping(self, payload: bytes) -> None:
        self.send_frame(payload, PING)
        while self.receive_frame() != (PONG, payload):
            pass

    async def close(self, code: int, reason: str) -> tuple[int, str]:
        self.send_frame(code.to_bytes(2, "big") + reason.encode(), CLOSE)
        while True:
            flags, payload = self.receive_frame()
            if flags & CLOSE:
                return code_and_reason(payload)


def bytes_of(message: str | bytes) -> bytes:
    return message.encode() if isinstance(message, str) else message


def kind_of(message: str | bytes) -> int:
    return TEXT if isinstance(message, str) else BINARY


def code_and_reason(payload: bytes) -> tuple[int, str]:
    code = int.from_bytes(payload[:2], "big") if len(payload) >= 2 else 1005
    return code, payload[2:].decode()


async def connect(url: str, offer: list[str]) -> Connection:
    easy = curl.curl_easy_init()
    set_option(easy, URL, c_char_p(url.encode()))
    set_option(easy, CONNECT_ONLY, c_long(WEBSOCKET_ONLY))
    set_option(easy, TIMEOUT_MS, c_long(PATIENCE * 1000))
    set_option(easy, NO_SIGNAL, c_long(1))
    if offer:
        header = f"Sec-WebSocket-Protocol: {', '.join(offer)}"
        set_option(easy, HTTP_HEADER, c_void_p(curl.curl_slist_append(None, header.encode())))
    check(curl.curl_easy_perform(easy))
    return Connection(easy)


run(connect)
