#!/usr/bin/env python3
"""Makes corpus/2025-08.pdf of issue.txt and events.tsv, in the publication's layout since 2025.

    pip install reportlab==5.1.0
    apt-get install fonts-nanum          # NanumGothic, SIL Open Font License 1.1
    python3 tests/own_issue/make.py

Only needed to make the file again. The same input gives the same bytes: the document has no
dates, and its identifier is fixed. The font is embedded as far as its characters are used.
"""

import csv
import itertools
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
TARGET = HERE.parent.parent / "corpus" / "2025-08.pdf"
FONTS = Path("/usr/share/fonts/truetype/nanum")
HEAD = "인공지능 산업의 최신 동향 | 2025년 8월호"
TABS = "정책·법제 기업·산업 기술·연구 인력·교육"
LEFT, RIGHT, TOP = 60, 535, 780


class Sheet:
    """Pages that are filled from the top, with running heads and numbers."""

    def __init__(self):
        self.canvas = Canvas(str(TARGET), pagesize=A4, invariant=1, pageCompression=1)
        self.canvas.setTitle("2025년 8월호")
        self.number = 0
        self.y = TOP

    def text(self, x, size, text, font="N"):
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y, text)

    def page(self, furniture=True):
        if self.number or self.y != TOP:
            self.canvas.showPage()
        self.y = TOP
        if furniture:
            self.number += 1
            self.canvas.setFont("N", 8)
            self.canvas.drawString(LEFT, 812, HEAD if self.number % 2 else TABS)
            self.canvas.drawCentredString(A4[0] / 2, 30, str(self.number))

    def wrapped(self, marker, text, size, indent, leading):
        """A block, wrapped between words; the space at a wrap stays, as word processors have it."""
        lines, line = [], marker
        for word in text.split(" "):
            longer = f"{line} {word}" if line else word
            if pdfmetrics.stringWidth(longer, "N", size) > RIGHT - LEFT - indent and line != marker:
                lines.append(f"{line} ")
                line = word
            else:
                line = longer
        for line in [*lines, line]:
            if self.y < 60:
                self.page()
            self.text(LEFT + indent, size, line)
            self.y -= leading


def articles():
    """Each section with its articles, an article as its lines."""
    sections = []
    for line in (HERE / "issue.txt").read_text("utf-8").splitlines():
        sign, _, text = line.partition(" ")
        if sign == "=":
            sections.append((text, []))
        elif sign == "+":
            sections[-1][1].append([(sign, text)])
        elif sign != "#":
            sections[-1][1][-1].append((sign, text))
    return sections


def article(sheet, lines):
    sheet.page()
    summaries = 0
    in_sources = False
    for sign, text in lines:
        if sign == "+":
            sheet.text(LEFT, 15, text if len(text) < 40 else text, "B")
            sheet.y -= 26
        elif sign == "■" and summaries < 2:
            sheet.wrapped("■", text, 11, 0, 17)
            summaries += 1
            if summaries == 2:
                sheet.y -= 6
                sheet.text(LEFT, 11, "KEY Contents", "B")
                sheet.y -= 22
        elif sign == ">":
            sheet.y -= 0 if in_sources else 8
            sheet.wrapped("" if in_sources else "출처 |", text, 9, 0, 14)
            in_sources = True
        else:
            size, indent = {"□": (12, 0), "■": (10.5, 6), "•": (10, 14), "*": (8.5, 18)}[sign]
            sheet.wrapped(sign, text, size, indent, size * 1.6)


def contents(sheet, sections, pages):
    sheet.page()
    sheet.text(LEFT, 18, "CONTENTS", "B")
    sheet.y -= 34
    at = iter(pages)
    for name, of_section in sections:
        for place, lines in enumerate(of_section):
            lead = f"{name} • " if place == 0 else "• "
            sheet.text(LEFT, 9, f"{lead}{lines[0][1]} {next(at)}")
            sheet.y -= 18
    sheet.text(LEFT, 9, f"주요행사일정 {next(at)}")


def events(sheet):
    sheet.page()
    sheet.text(LEFT, 15, "주요행사일정", "B")
    sheet.y -= 28
    columns = [LEFT, LEFT + 34, LEFT + 84, LEFT + 290, LEFT + 372]

    def row(y, cells):
        for x, cell in zip(columns, cells):
            if cell:
                sheet.y = y
                sheet.text(x, 8.5, cell)

    y = sheet.y
    row(y, ["월", "기간", "행사명", "장소", "홈페이지"])
    y -= 18
    with (HERE / "events.tsv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    for month, events_of_month in itertools.groupby(rows, key=lambda event: event[0]):
        # Cell by cell, as word processors write tables: each in the middle of its height, that
        # of the month over all its rows.
        cells, first = [], y
        for _, days, name, place, homepage in events_of_month:
            lines = name.split(" / ")
            last = y - 13 * (len(lines) - 1)
            cells.append(((y + last) / 2, ["", days]))
            for at, line in enumerate(lines):
                is_last = at + 1 == len(lines)
                cells.append((y - 13 * at, ["", "", line if is_last else f"{line} "]))
            cells.append(((y + last) / 2, ["", "", "", place, homepage]))
            y = last - 20
        row((first + last) / 2, [f"{month}월"])
        for height, cell in cells:
            row(height, cell)


def make():
    sections = articles()
    # A section's page comes before its articles, and the contents are the first numbered page.
    pages, number = [], 1
    for _, of_section in sections:
        number += 1
        for _ in of_section:
            number += 1
            pages.append(number)
    pages.append(number + 1)
    sheet = Sheet()
    sheet.y = 500
    for size, text in [(30, "2025년 8월호"), (14, "인공지능 산업의 최신 동향")]:
        sheet.text(LEFT, size, text, "B")
        sheet.y -= 40
    contents(sheet, sections, pages)
    for name, of_section in sections:
        sheet.page(furniture=False)
        sheet.number += 1
        sheet.text(LEFT, 10, "2025년 8월호")
        sheet.y -= 60
        sheet.text(LEFT, 24, name, "B")
        for lines in of_section:
            article(sheet, lines)
    assert sheet.number == pages[-1] - 1, "an article takes more than a page"
    events(sheet)
    sheet.canvas.showPage()
    sheet.canvas.save()


pdfmetrics.registerFont(TTFont("N", FONTS / "NanumGothic.ttf"))
pdfmetrics.registerFont(TTFont("B", FONTS / "NanumGothicBold.ttf"))
make()
