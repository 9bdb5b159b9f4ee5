"""What the speaker says under each slide."""

import copy

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.parts.slide import NotesSlidePart
from pptx.slide import NotesSlide, Slide


class SpeakerNotes:
    """Writes the notes of one presentation.

    The library goes through the notes' master for each page of notes; here it does so once, and its page is copied for all other slides.
    """

    def __init__(self) -> None:
        self.form: BaseOxmlElement | None = None

    def write(self, page: Slide, text: str) -> None:
        """Write the notes of a slide that has none yet; a template whose notes have no place for text keeps its slides without."""
        if self.form is None:
            notes = page.notes_slide
            self.form = copy.deepcopy(notes._element)
        else:
            notes = self._copy_form(page)
        if notes.notes_text_frame is not None:
            notes.notes_text_frame.text = text

    def _copy_form(self, page: Slide) -> NotesSlide:
        package = page.part.package
        name = package.next_partname("/ppt/notesSlides/notesSlide%d.xml")
        part = NotesSlidePart(name, CONTENT_TYPE.PML_NOTES_SLIDE, package, copy.deepcopy(self.form))
        part.relate_to(package.presentation_part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
        part.relate_to(page.part, RELATIONSHIP_TYPE.SLIDE)
        page.part.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)
        return part.notes_slide
