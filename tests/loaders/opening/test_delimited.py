"""Text files of cells in any common encoding and separator, every guess said."""

import pytest

from loaders.opening import delimited
from loaders.opening.delimited import find_separator
from loaders.opening.workbook import open_book
from loaders.reading import Refused


def opened(tmp_path, data, name="figures 2025.csv"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return open_book(path)


def rows(tmp_path, data):
    return opened(tmp_path, data).sheets[0].rows


TABLE = "name,price\nCafé,£5\n"
READ = [["name", "price"], ["Café", "£5"]]


@pytest.mark.parametrize("data", [
    TABLE.encode(),
    TABLE.encode("utf-8-sig"),
    b"\xef\xbb\xbf" + TABLE.encode("utf-8-sig"),
    TABLE.encode("utf-16"),
    TABLE.encode("utf-16-le"),
    TABLE.encode("utf-16-be"),
    TABLE.encode("cp1252"),
    TABLE.replace("\n", "\r").encode(),
    TABLE.replace("\n", "\r\r\n").encode(),
    TABLE.replace("\n", "\u2028").encode(),
    TABLE.replace(",", ";").encode(),
    TABLE.replace(",", "\t").encode(),
    TABLE.replace(",", "|").encode(),
    ("sep=;\n" + TABLE.replace(",", ";")).encode(),
    ("sep=~\n" + TABLE.replace(",", "~")).encode(),
])
def test_encodings_line_ends_and_separators(tmp_path, data):
    assert rows(tmp_path, data) == READ


def test_the_sheet_has_the_files_name_and_cells_stay_text(tmp_path):
    book = opened(tmp_path, "code,value\n00123,NA\n,1.50\n")
    assert (book.file, book.format, book.sheets[0].name, book.notes) == ("figures 2025.csv", "csv", "figures 2025", [])
    assert book.sheets[0].rows == [["code", "value"], ["00123", "NA"], [None, "1.50"]]


def test_a_guessed_encoding_is_said(tmp_path):
    assert "Windows-1252" in opened(tmp_path, TABLE.encode("cp1252")).notes[0][2]
    assert "UTF-16" in opened(tmp_path, TABLE.encode("utf-16-le")).notes[0][2]


@pytest.mark.parametrize(("data", "words"), [
    (TABLE.encode("utf-32"), "UTF-32"),
    ("名前,値段\n東京都,五\n".encode("shift-jis"), "cannot be told"),
    ("名称,价格\n北京市,五\n".encode("gb18030"), "cannot be told"),
    (bytes(range(256)) * 4, "not a text file"),
    (b"a,b\n1,2\n\x00\x00\x00", "not a text file"),
    (b"  \n\t\n", "is empty"),
    (b"\xef\xbb\xbf", "is empty"),
    (b',,,\n"",\n', "is empty"),
    (b'a,b\n"' + b"x" * 1_100_000, "quotation mark"),
])
def test_what_is_refused(tmp_path, data, words):
    with pytest.raises(Refused, match=words):
        opened(tmp_path, data)


@pytest.mark.parametrize("text", ["Déjà vu à l'été,£10\n", "“Quoted”, it’s – fine\n", "naïve café Zoë,½ day\n", "Œuvre €5,x\n"])
def test_western_text_is_not_taken_for_another_script(tmp_path, text):
    assert rows(tmp_path, text.encode("cp1252"))[0][0] == text.split(",")[0]


@pytest.mark.parametrize(("text", "separator"), [
    ("a,b\n1,2\n", ","),
    ("name;price\na;1,5\nb;2,5\n", ";"),
    ("Plan, of 2025, last version\n\na\tb\tc\n1\t2\t3\n1\t2\t3\n", "\t"),
    ("a|b\n1|2, or 3\n4|5, or 6\n", "|"),
    ("one column\nof text\n", ","),
    ('"a;b","c;d"\n"e;f","g;h"\n', ","),
])
def test_separators(text, separator):
    assert find_separator(text) == (separator, text)


def test_ragged_rows_are_named_and_kept(tmp_path):
    book = opened(tmp_path, "a,b,c\n1,2,3\n1,2\n1,2,3,4\n")
    assert book.sheets[0].rows[2:] == [["1", "2"], ["1", "2", "3", "4"]]
    assert [(note[1], note[2].split(":")[0]) for note in book.notes] == [
        ("A4", "more cells than the other rows' 3 in row 4"), ("A3", "fewer cells than the other rows' 3 in row 3"),
    ]


def test_line_ends_inside_quotes_stay(tmp_path):
    assert rows(tmp_path, 'a,b\r\n"one\r\ntwo",3\r\n') == [["a", "b"], ["one\ntwo", "3"]]


def test_odd_separators_are_said(tmp_path):
    assert "one cell" in opened(tmp_path, "a b c\n1 2 3\n").notes[0][2]
    assert any("||" in note[2] for note in opened(tmp_path, "a||b\n1||2\n").notes)
    assert any("curly" in note[2] for note in opened(tmp_path, "a,b\n“x, y”,1\n").notes)


def test_too_many_cells(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "TEXT_CELLS", 5)
    with pytest.raises(Refused, match="too big"):
        rows(tmp_path, "a,b\n1,2\n3,4\n")


def test_control_characters_go(tmp_path):
    assert rows(tmp_path, "a,b\nx\x1b[31m\u202e,1\x1a\n") == [["a", "b"], ["x[31m", "1"]]
