"""Files that may be gzipped ("contacts.vcf.gz"), opened as what is inside them; what swells like a trap is refused while it comes."""

import gzip
import io
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from worthwhile.errors import CannotRead
from worthwhile.sources.archive import MOST_BYTES, swells

MAGIC = b"\x1f\x8b"


def only_a_file(path: Path) -> None:
    """Nothing but a file with an end is ever opened: a pipe would wait for ever, a device might never end. Raises CannotRead, OSError."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise CannotRead(f"{path.name} is no file, but a pipe or a device.", "Name the file itself, or save into one first.")


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked if need be; `tell` is the place in the file itself. Raises CannotRead when it breaks off."""
    only_a_file(path)
    with path.open("rb") as file:
        zipped = file.read(2) == MAGIC
        file.seek(0)
        yield cast(IO[bytes], _Unpacked(path, file)) if zipped else file


class _Unpacked(io.RawIOBase):
    """What is inside a gzipped file."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path, self._file = path, file
        self._size = path.stat().st_size
        self._zip = gzip.GzipFile(fileobj=file)
        self._out = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            block = self._zip.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise CannotRead(f"{self._path.name} is packed (gzip) and breaks off or is damaged.", "Copy or export it once more.") from error
        self._out += len(block)
        if self._out > MOST_BYTES or swells(self._out, self._size):
            raise CannotRead(
                f"{self._path.name} swells to more than Worthwhile unpacks, as traps do.", "Unpack it and bring in what is inside."
            )
        buffer[: len(block)] = block
        return len(block)
