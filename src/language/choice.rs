//! Which language is chosen where nobody names one: by the locale, as gettext reads it.

use super::Language;

/// The variables of the locale, the first that is set first. What is behind them all, `LANGUAGE`,
/// lists languages by preference.
pub const VARIABLES: [&str; 4] = ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"];

/// The language of a locale, and the variable that tells it; `None` where none does.
///
/// `LC_ALL` comes before `LC_MESSAGES`, and that before `LANG`; empty is unset. Where the locale
/// that they name is a language's, `LANGUAGE` comes before it, and the first of its languages
/// that every message is in counts. What is neither is answered in English.
pub fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Option<(Language, &'static str)> {
    let [.., list] = VARIABLES;
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let locales = VARIABLES.iter().take(3);
    let (name, locale) = locales
        .filter_map(|name| Some((*name, set(name)?)))
        .next()?;
    if is_nobodys(&locale) {
        return Some((Language::English, name));
    }
    let Some(languages) = set(list) else {
        return Some((of_name(&locale).unwrap_or_default(), name));
    };
    let chosen = languages.split(':').find_map(of_name);
    Some((chosen.unwrap_or_default(), list))
}

/// Whether a locale is that of programs: `C`, `C.UTF-8`, `POSIX`.
fn is_nobodys(locale: &str) -> bool {
    let name = locale.split(['.', '@']).next().unwrap_or_default();
    matches!(name, "C" | "POSIX")
}

/// The language of a locale's name: `ko`, `ko_KR.UTF-8`, `en_GB`.
fn of_name(locale: &str) -> Option<Language> {
    if is_nobodys(locale) {
        return Some(Language::English);
    }
    let language = locale.split(['_', '-', '.', '@']).next()?;
    Language::from_code(&language.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(variables: &[(&str, &str)]) -> Option<(Language, &'static str)> {
        of_locale(|name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn locales_are_read_as_gettext_reads_them() {
        use Language::{English, Korean};
        for (variables, expected) in [
            (&[][..], None),
            (&[("LANG", "ko_KR.UTF-8")], Some((Korean, "LANG"))),
            (&[("LANG", "ko")], Some((Korean, "LANG"))),
            (&[("LANG", "KO-kr")], Some((Korean, "LANG"))),
            (&[("LANG", "ko_KR.eucKR@x")], Some((Korean, "LANG"))),
            (&[("LANG", "kok_IN")], Some((English, "LANG"))),
            (&[("LANG", "de_DE.UTF-8")], Some((English, "LANG"))),
            (&[("LC_ALL", ""), ("LANG", "ko")], Some((Korean, "LANG"))),
            (
                &[("LC_ALL", "C.UTF-8"), ("LANG", "ko")],
                Some((English, "LC_ALL")),
            ),
            (
                &[("LC_MESSAGES", "ko_KR"), ("LANG", "en_US")],
                Some((Korean, "LC_MESSAGES")),
            ),
            (
                &[("LC_ALL", "en_US"), ("LC_MESSAGES", "ko_KR")],
                Some((English, "LC_ALL")),
            ),
            (
                &[("LANG", "en_US"), ("LANGUAGE", "fr:ko:en")],
                Some((Korean, "LANGUAGE")),
            ),
            (
                &[("LANG", "ko_KR"), ("LANGUAGE", "fr:de")],
                Some((English, "LANGUAGE")),
            ),
            (
                &[("LANG", "ko_KR"), ("LANGUAGE", "")],
                Some((Korean, "LANG")),
            ),
            // Without a language's locale the list counts for nothing.
            (&[("LANGUAGE", "ko")], None),
            (
                &[("LC_ALL", "C"), ("LANGUAGE", "ko")],
                Some((English, "LC_ALL")),
            ),
            (
                &[("LANG", "POSIX"), ("LANGUAGE", "ko")],
                Some((English, "LANG")),
            ),
        ] {
            assert_eq!(chosen(variables), expected, "{variables:?}");
        }
    }
}
