"""The client on websockets (Debian's python3-websockets), on asyncio."""

from contextlib import contextmanager

import websockets

from exam import Ended, run


@contextmanager
def until_ended():
    """Any call may be the one that hears of the server's close."""
    try:
        yield
    except websockets.ConnectionClosed as end:
        received = end.rcvd
        raise Ended(received.code if received else 1006, received.reason if received else "") from end


class Connection:
    def __init__(self, socket) -> None:
        self.socket = socket
        self.protocol = socket.subprotocol

    async def send(self, message) -> None:
        with until_ended():
            await self.socket.send(message)

    async def send_parts(self, parts) -> None:
        # It sends each item of an iterable as a fragment.
        with until_ended():
            await self.socket.send(parts)

    async def receive(self) -> str | bytes:
        with until_ended():
            return await self.socket.recv()

    async def ping(self, payload: bytes) -> None:
        with until_ended():
            await (await self.socket.ping(payload))

    async def close(self, code: int, reason: str) -> tuple[int, str]:
        await self.socket.close(code, reason)
        return self.socket.close_code, self.socket.close_reason


async def connect(url: str, offer: list[str]) -> Connection:
    return Connection(await websockets.connect(url, subprotocols=offer or None))


run(connect)
