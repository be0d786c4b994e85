"""What every client of this folder does with a connection, and the lines it prints: see ../exam.d.ts.

A client module gives `connect`, and a connection with `send`, `send_parts`, `receive`, `ping` and `close`, each a
coroutine function, whether its library blocks or not.
"""

import asyncio
import sys

TEXTS = ["", "hello", "héllo ✓ 🎮"]
# The three ways to write a length, at both of their ends.
SIZES = [0, 1, 125, 126, 65535, 65536]
PATIENCE = 10


class Ended(Exception):
    """The server has ended the connection: code and reason."""


def say(*words: object) -> None:
    print(*words, flush=True)


def filled(size: int) -> bytes:
    return bytes(i % 256 * 7 % 256 for i in range(size))


async def expect(connection, message: str | bytes) -> None:
    came = await connection.receive()
    if type(came) is not type(message) or came != message:
        raise ValueError(f"{len(message)} bytes or letters came back as others")


async def examine(connection) -> None:
    for text in TEXTS:
        await connection.send(text)
        await expect(connection, text)
    say("text same")
    for size in SIZES:
        await connection.send(filled(size))
        await expect(connection, filled(size))
    say("binary same")
    await connection.send_parts(["in ", "", "parts"])
    await expect(connection, "in parts")
    await connection.send_parts([filled(300), filled(70), filled(1)])
    await expect(connection, filled(300) + filled(70) + filled(1))
    say("fragments same")
    await connection.ping(b"are you there")
    say("ping answered")
    say("close", *await connection.close(4001, "bye"))


async def take(connect) -> None:
    url, *rest = sys.argv[1:]
    offer = [protocol for protocol in "".join(rest).split(",") if protocol]
    try:
        connection = await connect(url, offer)
    # A library may throw anything here, and all of it is an outcome.
    except Exception as error:
        say("failed", str(error).split("\n")[0])
        return
    say("opened", connection.protocol or "")
    try:
        await examine(connection)
    except Ended as end:
        say("closed", *end.args)
    except Exception as error:
        say("broken", f"{type(error).__name__}: {error}")


def run(connect) -> None:
    asyncio.run(asyncio.wait_for(take(connect), PATIENCE))
