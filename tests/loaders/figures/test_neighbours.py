"""Statistical neighbours in either layout, and lists of areas."""

from loaders.figures.neighbours import is_neighbour_heading, read_table
from loaders.grid import Book, Sheet
from loaders.interpretation import read_book
from loaders.plans.kinds import decide_kind
from model import TABLES
from tests.loaders.sheets import WYREFORD, found_table
from tests.shared import SHARED, needs_shared


def test_neighbours_across() -> None:
    rows = [
        ["LA num", "LA Name", "GOReg", "SN1", "SNP", "SN2", "SNP"],
        [301, "Barking", "London", 821, "Close", 313, "Not close"],
        [821, "Luton", "East of England", 301, "Very close", None, None],
        ["Source: the department"],
    ]
    result = read_table(found_table(rows, "neighbours"), WYREFORD)
    got = [tuple(one.values()) for one in result.tables["neighbours"]]
    assert got == [
        ("301", "Barking", "821", "Luton", 1, "Close"),
        ("301", "Barking", "313", None, 2, "Not close"),
        ("821", "Luton", "301", "Barking", 1, "Very close"),
    ]
    assert result.loaded == {2, 3}
    assert list(result.explained) == [4]
    assert is_neighbour_heading(["SN1", "SN2", "SN3"])


def test_one_pair_a_row() -> None:
    rows = [["LA number", "Neighbour code", "Neighbour", "Closeness"], ["301", "821", "Luton", "Close"], ["301", "313", "Hounslow", "Close"]]
    result = read_table(found_table(rows, "neighbours"), WYREFORD)
    assert [(one["neighbour_code"], one["rank"]) for one in result.tables["neighbours"]] == [("821", 1), ("313", 2)]


def test_pairs_under_the_models_own_labels() -> None:
    rows = [
        [TABLES["neighbours"][name].label for name in ("area_code", "area", "neighbour_code", "neighbour", "rank", "closeness")],
        ["301", "Barking", "821", "Luton", 1, "Close"],
        ["301", "Barking", "313", "Hounslow", 2, "Not close"],
    ]
    assert decide_kind(found_table(rows, "")) == "neighbours"
    reading = read_book(Book("near.xlsx", "xlsx", [Sheet("Near", rows)]))
    assert (reading.kind, reading.loaded) == ("neighbours", 2)
    assert reading.table("neighbours")["neighbour"].tolist() == ["Luton", "Hounslow"]


@needs_shared
def test_the_published_list() -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(SHARED / "figures" / "sn_may_2025.xlsx").worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(min_row=3, values_only=True)]
    result = read_table(found_table(rows, "neighbours"), WYREFORD)
    blackpool = [one for one in result.tables["neighbours"] if one["area"] == "Blackpool"]
    assert [one["neighbour_code"] for one in blackpool] == ["805", "806", "394", "341", "393", "807", "354", "880", "355", "861"]
    assert [one["rank"] for one in blackpool] == list(range(1, 11))
    assert blackpool[0]["neighbour"] == "Hartlepool"
    assert blackpool[0]["closeness"] == "Very close"


@needs_shared
def test_the_list_of_authorities() -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(SHARED / "figures" / "la_code_list.xlsx").worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    result = read_table(found_table(rows, "areas"), WYREFORD)
    areas = {one["area_code"]: one for one in result.tables["areas"]}
    assert (areas["890"]["area"], areas["890"]["region"], areas["890"]["kind"]) == ("Blackpool", "North West", "UA")
    assert len(areas) == len(result.loaded)


def test_areas_keep_the_level_that_the_list_gives() -> None:
    rows = [["Area code", "Area", "Area level"], ["W50", "Wyre and Dale", "region"], ["S01", "Priory Street", "School"], ["W00", "Wyreford", None]]
    result = read_table(found_table(rows, "areas"), WYREFORD)
    assert [one["area_level"] for one in result.tables["areas"]] == ["region", "school", "council"]
