"""Texts to be checked: plain text in any encoding, a Word document within limits, and a plain sentence for everything else."""

import io
import time
import zipfile

import pytest

from loaders.opening.narrative import LARGEST_FILE, LARGEST_TEXT, read_narrative
from loaders.reading import Refused
from loaders.words.claim_words import read_claim_words


def word(body: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="x"><w:body>{body}</w:body></w:document>')
    return buffer.getvalue()


def test_a_word_document_is_read_paragraph_by_paragraph():
    body = (
        '<w:p><w:r><w:t>Visits in time </w:t></w:r><w:r><w:t xml:space="preserve">rose &amp; fell.</w:t></w:r></w:p>'
        "<w:p/><w:p><w:pPr><w:b/></w:pPr><w:r><w:t>Second</w:t><w:tab/><w:t>line</w:t></w:r></w:p>"
    )
    assert read_narrative("report.docx", word(body)).split("\n") == ["Visits in time rose & fell.", "", "Second line"]


@pytest.mark.parametrize("tag", ["<w:p>", "<w:p ", "<w:p><w:t>"])
def test_a_document_of_nothing_but_open_tags_takes_no_time(tag):
    began = time.process_time()
    with pytest.raises(Refused, match="holds no text"):
        read_narrative("report.docx", word(tag * 350_000))
    assert time.process_time() - began < 10  # once hours, for every tag was looked for to the end


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_in_any_usual_encoding(encoding):
    assert read_narrative("report.txt", "Visits – £5".encode(encoding)) == "Visits – £5"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.txt", b"  \n", "holds no text"),
        ("picture.txt", b"\x89PNG\x00\x00", "neither plain text nor a Word document"),
        ("broken.docx", b"PK\x03\x04 and nothing", "cannot be read as a Word document"),
        ("huge.txt", b"a" * (LARGEST_FILE + 1), "larger than 10 MB"),
        ("bomb.docx", word("a" * (LARGEST_TEXT + 1)), "too long"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_with_a_remedy(name, data, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        read_narrative(name, data)
    assert "paste" in str(refusal.value)


def test_a_workbook_is_no_narrative():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(Refused, match="cannot be read as a Word document"):
        read_narrative("plan.xlsx", buffer.getvalue())


def test_the_word_lists_are_complete_and_say_each_thing_once():
    words = read_claim_words()
    change, doubt, place = ("better", "worse", "up", "down", "same"), ("not", "untrue", "ahead", "going", "stopped", "cause"), ("elsewhere", "part")
    assert set(words["kind"]) == {*change, *doubt, *place, "about", "beside", "ignore", "short", "name"}
    assert not words.duplicated().any()
    assert words.loc[words["kind"].isin(["short", "name"]), "means"].notna().all()
