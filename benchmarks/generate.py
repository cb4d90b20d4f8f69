"""Makes what the benchmarks read, always the same for one seed: a large mbox, and a whole store of people and interactions.

python benchmarks/generate.py mbox OUT.mbox --messages 45000 [--headers-only]
python benchmarks/generate.py store DIR --people 5000 --interactions 1000000
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from email.header import Header
from email.utils import formatdate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from people import END, ME, SUBJECTS, Body, crowd

WORDS = "the plan for next week is on the page and we can talk it over when you are back so let me know what suits you best".split()  # noqa: SIM905


def mbox(out: Path, messages: int, *, headers_only: bool = False, seed: int = 1, people: int = 2000, end: int = END) -> int:
    """Write an mbox of so many messages; returns its size in bytes. With bodies, about a tenth of it is headers."""
    dice = random.Random(seed)
    body = _bodies(dice)
    with out.open("wb") as file:
        for separator, header in _headers(dice, messages, people, end, seed):
            text = b"" if headers_only else dice.choice(body)
            file.write(separator + header + b"\n" + text + b"\n")
    return out.stat().st_size


def _bodies(dice: random.Random) -> list[bytes]:
    """Some hundred bodies, most short and some with an attachment, about 20 kB in the mean."""
    out = []
    for _ in range(300):
        lines = [" ".join(dice.choices(WORDS, k=12)) for _ in range(int(dice.expovariate(1 / 40)) + 3)]
        lines += ["> " + line for line in lines[: len(lines) // 2]]
        if dice.random() < 0.3:
            rows = int(dice.expovariate(1 / 800))
            lines += ["", "--part", "Content-Type: application/pdf", "Content-Transfer-Encoding: base64", ""]
            lines += ["".join(dice.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", k=76)) for _ in range(rows)]
        out.append("\n".join(lines).encode() + b"\n")
    return out


def _headers(dice: random.Random, messages: int, people: int, end: int, seed: int) -> Iterator[tuple[bytes, bytes]]:
    """(separator, header) of each message: threads among people with whom Robin Vale has uneven ties, lists and robots between."""
    others = crowd(people, seed)
    weights = [1 / (rank + 3) for rank in range(people)]
    span = 5 * 365 * 86400
    threads: list[tuple[list[str], str, list[Body]]] = []
    partners = dice.choices(others, weights, k=messages * 3)
    for number in range(messages):
        at = end - span + int(span * number / messages) + dice.randrange(600)
        kind = dice.random()
        if kind < 0.12:
            yield _list_post(dice, at, number, partners[3 * number])
        elif kind < 0.2:
            yield _robot(dice, at, number)
        else:
            if threads and dice.random() < 0.55:
                spot = dice.randrange(max(0, len(threads) - 400), len(threads))
                ids, subject, members = threads[spot]
            else:
                extra = 0 if dice.random() < 0.7 else min(15, int(dice.expovariate(0.4)) + 1)
                ids, subject = [], dice.choice(SUBJECTS)
                members = [partners[3 * number], *dice.choices(others, weights, k=extra)]
                threads.append((ids, subject, members))
            yield _personal(dice, at, number, ids, subject, members)


def _personal(dice: random.Random, at: int, number: int, ids: list[str], subject: str, members: list[Body]) -> tuple[bytes, bytes]:
    sender, rest = (ME, members) if dice.random() < 0.45 else (members[0], [ME, *members[1:]])
    mid = f"{number:x}.{dice.getrandbits(48):012x}@{sender.address.rpartition('@')[2]}"
    lines = [
        *_trace(dice, at, sender.address),
        f"Message-ID: <{mid}>",
        f"Date: {_date(dice, at)}",
        f"From: {sender.head}",
        "To: " + ",\n ".join(b.head for b in rest[:8]),
    ]
    if len(rest) > 8:
        lines.append("Cc: " + ",\n\t".join(b.head for b in rest[8:]))
    said = f"Re: {subject}" if ids else subject
    lines.append(f"Subject: {said if said.isascii() else Header(said, 'utf-8').encode()}")
    if ids:
        lines.append(f"In-Reply-To: <{ids[-1]}>")
        lines.append("References: " + "\n ".join(f"<{i}>" for i in ids[-12:]))
    lines += ["MIME-Version: 1.0", 'Content-Type: text/plain; charset="utf-8"', "Content-Transfer-Encoding: 8bit", "User-Agent: Mutt/2.2.9"]
    ids.append(mid)
    return _pack(sender.address, at, lines)


def _list_post(dice: random.Random, at: int, number: int, sender: Body) -> tuple[bytes, bytes]:
    name = dice.choice(("dev", "users", "announce", "alumni"))
    lines = [
        *_trace(dice, at, f"{name}-bounces@lists.example"),
        f"From: {sender.head}",
        f"To: {name}@lists.example",
        f"Date: {_date(dice, at)}",
        f"Message-ID: <l{number:x}.{dice.getrandbits(32):08x}@lists.example>",
        f"Subject: [{name}] {dice.choice(SUBJECTS[:12])}",
        f"List-Id: <{name}.lists.example>",
        f"List-Post: <mailto:{name}@lists.example>",
        f"List-Unsubscribe: <mailto:{name}-leave@lists.example>",
        "Precedence: list",
    ]
    return _pack(f"{name}-bounces@lists.example", at, lines)


def _robot(dice: random.Random, at: int, number: int) -> tuple[bytes, bytes]:
    shop = dice.choice(("shop", "bank", "rail", "forge", "calendar"))
    news = dice.random() < 0.5
    sender = f"news@{shop}.example" if news else f"no-reply@{shop}.example"
    lines = [
        *_trace(dice, at, sender),
        f"From: {shop.title()} <{sender}>",
        f"To: {ME.address}",
        f"Date: {_date(dice, at)}",
        f"Message-ID: <r{number:x}@{shop}.example>",
        f"Subject: Your {shop} {number}",
        f"List-Unsubscribe: <https://{shop}.example/out?{number:x}>" if news else "Auto-Submitted: auto-generated",
    ]
    return _pack(sender, at, lines)


def _trace(dice: random.Random, at: int, sender: str) -> list[str]:
    """What servers put on top: the larger part of a real header."""
    stamp = formatdate(at)
    host = sender.rpartition("@")[2]
    return [
        f"Return-Path: <{sender}>",
        f"Delivered-To: {ME.address}",
        f"Received: from mx.{host} (mx.{host} [192.0.2.{dice.randrange(256)}])\n\tby mail.harbour.example (Postfix) with ESMTPS id {dice.getrandbits(40):010X}"
        f"\n\tfor <{ME.address}>; {stamp}",
        f"Received: by mx.{host} with SMTP id {dice.getrandbits(40):010x};\n        {stamp}",
        f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={host};\n s=s1; t={at}; h=from:to:subject:date:message-id;\n"
        f" b={dice.getrandbits(340):x}\n {dice.getrandbits(340):x}\n {dice.getrandbits(340):x}",
        f"Authentication-Results: mail.harbour.example; dkim=pass header.d={host};\n\tspf=pass smtp.mailfrom={sender}; dmarc=pass",
        f"ARC-Seal: i=1; a=rsa-sha256; t={at}; cv=none; d=harbour.example; s=arc;\n        b={dice.getrandbits(340):x}\n         {dice.getrandbits(340):x}",
        f"X-Received: by 2002:db8:{dice.getrandbits(16):x}:: with SMTP id {dice.getrandbits(60):x};\n        {stamp}",
        f"X-Google-DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\n        d=1e100.example; s=20230601; t={at};\n"
        f"        h=to:subject:message-id:date:from:mime-version:from:to:cc\n         :subject:date:message-id:reply-to;\n        bh={dice.getrandbits(250):x}=;",
        f"X-Gm-Message-State: {dice.getrandbits(340):x}",
        "X-Spam-Status: No, score=-1.9 required=5.0 tests=BAYES_00,DKIM_SIGNED,\n\tDKIM_VALID,HTML_MESSAGE,SPF_PASS autolearn=ham",
    ]


_ZONES = ("+0000", "+0100", "+0200", "-0500", "-0800", "+0530", "+0900")


def _date(dice: random.Random, at: int) -> str:
    usual = formatdate(at)
    how = dice.random()
    if how < 0.9:
        zone = dice.choice(_ZONES)
        hours, minutes = int(zone[:3]), int(zone[0] + zone[3:])
        return formatdate(at + hours * 3600 + minutes * 60).replace("-0000", zone)
    if how < 0.94:
        return f"{usual} (UTC)"
    if how < 0.97:
        return usual.replace("-0000", "GMT")
    return usual[5:]


def _pack(sender: str, at: int, lines: list[str]) -> tuple[bytes, bytes]:
    return f"From {sender} {time.asctime(time.gmtime(at))}\n".encode(), ("\n".join(lines) + "\n").encode()


def main() -> None:
    """Write one of the two."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = parser.add_subparsers(dest="what", required=True)
    mail = parts.add_parser("mbox", help="a large mbox")
    mail.add_argument("out", type=Path)
    mail.add_argument("--messages", type=int, default=45_000)
    mail.add_argument("--headers-only", action="store_true")
    whole = parts.add_parser("store", help="a whole store, as an import would have made it")
    whole.add_argument("out", type=Path)
    whole.add_argument("--people", type=int, default=5_000)
    whole.add_argument("--interactions", type=int, default=1_000_000)
    for part in (mail, whole):
        part.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    began = time.perf_counter()
    if args.what == "mbox":
        size = mbox(args.out, args.messages, headers_only=args.headers_only, seed=args.seed)
        print(f"{args.messages} messages, {size / 1e6:.1f} MB, {time.perf_counter() - began:.1f} s")
    else:
        from whole_store import store

        said = store(args.out, args.people, args.interactions, seed=args.seed)
        print(f"{said}, {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
