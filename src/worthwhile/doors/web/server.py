"""Serves the pages on this computer, in one process with six threads; prints nothing itself."""

import signal
import threading
from collections.abc import Callable
from pathlib import Path

from worthwhile.errors import NotNow

IN_MEMORY = 9 << 20  # bytes of a form that touch no disk: a message handed over to look through is one of them
BODY_LIMIT = 4 * 1024**3  # bytes: a mail archive may be handed over through the page


def serve(
    data: Path,
    port: int = 8517,
    host: str = "127.0.0.1",
    *,
    token: str | None = None,
    opened: Callable[[str], None] | None = None,
    at: int | None = None,
) -> None:
    """Serve until Ctrl-C. `opened` gets the address (with its token, good for one visit) once the port is taken; port 0 takes a free one.

    The store has to be open already (`start.open_house`). Raises NotNow when the port is in use.
    """
    import waitress
    from django.core.wsgi import get_wsgi_application

    from worthwhile.doors.web import clock, find, heard, reading, safety

    (data / "token").unlink(missing_ok=True)  # earlier versions kept a lasting one
    secret = safety.use_token(token or "")
    clock.fix(at)
    try:
        server = waitress.create_server(
            get_wsgi_application(),
            host=host,
            port=port,
            threads=6,
            ident="",
            max_request_body_size=BODY_LIMIT,
            channel_timeout=120,
            inbuf_overflow=IN_MEMORY,
        )
    except OSError as error:
        raise NotNow(
            f"Port {port} is in use: Worthwhile may be open in another window.", do="Use that one, or name another with --port."
        ) from error
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended from outside: like Ctrl-C, so that an import is stopped cleanly
    name = f"[{host}]" if ":" in host else host
    try:
        if opened is not None:
            opened(f"http://{name}:{server.effective_port}/?token={secret}")
        threading.Thread(target=find.warm, daemon=True).start()
        heard.read_switched()  # what opening the pages brought in, where she switched it on
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        safety.close()
        (data / safety.DOOR).unlink(missing_ok=True)
        reading.stop()
        server.close()
