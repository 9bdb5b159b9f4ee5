"""Contradictions: where the plan contradicts itself, its dates or its figures."""

from pages.common import asking, show

shown = show.begin("Contradictions", "Where does the plan contradict itself, or its figures?")
show.need_actions(shown)
asking.show_contradictions(shown)
