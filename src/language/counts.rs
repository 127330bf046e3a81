//! Counts of things, in the number that fits: `1 article`, `2 articles`, `기사 2건`.

use super::Message;

macro_rules! counts {
    ($($id:ident($count:ident) => $one:literal, $korean:literal;)*) => {
        $(
            #[doc = concat!("So many of this: ", $one, ".")]
            pub(crate) fn $id($count: u64) -> Message {
                Message::of(|| counted($count, $one), || format!($korean))
            }
        )*
    };
}

counts! {
    alerts(count) => "alert", "알림 {count}개";
    articles(count) => "article", "기사 {count}건";
    canaries(count) => "canary", "점검 질의 {count}개";
    citations(count) => "citation", "출처 {count}건";
    digest_files(count) => "digest file", "다이제스트 파일 {count}개";
    documents(count) => "document", "문서 {count}건";
    events(count) => "event", "행사 {count}건";
    files(count) => "file", "파일 {count}개";
    hits(count) => "hit", "{count}건";
    more_terms(count) => "more term", "다른 낱말 {count}개";
    new_words(count) => "new word", "새 낱말 후보 {count}개";
    others(count) => "other", "{count}곳";
    issues(count) => "issue", "호 {count}개";
    lines(count) => "line", "{count}줄";
    times_cited(count) => "citation", "인용 {count}건";
    cells(count) => "cell", "{count}칸";
    pages(count) => "page", "{count}쪽";
    places(count) => "place", "{count}곳";
    queries(count) => "query", "질의 {count}개";
    times(count) => "time", "{count}번";
}

/// So many of what `one` names: `1 article`, `2 articles`, `0 canaries`.
fn counted(count: u64, one: &str) -> String {
    match (count, one.strip_suffix('y')) {
        (1, _) => format!("1 {one}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {one}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_no_plural() {
        assert_eq!(counted(0, "issue"), "0 issues");
        assert_eq!(counted(1, "issue"), "1 issue");
        assert_eq!(counted(21, "issue"), "21 issues");
        assert_eq!(counted(1, "canary"), "1 canary");
        assert_eq!(counted(2, "canary"), "2 canaries");
    }
}
