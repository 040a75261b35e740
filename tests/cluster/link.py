"""A line between a node and the database, which can be cut while all else works."""

import asyncio
import threading
from contextlib import contextmanager, suppress


class Link:
    """
    Passes on what is sent to a port of its own.

    While it is cut, nothing arrives, and nobody is told: as behind a firewall that
    drops everything, or a cable that was pulled.
    """

    def __init__(self, target):
        self.target, self.port = target, None
        self.loop = asyncio.new_event_loop()
        self.is_whole = asyncio.Event()
        self.is_whole.set()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.joins = set()

    def __enter__(self):
        self.thread.start()
        self.server = self.do(asyncio.start_server(self.join, "127.0.0.1", 0))
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_):
        self.do(self.end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def do(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    async def end(self):
        self.server.close()
        for join in self.joins:
            join.cancel()
        await asyncio.gather(*self.joins, return_exceptions=True)

    async def join(self, reader, writer):
        """Connect a caller with the target, until one of them goes."""
        self.joins.add(asyncio.current_task())
        writers = [writer]
        try:
            await self.is_whole.wait()
            answers, further = await asyncio.open_connection("127.0.0.1", self.target)
            writers.append(further)
            both = {
                asyncio.ensure_future(self.pass_on(reader, further)),
                asyncio.ensure_future(self.pass_on(answers, writer)),
            }
            try:
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for each in both:
                    each.cancel()
                await asyncio.gather(*both, return_exceptions=True)
        except (OSError, asyncio.CancelledError):
            pass  # the database is away, or the tests end
        finally:
            self.joins.discard(asyncio.current_task())
            for each in writers:
                each.close()

    async def pass_on(self, reader, writer):
        with suppress(OSError):
            while data := await reader.read(65536):
                await self.is_whole.wait()
                writer.write(data)
                await writer.drain()

    @contextmanager
    def cut(self):
        self.loop.call_soon_threadsafe(self.is_whole.clear)
        try:
            yield
        finally:
            self.loop.call_soon_threadsafe(self.is_whole.set)
