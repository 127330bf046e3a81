//! What parts, columns and keys are called, in English and Korean.

use super::Name;

/// A name each: the English and the Korean text.
macro_rules! names {
    ($($id:ident => $english:literal, $korean:literal;)*) => {
        $(
            #[doc = $english]
            pub(crate) const $id: Name = Name::new($english, $korean);
        )*

        #[cfg(test)]
        pub(in crate::language) const NAMES: &[(&str, Name)] = &[$((stringify!($id), $id)),*];
    };
}

/// Every name, for the test of the catalogue.
#[cfg(test)]
pub(in crate::language) const ALL: &[&[(&str, Name)]] = &[
    tables::NAMES,
    columns::NAMES,
    parts::NAMES,
    findings::NAMES,
    keys::NAMES,
    tokens::NAMES,
    file_formats::NAMES,
    sections::NAMES,
    fields::NAMES,
    states::NAMES,
];

/// What tables are called: the English is the field of JSON, too.
pub(crate) mod tables {
    use super::Name;

    names! {
        ALERTS => "alerts", "알림";
        CANDIDATES => "candidates", "후보 낱말";
        DOCUMENTS => "documents", "문서";
        EVENTS => "events", "행사";
        FACETS => "facets", "기준별 건수";
        FILES => "files", "파일";
        FINDINGS => "findings", "점검 결과";
        GENERATIONS => "generations", "세대";
        HITS => "hits", "결과";
        ISSUES => "issues", "호";
        LINES => "lines", "원문";
        MONTHS => "months", "달별 기사";
        NEWS => "news", "새 글";
        PARTS => "parts", "부분";
        RELATED => "related", "비슷한 기사";
        SETTINGS => "settings", "설정";
        SOURCES => "sources", "출처";
        TOKENS => "tokens", "토큰";
        WORKS => "works", "인용한 글";
    }
}

/// The headings of columns, in lower case as a table has them.
pub(crate) mod columns {
    use super::Name;

    /// What is called alike in both.
    pub(crate) const ID: Name = Name::same("ID");

    names! {
        ADDRESS => "address", "주소";
        ADVICE => "what to do", "할 일";
        ALERT => "alert", "알림";
        ALL_ARTICLES => "all articles", "모든 기사";
        ARTICLE_TITLES => "article titles", "기사 제목";
        ARTICLES => "articles", "기사";
        AT => "at", "위치";
        BYTES => "bytes", "바이트";
        CITATIONS => "citations", "인용";
        COHESION => "cohesion", "응집";
        COPY_OF => "copy of", "원본";
        COUNT => "count", "건수";
        DATE => "date", "날짜";
        DATE_FROM => "date from", "날짜 근거";
        DATE_PRECISION => "date precision", "날짜 정밀도";
        EVENT => "event", "행사";
        EVENTS => "events", "행사";
        EXAMPLE => "example", "보기";
        FACET => "facet", "기준";
        FILE => "file", "파일";
        FILES => "files", "파일";
        FIRST => "first", "처음";
        FIRST_DATE => "first date", "첫 날짜";
        FIRST_DAY => "first day", "첫날";
        FOUND => "found", "내용";
        FROM => "from", "정한 곳";
        GENERATION => "generation", "세대";
        HOMEPAGE => "homepage", "홈페이지";
        IN_DICTIONARY => "in the dictionary", "사전에 있음";
        ISSUE => "issue", "호";
        KIND => "kind", "종류";
        KNOWN_DATE => "known date", "알려진 날짜";
        LAST => "last", "마지막";
        LAST_DATE => "last date", "끝 날짜";
        LAST_DAY => "last day", "끝날";
        LAST_TOKEN => "end", "끝";
        LEFT_ENTROPY => "left (bits)", "왼쪽(비트)";
        LINE => "line", "줄";
        MEANT => "taken for other words", "다른 낱말이었다면";
        MISSING => "missing words", "없는 낱말";
        MONTH => "month", "달";
        ORIGINAL => "original", "원문";
        OTHER_SPELLINGS => "other spellings", "다른 표기";
        PAGE => "page", "쪽";
        PART => "part", "부분";
        PASSAGES => "passages", "본문";
        PERIOD => "period", "기간";
        PLACE => "place", "장소";
        PRESENT_CUT => "at present", "지금은";
        PUBLISHER => "publisher", "출처";
        QUERY => "query", "질의";
        RANK => "rank", "순위";
        RIGHT_ENTROPY => "right (bits)", "오른쪽(비트)";
        ROLE => "role", "구실";
        SCORE => "score", "점수";
        SETTING => "setting", "설정";
        SHARED_WORDS => "shared words", "함께 쓴 낱말";
        SIMILARITY => "likeness (%)", "닮음(%)";
        SOURCES => "sources", "출처";
        STALE => "stale", "묵은 것";
        START => "start", "처음";
        STATE => "state", "상태";
        STATUS => "status", "상태";
        TEXT => "text", "글";
        TIMES => "times", "번";
        TITLE => "title", "제목";
        TOKEN => "token", "토큰";
        VALUE => "value", "값";
        WARNINGS => "warnings", "경고";
        WAS => "was", "옛 이름";
        WHAT => "what", "대상";
        WHOLE => "whole", "온전함";
        WORD => "word", "낱말";
    }
}

