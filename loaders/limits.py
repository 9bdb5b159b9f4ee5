"""Every limit on an uploaded file: its unit, its value and where the value comes from.

The values come from a trial with 3,167 public spreadsheets and 236 hostile ones: they let all but three of the public files through.
"""

MIB = 1024 * 1024

# The file as it is uploaded, in bytes. The server checks it too (.streamlit/config.toml).
UPLOAD_BYTES = 50 * MIB

# A workbook's zip once unpacked, in bytes: all parts together, and any one part.
UNPACKED_BYTES = 400 * MIB
PART_BYTES = 300 * MIB

# Unpacked bytes for one packed byte. Small files compress very well for honest reasons, so it is looked at only above UNPACKED_FREE_BYTES.
UNPACKED_RATIO = 100
UNPACKED_FREE_BYTES = 20 * MIB

# Parts in a workbook's zip, and sheets in a workbook.
PARTS = 2_000
SHEETS = 100

# The smallest rectangle around a sheet's values; cells are counted over all sheets. Two uploads can overlap here, so the trial's lower
# figure for cells stands for workbooks; text files have no such rectangle to fill and take less memory.
ROWS = 1_000_000
COLUMNS = 2_000
CELLS = 2_000_000
TEXT_CELLS = 5_000_000

# Excel's own last row and column: a reference beyond them is damage.
EXCEL_ROWS = 1_048_576
EXCEL_COLUMNS = 16_384

# Rows at which Excel (and Excel 97) silently cut a longer table.
CUT_ROWS = (65_536, 1_048_576)

# One line or one field of a text file, in bytes.
FIELD_BYTES = MIB

# Columns beyond a sheet's last value in which a coloured cell still counts (a column of colours without a heading).
LOOKS_MARGIN = 10

# The worker process: address space in bytes, processor time and wall clock in seconds, workers at once, size of a file that it may write.
WORKER_BYTES = 1536 * MIB
WORKER_CPU_SECONDS = 20
WORKER_WALL_SECONDS = 90
WORKERS_AT_ONCE = 2
WORKER_FILE_BYTES = 1024 * MIB

# Idle workers kept ready for the next file.
WORKERS_READY = 1

# What is kept in memory of a workbook's unpacked parts between looking at them and reading them, in bytes.
KEPT_BYTES = 128 * MIB

# Notes that name single cells: how many are named before the rest is only counted.
CELLS_NAMED = 5

# The longest file name shown, in characters.
NAME_LENGTH = 120
