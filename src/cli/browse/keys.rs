//! Which key does what.
//!
//! Defines actions, whatever is shown when the key comes. What an action means there is
//! `state`'s.

use crate::language::{Name, labels::keys};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What was asked for by a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Action {
    /// Text was typed or pasted.
    Insert(String),
    Edit(Edit),
    Move(Move),
    /// To the other pane.
    Switch,
    Enter,
    Escape,
    /// Choose issues.
    Issues,
    /// Choose publishers.
    Publishers,
    /// Copy the citation.
    Copy,
    /// Open the source.
    Open,
    /// To the next mark in the article.
    NextMark,
    Help,
    /// Draw everything anew.
    Redraw,
    Suspend,
    Quit,
}

/// A change of the line that is typed, or of its cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    DeleteBack,
    Delete,
    DeleteWord,
    DeleteToStart,
    DeleteToEnd,
    Left,
    Right,
    ToStart,
    ToEnd,
}

/// A way through a list or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

/// The keys as the help shows them, each with what it does.
pub(super) const HELP: &[(Name, Name)] = &[
    (keys::ANY_TEXT, keys::HELP_ANY_TEXT),
    (Name::same("Up Down PgUp PgDn"), keys::HELP_UP_DOWN),
    (Name::same("Home End"), keys::HELP_HOME_END),
    (Name::same("Tab, Enter"), keys::HELP_TAB),
    (Name::same("Left Right"), keys::HELP_LEFT_RIGHT),
    (Name::same("Ctrl-A Ctrl-E"), keys::HELP_START_END),
    (Name::same("Ctrl-W"), keys::HELP_DELETE_WORD),
    (Name::same("Ctrl-U Ctrl-K"), keys::HELP_DELETE_ALL),
    (Name::same("Ctrl-N"), keys::HELP_NEXT_MARK),
    (Name::same("F2, Ctrl-F"), keys::HELP_ISSUES),
    (Name::same("F3, Ctrl-P"), keys::HELP_SOURCES),
    (Name::same("Ctrl-Y"), keys::HELP_COPY),
    (Name::same("Ctrl-O"), keys::HELP_OPEN),
    (Name::same("Ctrl-L"), keys::HELP_REDRAW),
    (Name::same("Ctrl-Z"), keys::HELP_SUSPEND),
    (Name::same("F1"), keys::HELP_HELP),
    (Name::same("Esc"), keys::HELP_ESCAPE),
    (Name::same("Esc Esc, Ctrl-Q"), keys::HELP_QUIT),
];

/// What `event` asks for; `None` where it asks for nothing.
pub(super) fn action(event: Event) -> Option<Action> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => of_key(key),
        Event::Paste(text) => Some(Action::Insert(text)),
        _ => None,
    }
}

fn of_key(key: KeyEvent) -> Option<Action> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    // AltGr comes as both, and types a character.
    if control && !key.modifiers.contains(KeyModifiers::ALT) {
        return match key.code {
            KeyCode::Char(letter) => of_control(letter.to_ascii_lowercase()),
            KeyCode::Backspace => Some(Action::Edit(Edit::DeleteWord)),
            KeyCode::Home => Some(Action::Edit(Edit::ToStart)),
            KeyCode::End => Some(Action::Edit(Edit::ToEnd)),
            _ => None,
        };
    }
    Some(match key.code {
        KeyCode::Char(c) => Action::Insert(c.to_string()),
        KeyCode::Backspace => Action::Edit(Edit::DeleteBack),
        KeyCode::Delete => Action::Edit(Edit::Delete),
        KeyCode::Left => Action::Edit(Edit::Left),
        KeyCode::Right => Action::Edit(Edit::Right),
        KeyCode::Up => Action::Move(Move::Up),
        KeyCode::Down => Action::Move(Move::Down),
        KeyCode::PageUp => Action::Move(Move::PageUp),
        KeyCode::PageDown => Action::Move(Move::PageDown),
        KeyCode::Home => Action::Move(Move::First),
        KeyCode::End => Action::Move(Move::Last),
        KeyCode::Tab | KeyCode::BackTab => Action::Switch,
        KeyCode::Enter => Action::Enter,
        KeyCode::Esc => Action::Escape,
        KeyCode::F(1) => Action::Help,
        KeyCode::F(2) => Action::Issues,
        KeyCode::F(3) => Action::Publishers,
        _ => return None,
    })
}

fn of_control(letter: char) -> Option<Action> {
    Some(match letter {
        'a' => Action::Edit(Edit::ToStart),
        'e' => Action::Edit(Edit::ToEnd),
        // What some terminals send for Backspace.
        'h' => Action::Edit(Edit::DeleteBack),
        'k' => Action::Edit(Edit::DeleteToEnd),
        'u' => Action::Edit(Edit::DeleteToStart),
        'w' => Action::Edit(Edit::DeleteWord),
        'f' => Action::Issues,
        'p' => Action::Publishers,
        'l' => Action::Redraw,
        'n' => Action::NextMark,
        'o' => Action::Open,
        'y' => Action::Copy,
        'z' => Action::Suspend,
        'c' | 'q' => Action::Quit,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<Action> {
        action(Event::Key(KeyEvent::new(code, modifiers)))
    }

    #[test]
    fn text_is_typed_and_letters_with_control_command() {
        let typed = key(KeyCode::Char('한'), KeyModifiers::NONE);
        assert_eq!(typed, Some(Action::Insert("한".to_owned())));
        let upper = key(KeyCode::Char('F'), KeyModifiers::SHIFT);
        assert_eq!(upper, Some(Action::Insert("F".to_owned())));
        let issues = key(KeyCode::Char('f'), KeyModifiers::CONTROL);
        assert_eq!(issues, Some(Action::Issues));
        let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        let typed = key(KeyCode::Char('@'), alt_gr);
        assert_eq!(typed, Some(Action::Insert("@".to_owned())));
    }

    #[test]
    fn a_key_that_is_let_go_asks_for_nothing() {
        let mut released = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        released.kind = KeyEventKind::Release;
        assert_eq!(action(Event::Key(released)), None);
    }
}