/// Labels of parts and counts, as they stand over or before a text.
pub(crate) mod parts {
    use super::Name;

    names! {
        ALL => "All", "전체";
        BODY => "Body", "본문";
        CAPTION => "Caption", "그림";
        DESCRIPTION => "Description", "행사 개요";
        EVENT_DETAILS => "Period, place, homepage", "기간·장소·홈페이지";
        ERROR => "error", "오류";
        FIGURE => "Figure", "그림";
        FOOTNOTE => "Footnote", "각주";
        HEADING => "Heading", "소제목";
        HOMEPAGE => "Homepage", "홈페이지";
        ISSUES => "Issues", "호";
        MONTHS => "Months", "월";
        OF_ISSUE => "issue", "호";
        PERIOD => "Period", "기간";
        PLACE => "Place", "장소";
        SOURCES => "Sources", "출처";
        SUMMARY => "Summary", "요약";
        YEARS => "Years", "연도";
        ADDRESSES => "Addresses", "주소";
        SEARCH => "Search", "검색";
        KEYS => "Keys", "단축키";
        SHARED_WORDS => "Shared words", "함께 쓴 낱말";
        ALERTS => "Alerts", "알림";
    }
}

/// What `digest doctor` looks at.
pub(crate) mod findings {
    use super::Name;

    names! {
        CONFIGURATION => "configuration", "설정 파일";
        CORPUS => "corpus", "말뭉치";
        DIGEST_FILES => "digest files", "다이제스트 파일";
        FOLDERS => "folders", "폴더";
        INDEX => "index", "색인";
        LANGUAGE => "language", "언어";
        LETTERS => "letters", "글자";
        LOCALE => "locale", "로캘";
        OPENER => "opener", "여는 프로그램";
        PAGER => "pager", "페이저";
        PDF_READER => "second PDF reader", "두 번째 PDF 읽기";
        PROGRAM => "program", "프로그램";
    }
}

/// Keys of `digest browse`, each with what it does, as the last line of the screen has them.
pub(crate) mod keys {
    use super::Name;

    names! {
        ARTICLE => "Tab article", "Tab 기사";
        BACK => "Esc back", "Esc 뒤로";
        CLOSE => "Esc close", "Esc 닫기";
        COPY => "^Y copy", "^Y 복사";
        HITS => "Tab hits", "Tab 결과";
        ISSUES => "F2 issues", "F2 호";
        KEYS => "F1 keys", "F1 단축키";
        MARK => "^N mark", "^N 표시";
        OPEN => "^O open", "^O 열기";
        OPEN_ADDRESS => "Enter open", "Enter 열기";
        QUIT => "^Q quit", "^Q 끝내기";
        SCROLL => "Up Down scroll", "Up Down 넘기기";
        SEVERAL => "Space several", "Space 여럿";
        SOURCES => "F3 sources", "F3 출처";
        TAKE => "Enter take", "Enter 선택";
        ANY_TEXT => "any text", "아무 글";
        HELP_ANY_TEXT => "search; hits change at each key", "검색. 글쇠마다 결과가 바뀜";
        HELP_UP_DOWN => "through hits, or the article", "결과나 기사를 위아래로";
        HELP_HOME_END => "to the first and the last of them", "그 처음과 끝으로";
        HELP_TAB => "to the article, Tab back to hits", "기사로, 다시 Tab이면 결과로";
        HELP_LEFT_RIGHT => "in the query; of the article: hits", "질의 안에서. 기사에서는 결과로";
        HELP_START_END => "to the start and end of the query", "질의의 처음과 끝으로";
        HELP_DELETE_WORD => "delete the word before the cursor", "커서 앞 낱말 지우기";
        HELP_DELETE_ALL => "delete all before, all behind it", "커서 앞을 모두, 뒤를 모두 지우기";
        HELP_NEXT_MARK => "to the next mark in the article", "기사의 다음 표시로";
        HELP_ISSUES => "choose issues", "호 고르기";
        HELP_SOURCES => "choose publishers", "출처 고르기";
        HELP_COPY => "copy the citation (by OSC 52)", "인용 복사(OSC 52)";
        HELP_OPEN => "open the source in the browser", "출처를 브라우저에서 열기";
        HELP_REDRAW => "draw the screen anew", "화면 다시 그리기";
        HELP_SUSPEND => "suspend; fg comes back", "멈춤. fg로 돌아옴";
        HELP_HELP => "this help", "이 도움말";
        HELP_ESCAPE => "close; clear query and choices", "닫기. 질의와 고른 것 지우기";
        HELP_QUIT => "quit, as Ctrl-C does", "끝내기(Ctrl-C도 같음)";
    }
}

/// What `digest analyze` tells of tokens and morphemes.
pub(crate) mod tokens {
    use super::Name;

