"""ZIP files, read in place: nothing is ever written to the disk, and what comes out of them is counted while it comes.

A small file can hold petabytes (Fifield 2019, "A better zip bomb"); what the directory says about sizes is checked first, and the bytes
themselves are counted as well, since a directory can lie."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from worthwhile.errors import CannotRead

MOST_BYTES = 2 << 30  # out of one archive
MOST_RATIO = 200  # bytes out for each byte in; text packs about 10 to 1, deflate cannot pass 1,032 to 1
MOST_ENTRIES = 10_000
FREE = 1 << 20  # a small member may pack as well as it likes
_ONCE_MORE = "Download or export it once more."


class Archive:
    """One ZIP file, open. `names` are its files in order, as they are written; reading is by name."""

    def __init__(self, path: Path, zipped: zipfile.ZipFile) -> None:
        self.path = path
        self._zip = zipped
        self._out = 0
        files = [i for i in zipped.infolist() if i.filename and not i.is_dir()]  # damaged, one may have no name
        self._check(files)
        self._infos = {i.filename: i for i in files}
        self.names = list(self._infos)

    def _check(self, files: list[zipfile.ZipInfo]) -> None:
        name = self.path.name
        if len(files) > MOST_ENTRIES:
            raise CannotRead(
                f"{name} holds {len(files):,} files; Worthwhile opens up to {MOST_ENTRIES:,}.", "Unpack it and bring in the folder."
            )
        packed, size = sum(i.compress_size for i in files), sum(i.file_size for i in files)
        if size > MOST_BYTES:
            raise CannotRead(
                f"{name} would unpack to {size / 2**30:.1f} GiB; Worthwhile opens up to {MOST_BYTES >> 30} GiB.",
                "Unpack it and bring in the folder.",
            )
        if any(swells(i.file_size, i.compress_size) for i in files) or swells(size, packed):
            raise CannotRead(f"{name} swells to more than {MOST_RATIO} times its size when it is unpacked, as traps do.", _ONCE_MORE)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A file of the archive as a stream. Raises CannotRead when it is locked, damaged, or grows past what is allowed."""
        info = self._infos[name]
        if info.flag_bits & 0x1:
            raise CannotRead(f"{self.path.name} is locked with a password.", "Unpack it with the password and bring in the folder.")
        try:
            with self._zip.open(info) as member:
                yield io.BufferedReader(_Counted(self, member, info), 1 << 16)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise CannotRead(f"{self.path.name} is damaged inside {Path(name).name}.", _ONCE_MORE) from error

    def size(self, name: str) -> int:
        """How many bytes a file of the archive says that it holds."""
        return self._infos[name].file_size

    def count(self, amount: int, whole: int, info: zipfile.ZipInfo) -> None:
        """Bytes that came out; too many are refused at once."""
        self._out += amount
        if self._out > MOST_BYTES or swells(whole, info.compress_size):
            raise CannotRead(f"{self.path.name} swells to more than Worthwhile unpacks, as traps do.", _ONCE_MORE)


class _Counted(io.RawIOBase):
    """A member whose bytes are counted."""

    def __init__(self, archive: Archive, member: IO[bytes], info: zipfile.ZipInfo) -> None:
        self._archive, self._member, self._info = archive, member, info
        self._whole = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        block = self._member.read(len(buffer))
        self._whole += len(block)
        self._archive.count(len(block), self._whole, self._info)
        buffer[: len(block)] = block
        return len(block)


def swells(out: int, packed: int) -> bool:
    """Is this more than text that was packed can grow to?"""
    return out > FREE and out > MOST_RATIO * max(packed, 1)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at a path. Raises CannotRead when it is none, is broken off, or is a trap."""
    try:
        with zipfile.ZipFile(path) as zipped:
            yield Archive(path, zipped)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise CannotRead(f"{path.name} begins like a ZIP file and is broken off or damaged.", _ONCE_MORE) from error
