"""Connections that are kept from page to page: only while the store's file is the one that they opened."""

from types import SimpleNamespace

from worthwhile.doors.web import lines, pages, upkeep
from worthwhile.tests.ties.small_log import on
from worthwhile.ties import line
from worthwhile.ties.values import LineMark


def test_a_connection_to_a_file_that_was_replaced_is_closed(tmp_path, monkeypatch):
    file, closed = tmp_path / "store", []
    file.write_text("one")
    link = SimpleNamespace(settings_dict={"NAME": file}, in_atomic_block=False, close=lambda: closed.append(True))
    upkeep._opened(None, link)
    monkeypatch.setattr(upkeep, "connection", link)
    page = upkeep.SameStore(lambda request: "page")
    assert page(None) == "page" and not closed
    (tmp_path / "other").write_text("two")
    (tmp_path / "other").replace(file)
    assert page(None) == "page" and closed == [True]
    file.unlink()
    link.in_atomic_block = True  # what has begun is brought to its end
    assert page(None) == "page" and closed == [True]
    link.in_atomic_block = False
    assert page(None) == "page" and closed == [True, True]


def test_after_forgetting_this_process_keeps_no_name_in_its_pictures():
    lines.draw([LineMark(on(1), "got")], on(2), "Ana Forgotten")
    line._noons(b"", 0, 1)
    pages._SENT["last"] = ("a form", None)
    upkeep.forget_drawn()
    assert not lines._drawn.cache_info().currsize and not line._noons.cache_info().currsize and not pages._SENT
