//! What is said of queries and searches.

use crate::language::particles::*;

messages! {
    ask_for_less() =>
        "ask for less at once, such as longer beginnings before `*` or fewer `OR`",
        "`*` 앞을 더 길게 쓰거나 `OR`를 줄이는 등, 한 번에 덜 물으십시오";
    took_too_long(seconds, less) =>
        "the search took longer than {seconds} s and was stopped; {less}",
        "검색이 {seconds}초보다 오래 걸려 멈췄습니다. {less}";
    took_too_much(mebibytes, less) =>
        "the search needs more than {mebibytes} MiB of memory and was stopped; {less}",
        "검색에 {mebibytes} MiB보다 많은 메모리가 필요해 멈췄습니다. {less}";
    batch_no_utf8(at) =>
        "byte {at} is not UTF-8; convert the queries to UTF-8",
        "{at}번째 바이트가 UTF-8이 아닙니다. 질의를 UTF-8로 바꾸십시오";
    batch_no_json(error, form) =>
        "is not JSON ({error}); {form}",
        "JSON이 아닙니다({error}). {form}";
    batch_no_text(form) =>
        "has no `text` that is a string; {form}",
        "문자열인 `text`가 없습니다. {form}";
    batch_bad_qid(form) =>
        "has a `qid` that is no string or number; {form}",
        "`qid`가 문자열도 수도 아닙니다. {form}";
    query_too_long(chars, most) =>
        "the query is {chars} characters long, and {most} are the most that can be searched for at once; ask for less",
        "질의가 {chars}자인데, 한 번에 {most}자까지 검색할 수 있습니다. 줄이십시오";
    too_many_expansions(word, most) =>
        "with “{word}” the prefixes and tildes of the query stand for more than {most} words, which are the most; write longer beginnings, or fewer of them",
        "“{word}”까지 합하면 질의의 *와 ~가 뜻하는 낱말이 최대 개수인 {most}개를 넘습니다. 앞부분을 더 길게 쓰거나 개수를 줄이십시오";
    synonym_empty() =>
        "a member of the group is empty; write 엔비디아 = NVIDIA",
        "묶음에 빈 낱말이 있습니다. 엔비디아 = NVIDIA처럼 쓰십시오";
    synonym_no_letters(member) =>
        "“{member}” holds nothing that can be searched for",
        "“{member}”에 검색할 글자가 없습니다";
    synonym_alone(group) =>
        "“{group}” stands alone; write what it is equal to, as 엔비디아 = NVIDIA",
        "“{group}”{이} 홀로 있습니다. 엔비디아 = NVIDIA처럼 같은 낱말을 쓰십시오";
    date_not_in_calendar() =>
        "is a date that the calendar does not have",
        "달력에 없는 날짜입니다";
    no_date() =>
        "is no date",
        "날짜가 아닙니다";
    names_no_day() =>
        "names no day",
        "날을 적지 않았습니다";
    ends_before() =>
        "ends before it begins",
        "시작보다 먼저 끝납니다";
    write_period() =>
        "write a day, a month, a year or a range, as 2024-03-15, 2024-04, 2024, 2024-03-15.. or ..2024-04-01",
        "2024-03-15, 2024-04, 2024, 2024-03-15.., ..2024-04-01처럼 날이나 달, 해, 기간을 쓰십시오";
    write_issue() =>
        "write an issue or a range of them, as 2024-05, 2024 or 2024-01..2024-06",
        "2024-05, 2024, 2024-01..2024-06처럼 호나 그 범위를 쓰십시오";
    names_day() =>
        "names a day, and issues are months",
        "날을 적었는데 호는 달 단위입니다";
    no_kind() =>
        "is no kind of document",
        "문서의 종류가 아닙니다";
    write_kind() =>
        "write article (기사) or event (행사)",
        "article(기사)이나 event(행사)를 쓰십시오";
    too_many_clauses(most) =>
        "is more than the {most} clauses that a query may have",
        "질의에 쓸 수 있는 절 {most}개를 넘습니다";
    what_clauses_are() =>
        "each phrase, pair of brackets, field, `-`, `*`, `~` and `OR` makes one; ask for less at once, or leave the signs out: plain words are not counted",
        "구, 괄호, 필드, `-`, `*`, `~`, `OR`가 절 하나씩입니다. 한 번에 덜 묻거나 기호를 빼십시오. 낱말만 쓴 것은 세지 않습니다";
    too_deep(depth) =>
        "lies in {depth} brackets, and more within each other are not read",
        "괄호 {depth}겹 안에 있습니다. 더 겹친 괄호는 읽지 않습니다";
    leave_brackets() =>
        "leave out the brackets that are not needed",
        "필요 없는 괄호를 빼십시오";
    no_search() =>
        "the index cannot be searched",
        "색인을 검색할 수 없습니다";
    no_title() =>
        "a document has no title",
        "문서에 제목이 없습니다";
    syntax_error(column, part, message, hint) =>
        "character {column} of the query: “{part}” {message}; {hint}",
        "질의의 {column}번째 글자: “{part}”{은} {message}. {hint}";
    write_earlier_first() =>
        "write the earlier date first",
        "이른 날짜를 먼저 쓰십시오";
    batch_form() =>
        "write {\"qid\":\"1\",\"text\":\"레드팀\"}, or the text alone",
        "{\"qid\":\"1\",\"text\":\"레드팀\"}처럼 쓰거나 질의만 쓰십시오";
}
