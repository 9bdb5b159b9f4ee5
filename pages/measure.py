"""One measure: has it really changed, will it meet its target, and what happened beside it?"""

from functools import partial

import streamlit as st

from analysis.figure_words import describe_target, format_value
from analysis.verdicts import label_verdict
from pages.common import choosing, figures, one_measure, rebasing, show

shown = show.begin("One measure", "Has this figure really changed, and will it meet its target?", needs_plan=False)
chosen = choosing.choose_measure(figures.load_latest(shown))
began = choosing.choose_limits(shown)
measured = one_measure.load(shown, chosen, began)
safe = partial(one_measure.load, shown, chosen, began, safe=True)  # made only for a download that is asked for
row = measured.row
figures.say_rule(shown)

st.header(show.plain(f"{row['name']}: {format_value(row['value'], row['unit'], row['symbol'], row['decimals'])}, {label_verdict(row)}"))
st.markdown(show.plain(f"On {show.format_date(row['period_end'])}, {describe_target(row)}."))
one_measure.show_chart(shown, measured, safe)
rebasing.offer(shown, measured)
one_measure.show_targets(measured)
one_measure.show_parts(shown, measured, safe)
one_measure.show_others(measured, safe)
one_measure.show_meaning(shown, measured)
