//! The elements of an SVG file: text, lines and boxes, escaped and placed.

use std::fmt::Write;

use super::super::model::{escaped_xml as escaped, width_of};

/// Fonts with Hangul on every system, one after the other.
pub(super) const FONTS: &str = "'Noto Sans KR', 'Noto Sans CJK KR', 'Apple SD Gothic Neo', \
    'Malgun Gothic', 'NanumGothic', sans-serif";

/// How wide a cell of text is beside the size of the font, at most.
const CELL_SHARE: f64 = 0.53;

/// Where a text stands by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub size: f64,
    pub colour: &'static str,
    pub bold: bool,
    pub anchor: Anchor,
}

/// An SVG file in the making. Places are in pixels from the left and from the top.
pub(super) struct Page {
    elements: String,
}

impl Page {
    pub(super) fn new() -> Self {
        Page {
            elements: String::new(),
        }
    }

    pub(super) fn text(&mut self, x: f64, y: f64, look: Type, text: &str) {
        self.text_and_more(x, y, look, text, None);
    }

    /// A text, and another behind it that looks otherwise.
    pub(super) fn text_and_more(
        &mut self,
        x: f64,
        y: f64,
        look: Type,
        text: &str,
        more: Option<(Type, &str)>,
    ) {
        let more = more.map_or(String::new(), |(look, more)| {
            format!(
                "<tspan dx=\"8\" font-size=\"{}\" fill=\"{}\">{}</tspan>",
                look.size,
                look.colour,
                escaped(more)
            )
        });
        let anchor = match look.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = if look.bold {
            " font-weight=\"700\""
        } else {
            ""
        };
        self.element(&format!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{}\" fill=\"{}\" \
             text-anchor=\"{anchor}\"{weight}>{}{more}</text>",
            look.size,
            look.colour,
            escaped(text)
        ));
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: &str, width: f64) {
        self.element(&format!(
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{colour}\" \
             stroke-width=\"{width}\"/>",
            from.0, from.1, to.0, to.1
        ));
    }

    /// A box that tells `about`, where it is not empty, to who points at it.
    pub(super) fn bar(&mut self, corner: (f64, f64), size: (f64, f64), colour: &str, about: &str) {
        self.element(&format!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" \
             fill=\"{colour}\">{}</rect>",
            corner.0,
            corner.1,
            size.0,
            size.1,
            pointed_at(about)
        ));
    }

    /// A line through `points`, dashed as `dashes` says where it is not empty.
    pub(super) fn path(&mut self, points: &[(f64, f64)], colour: &str, dashes: &str) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        let dashes = match dashes {
            "" => String::new(),
            dashes => format!(" stroke-dasharray=\"{dashes}\""),
        };
        self.element(&format!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.5\" \
             stroke-linejoin=\"round\" stroke-linecap=\"round\"{dashes}/>",
            points.join(" ")
        ));
    }

    /// A mark of one of a few shapes around a place, that tells `about` as a box does.
    pub(super) fn mark(&mut self, place: (f64, f64), shape: usize, colour: &str, about: &str) {
        let (x, y) = place;
        let corners = |corners: &[(f64, f64)]| {
            let corners = corners
                .iter()
                .map(|(dx, dy)| format!("{:.1},{:.1}", x + dx, y + dy));
            let corners: Vec<String> = corners.collect();
            format!("<polygon points=\"{}\"", corners.join(" "))
        };
        let begun = match shape % 4 {
            0 => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\""),
            1 => corners(&[(-3.8, -3.8), (3.8, -3.8), (3.8, 3.8), (-3.8, 3.8)]),
            2 => corners(&[(0.0, -5.0), (4.6, 3.6), (-4.6, 3.6)]),
            _ => corners(&[(0.0, -5.2), (5.2, 0.0), (0.0, 5.2), (-5.2, 0.0)]),
        };
        let about = pointed_at(about);
        let name = if shape.is_multiple_of(4) {
            "circle"
        } else {
            "polygon"
        };
        self.element(&format!(
            "{begun} fill=\"{colour}\" stroke=\"#ffffff\" stroke-width=\"1\">{about}</{name}>"
        ));
    }

    fn element(&mut self, element: &str) {
        let _ = writeln!(self.elements, "{element}");
    }

    /// The file, with what is told to those who do not see it.
    pub(super) fn finish(self, width: f64, height: f64, title: &str, about: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" xml:lang=\"ko\" \
             font-family=\"{FONTS}\">\n<title>{}</title>\n<desc>{}</desc>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{}</svg>\n",
            escaped(title),
            escaped(about),
            self.elements
        )
    }
}

/// The element that tells `about` to who points at what holds it; none where it is empty.
fn pointed_at(about: &str) -> String {
    match about {
        "" => String::new(),
        about => format!("<title>{}</title>", escaped(about)),
    }
}

/// How wide a text may be, in pixels.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    width_of(text) as f64 * size * CELL_SHARE
}
