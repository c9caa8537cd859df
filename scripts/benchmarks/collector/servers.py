"""Be one of the servers the product is compared with: `python -m benchmarks.collector.servers …`.

They are `helpcentre collect` but for what their name says: `normal` syncs only at checkpoints, `single` commits every
vote separately, `ack-first` answers before it writes, `asgi` is the same server with an application that does nothing.
"""

import asyncio
import sys
from typing import Any


def main(kind: str, port: int, folder: str, database: str) -> None:
    """Serve until SIGTERM."""
    from helpcentre.collector.options import CollectOptions
    from helpcentre.collector.server.run import listen, run_server

    if kind == "asgi":
        run_server(noop, listen("127.0.0.1", port))
    else:
        changed(kind, CollectOptions(database, folder, port=port, behind_proxy=("127.0.0.1",)))


def changed(kind: str, options: Any) -> None:
    """Serve the collector with one thing changed."""
    from helpcentre.collector.lifecycle import Service
    from helpcentre.collector.options import make_settings
    from helpcentre.collector.server.app import create_app
    from helpcentre.collector.server.run import listen, run_server
    from helpcentre.collector.store.opening import open_store

    how = {"synchronous": "NORMAL"} if kind == "normal" else {}
    with open_store(options.database, **how) as store:
        service = Service(store, make_settings(options, options.port))
        if kind == "single":
            service.writer._batch = 1
        if kind == "ack-first":
            acknowledge_first(service.writer)
        run_server(create_app(store, service=service), listen(options.host, options.port))


def acknowledge_first(writer: Any) -> None:
    """Make a writer say that items are stored before it writes them."""
    submit, writer._limit = writer.submit, 10**6

    def submit_later(items: Any) -> asyncio.Future[list[str]]:
        submit(items)
        future: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
        future.set_result(["stored"] * len(items))
        return future

    writer.submit = submit_later


async def noop(scope: Any, receive: Any, send: Any) -> None:
    """Respond without doing anything, to measure the cost of the server."""
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    while (await receive()).get("more_body"):
        pass
    headers = [(b"content-type", b"application/json"), (b"content-length", b"12")]
    await send({"type": "http.response.start", "status": 201, "headers": headers})
    await send({"type": "http.response.body", "body": b'{"stored":1}'})


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4])
