//! A line with what it starts with told apart.

use super::line::Line;
use crate::corpus::parsed::LineKind;

/// A kind of marker that a line starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus) enum Marker {
    Bullet,
    Heading,
    Subbullet,
    Dash,
    Footnote,
    Caption,
    Source,
    KeyContents,
    Furniture(LineKind),
    /// No marker: a title, a continuation, or what only its surroundings tell.
    Plain,
}

/// A line with its marker told apart.
#[derive(Debug, Clone, Copy)]
pub(in crate::corpus) struct MarkedLine<'a> {
    pub line: Line<'a>,
    pub kind: Marker,
    /// The marker as it stands; empty where there is none, all of the text for furniture.
    pub marker: &'a str,
    /// What follows the marker, without spaces around it.
    pub rest: &'a str,
}

impl MarkedLine<'_> {
    /// Makes it a line without a marker.
    pub(crate) fn make_plain(&mut self) {
        self.kind = Marker::Plain;
        self.marker = "";
        self.rest = self.line.text;
    }

    /// Makes it a line at a page's edge.
    pub(crate) fn make_furniture(&mut self, kind: LineKind) {
        self.kind = Marker::Furniture(kind);
        self.marker = self.line.text;
        self.rest = "";
    }
}

/// Where the first line is that only an article has: `KEY Contents`, or sources.
pub(super) fn first_key(lines: &[MarkedLine<'_>]) -> Option<usize> {
    let is_key = |line: &MarkedLine<'_>| matches!(line.kind, Marker::KeyContents | Marker::Source);
    lines.iter().position(is_key)
}
