//! The numbers by which digest files are ordered in the index.
//!
//! Equal hits are ordered by the place of their digest file. A file keeps its number as
//! long as it is there, since the documents of an unchanged file are not written again;
//! a new one gets a number between its neighbours'.

use std::collections::HashMap;

/// How far apart numbers are at first: so large a gap takes 40 files, each before the
/// one that came before it, and behind the last there is room for 16 million.
const GAP: u64 = 1 << 40;

/// The numbers of files with these names, which are in order, given those that some of
/// them have. `None` where no number is left between two: then all get new ones.
pub(super) fn places(names: &[&str], known: &HashMap<&str, u64>) -> Option<Vec<u64>> {
    let mut places = Vec::with_capacity(names.len());
    let mut at = 0;
    let mut last = 0;
    while at < names.len() {
        if let Some(place) = known.get(names[at]) {
            if *place <= last {
                return None;
            }
            last = *place;
            places.push(last);
            at += 1;
            continue;
        }
        let new = names[at..]
            .iter()
            .take_while(|name| !known.contains_key(*name));
        let count = new.count() as u64;
        let next = names.get(at + count as usize).map(|name| known[name]);
        let step = match next {
            Some(next) => next.checked_sub(last)? / (count + 1),
            None => GAP,
        };
        if step == 0 {
            return None;
        }
        for _ in 0..count {
            last = last.checked_add(step)?;
            places.push(last);
            at += 1;
        }
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places_of(names: &[&str], known: &[(&str, u64)]) -> Option<Vec<u64>> {
        places(names, &known.iter().copied().collect())
    }

    #[test]
    fn new_files_come_between_and_behind() {
        assert_eq!(places_of(&["a", "b"], &[]), Some(vec![GAP, 2 * GAP]));
        let known = [("b", 10), ("d", 40)];
        assert_eq!(
            places_of(&["a", "b", "c", "c2", "d", "e"], &known),
            Some(vec![5, 10, 20, 30, 40, 40 + GAP])
        );
    }

    #[test]
    fn without_room_all_are_numbered_anew() {
        assert_eq!(places_of(&["a", "b", "c"], &[("a", 1), ("c", 2)]), None);
        assert_eq!(places_of(&["a", "b"], &[("a", 2), ("b", 1)]), None);
        assert_eq!(places_of(&["a", "b"], &[("a", u64::MAX)]), None);
    }

    #[test]
    fn forty_files_fit_each_before_the_last() {
        let mut known: Vec<(String, u64)> = vec![("z".to_owned(), GAP)];
        for number in (10..50).rev() {
            let name = format!("a{number}");
            let mut names: Vec<&str> = known.iter().map(|(name, _)| name.as_str()).collect();
            names.push(&name);
            names.sort_unstable();
            let map = known
                .iter()
                .map(|(name, at)| (name.as_str(), *at))
                .collect();
            let Some(found) = places(&names, &map) else {
                assert_eq!(known.len(), 41);
                return;
            };
            assert!(found.is_sorted_by(|a, b| a < b));
            let place = found[0];
            known.push((name, place));
        }
        assert_eq!(known.len(), 41);
    }
}
