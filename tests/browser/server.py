"""A local server that treats a site as GitHub Pages does."""

import gzip
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".ipynb", ".inv"}


class Handler(SimpleHTTPRequestHandler):
    """Packs text, lets it be kept for ten minutes, and answers a wrong address with 404.html."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".woff2": "font/woff2"}

    def __init__(self, *args: object, font_delay: float, **options: object) -> None:
        self.font_delay = font_delay
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """Send a file."""
        path, status = Path(self.translate_path(self.path)), HTTPStatus.OK
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            path, status = Path(self.directory, "404.html"), HTTPStatus.NOT_FOUND
        if path.suffix == ".woff2":
            time.sleep(self.font_delay)
        pack = path.suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", "")
        body = content(path, path.stat().st_mtime_ns, pack) if path.is_file() else b"not found"
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Vary", "Accept-Encoding")
        if pack:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that does not complain of a browser that hangs up."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing: what a page misses is seen in the browser."""


@cache
def content(path: Path, changed: int, pack: bool) -> bytes:
    """What to send of a file, as it was when it last changed."""
    data = path.read_bytes()
    return gzip.compress(data) if pack else data


@contextmanager
def serving(folder: Path, font_delay: float = 0.0) -> Iterator[str]:
    """Serve a folder on a free port.

    Parameters
    ----------
    folder
        What to serve.
    font_delay
        Seconds for which each font is held back: on a slow line the text is there before them.

    Yields
    ------
    str
        The address, with a slash at its end.
    """
    handler = partial(Handler, directory=str(folder), font_delay=font_delay)
    with Server(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