    names! {
        ADJECTIVE => "modifier", "수식언";
        AFFIX => "affix", "접사";
        AUXILIARY => "auxiliary", "보조용언";
        CONJUNCTION => "conjunctive adverb", "접속부사";
        COPULA => "copula", "긍정지정사";
        DICTIONARY => "dictionary", "사전";
        ENDING => "ending", "어미";
        MARK => "mark", "기호";
        NONE => "nowhere", "없음";
        NORMAL_FORM => "normal form", "정규형";
        NOT_IN_DICTIONARY => "not in the dictionary", "사전에 없음";
        NOUN => "noun", "명사";
        NUMBERS => "numbers and dates", "수와 날짜";
        OTHER_SPELLING => "other spelling", "다른 표기";
        PARTICLE => "particle", "조사";
        PLURAL => "plural suffix", "복수 접미사";
        READINGS => "words by letters (~ verbs)", "글자로 읽은 낱말 (~ 용언)";
        SAME_MEANING => "synonym", "같은 말";
        SOUGHT => "words to search for", "검색할 낱말";
        STAND_IN => "bound noun, pronoun", "의존명사·대명사";
        STEMS => "stems", "어간";
        TERMS => "terms", "용어";
        TERMS_OF_FILES => "the program's terms and terms.txt (the index is not used)", "프로그램의 용어와 terms.txt (색인을 쓰지 않음)";
        TERMS_OF_INDEX => "those the index was built with", "색인을 만들 때의 용어";
        TOKENS => "tokens", "토큰";
        VALUE => "value", "값";
        VERB => "verb", "용언";
        VERB_SUFFIX => "verb suffix", "용언 파생 접미사";
    }
}

/// Formats of digest files, and what such files are told by.
pub(crate) mod file_formats {
    use super::Name;

    names! {
        BULLETS => "bullets under headings (`n `, `£`)", "소제목 아래의 글머리표(`n `, `£`)";
        FEEDS => "RSS and Atom", "RSS와 Atom";
        HTML_TAGS => "tags of HTML (`<html>`)", "HTML 태그(`<html>`)";
        MARKDOWN_HEADINGS => "headings of Markdown (`## `)", "Markdown 제목(`## `)";
        PUBLICATION => "the publication's layout", "간행물의 조판";
        SOURCES => "sources (`☞ 출처 :`)", "출처(`☞ 출처 :`)";
    }
}

/// The headings of a manual page.
pub(crate) mod sections {
    use super::Name;

    names! {
        ENVIRONMENT => "ENVIRONMENT", "환경 변수";
        EXAMPLES => "EXAMPLES", "보기";
        EXIT_STATUS => "EXIT STATUS", "종료 코드";
        FILES => "FILES", "파일";
        SEE_ALSO => "SEE ALSO", "함께 보기";
        DESCRIPTION => "DESCRIPTION", "설명";
        NAME => "NAME", "이름";
        OPTIONS => "OPTIONS", "옵션";
        SUBCOMMANDS => "SUBCOMMANDS", "명령";
        SYNOPSIS => "SYNOPSIS", "개요";
    }
}

/// Fields of the index, what queries name of documents, and views of texts. The English is what
/// programs read and write, and what a field is called in the index.
pub(crate) mod fields {
    use super::Name;

    names! {
        BODY => "body", "본문";
        CITATIONS => "citations", "출처";
        EVENT => "event", "행사 정보";
        FOOTNOTES => "footnotes", "각주";
        HEADINGS => "headings", "소제목";
        MORPHEMES => "morphemes", "형태소";
        NUMBERS => "numbers", "수";
        READINGS => "readings", "글자";
        SOURCE => "source", "출처";
        STEMS => "stems", "어간";
        SUMMARY => "summary", "요약";
        TEXT => "text", "글";
        TITLE => "title", "제목";
    }
}

/// What a thing is and what became of it, as a cell of a table tells it.
pub(crate) mod states {
    use super::Name;

    names! {
        ADDED => "added", "추가";
        ARTICLE => "article", "기사";
        BAD => "bad", "나쁨";
        DEFAULT => "default", "기본값";
        ENVIRONMENT => "environment", "환경 변수";
        EVENT => "event", "행사";
        FAILED => "failed", "실패";
        FALSE => "false", "아니요";
        FILE => "file", "파일";
        FINISHING => "finishing", "마무리 중";
        FLAG => "flag", "옵션";
        GOOD => "good", "좋음";
        HIDDEN => "hidden", "숨김";
        LEFT_OVER => "left-over", "편집기가 남긴 것";
        LOOK => "look", "확인";
        LOOKING_FOR_CHANGES => "looking for changes", "바뀐 것을 찾는 중";
        REMOVED => "removed", "제거";
        RENAMED => "renamed", "이름 변경";
        REPLACED => "replaced", "변경";
        TRUE => "true", "예";
        UNCHANGED => "unchanged", "그대로";
        VERIFYING => "verifying", "확인 중";
    }
}
