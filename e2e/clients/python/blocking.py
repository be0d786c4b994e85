"""The client on websocket-client (Debian's python3-websocket), which blocks."""

import websocket
from websocket import ABNF

from exam import Ended, run


class Connection:
    def __init__(self, socket: websocket.WebSocket) -> None:
        self.socket = socket
        self.protocol = socket.getsubprotocol()

    async def send(self, message: str | bytes) -> None:
        self.socket.send(message, opcode_of(message))

    async def send_parts(self, parts: list[str] | list[bytes]) -> None:
        for i, part in enumerate(parts):
            opcode = opcode_of(part) if i == 0 else ABNF.OPCODE_CONT
            self.socket.send_frame(ABNF.create_frame(part, opcode, int(i == len(parts) - 1)))
            if i == 0:
                self.socket.ping("between")

    async def receive(self) -> str | bytes:
        # Its `recv` would hide what ended the connection.
        while True:
            opcode, frame = self.socket.recv_data_frame(control_frame=True)
            if opcode == ABNF.OPCODE_TEXT:
                return frame.data.decode()
            if opcode == ABNF.OPCODE_BINARY:
                return bytes(frame.data)
            if opcode == ABNF.OPCODE_CLOSE:
                raise Ended(*code_and_reason(frame.data))

    async def ping(self, payload: bytes) -> None:
        self.socket.ping(payload)
        while True:
            opcode, frame = self.socket.recv_data_frame(control_frame=True)
            if opcode == ABNF.OPCODE_PONG and frame.data == payload:
                return

    async def close(self, code: int, reason: str) -> tuple[int, str]:
        # Its `close` reads the answer but keeps it for itself, and `recv_data_frame` would send a second close.
        self.socket.send_close(code, reason.encode())
        while True:
            frame = self.socket.recv_frame()
            if frame.opcode == ABNF.OPCODE_CLOSE:
                self.socket.shutdown()
                return code_and_reason(frame.data)


def opcode_of(message: str | bytes) -> int:
    return ABNF.OPCODE_TEXT if isinstance(message, str) else ABNF.OPCODE_BINARY


def code_and_reason(payload: bytes) -> tuple[int, str]:
    code = int.from_bytes(payload[:2], "big") if len(payload) >= 2 else 1005
    return code, payload[2:].decode()


async def connect(url: str, offer: list[str]) -> Connection:
    return Connection(websocket.create_connection(url, subprotocols=offer or None, timeout=10))


run(connect)
