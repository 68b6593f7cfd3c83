"""Every activation beside every other: its curve, its constants to ten proved digits, a page."""

from course_lib.gallery.constant import Constant, Constants, constants
from course_lib.gallery.page import Gallery, gallery

__all__ = ["Constant", "Constants", "Gallery", "constants", "gallery"]
