//! What is said of records from elsewhere: JSON, tables, feeds.

use crate::language::particles::*;

messages! {
    item_not_closed_cut() =>
        "the item is not closed; the file may be cut",
        "항목이 닫히지 않았습니다. 파일이 잘렸을 수 있습니다";
    item_not_closed() =>
        "the item is not closed",
        "항목이 닫히지 않았습니다";
    field_not_closed(field) =>
        "`{field}` is not closed in this item",
        "이 항목의 `{field}`{이} 닫히지 않았습니다";
    no_xml(error) =>
        "this is no XML ({error})",
        "XML이 아닙니다({error})";
    no_feed(root) =>
        "this XML is no feed: its root is `{root}`, and that of RSS and Atom `rss`, `feed` or `RDF`; move it out of the corpus folder",
        "이 XML은 피드가 아닙니다. 뿌리 요소가 `{root}`인데 RSS와 Atom은 `rss`, `feed`, `RDF`입니다. 말뭉치 폴더 밖으로 옮기십시오";
    other_list(other) =>
        "the list `{other}` is not read; there is a longer one",
        "목록 `{other}`{은} 더 긴 목록이 있어 읽지 않습니다";
    list_empty(list) =>
        "the list `{list}` is empty, so there is no article in this file; get it again, or move it out of the corpus folder",
        "목록 `{list}`{이} 비어 있어 이 파일에 기사가 없습니다. 다시 받거나 말뭉치 폴더 밖으로 옮기십시오";
    rest_no_json() =>
        "what follows is not read: too much of it is no JSON; mend the file",
        "그 뒤는 읽지 않습니다. JSON이 아닌 것이 너무 많습니다. 파일을 고치십시오";
    half_surrogate() =>
        "half of a pair of surrogates is no character; it is read as U+FFFD",
        "서러게이트 쌍의 반쪽은 문자가 아니어서 U+FFFD로 읽습니다";
    citation_empty() =>
        "a citation is empty; give it a `publisher`, a `title` or a `url`, or leave it out",
        "출처가 비어 있습니다. `publisher`나 `title`, `url`을 넣거나 빼십시오";
    no_string(name) =>
        "the `{name}` is no string; write it in quotes",
        "`{name}`{이} 문자열이 아닙니다. 따옴표 안에 쓰십시오";
    neither_title_nor_body() =>
        "the article has neither a `title` nor a `body`; add them as strings",
        "기사에 `title`도 `body`도 없습니다. 문자열로 넣으십시오";
    date_of_article() =>
        "the article's date",
        "기사의 날짜";
    no_string_or_number(name) =>
        "the `{name}` is neither a string nor a number",
        "`{name}`{이} 문자열도 수도 아닙니다";
    id_cannot_be_typed(name, id) =>
        "the `{name}` {id} cannot be typed as it is seen: it is empty, or it holds a control character or a space that is not alone between two others; use letters, digits and signs",
        "`{name}` {id}{을} 보이는 대로 입력할 수 없습니다. 비어 있거나, 제어 문자가 있거나, 두 글자 사이의 하나가 아닌 빈칸이 있습니다. 글자와 숫자, 기호를 쓰십시오";
    no_string_or_list(name) =>
        "the `{name}` is neither a string nor a list of strings",
        "`{name}`{이} 문자열도 문자열의 목록도 아닙니다";
    no_list(name) =>
        "the `{name}` are no list; write `[…]`",
        "`{name}`{이} 목록이 아닙니다. `[…]`로 쓰십시오";
    citation_no_string(name) =>
        "a citation's `{name}` is no string",
        "출처의 `{name}`{이} 문자열이 아닙니다";
    citation_no_object() =>
        "a citation is neither a string nor an object",
        "출처가 문자열도 객체도 아닙니다";
    date_no_string(what) =>
        "{what} is no string; write \"2024-05-01\"",
        "{what}{이} 문자열이 아닙니다. \"2024-05-01\"처럼 쓰십시오";
    date_no_day(what, text) =>
        "{what} {text} is no day of the calendar; it is kept without a date",
        "{what} {text}{이} 달력에 없습니다. 날짜 없이 둡니다";
    id_twice(id, first) =>
        "the id {id} already stands on line {first}; give each article an id of its own",
        "ID {id}{이} {first}번째 줄에 이미 있습니다. 기사마다 다른 ID를 주십시오";
    title_empty() =>
        "the title is empty; the first sentence of the text stands in for it",
        "제목이 비어 있습니다. 글의 첫 문장을 제목으로 씁니다";
    list_not_closed() =>
        "nothing closes the list of records, so the file is cut here or still being written; get it again: until then it keeps the articles that it had",
        "레코드의 목록이 닫히지 않았습니다. 파일이 잘렸거나 아직 쓰는 중입니다. 다시 받으십시오. 그때까지 전에 있던 기사를 둡니다";
    no_record() =>
        "there is no record in this file; move it out of the corpus folder",
        "이 파일에 레코드가 없습니다. 말뭉치 폴더 밖으로 옮기십시오";
    without_title(articles) =>
        "without a title: {articles}; the first sentence of the text stands in",
        "제목이 없는 기사: {articles}. 글의 첫 문장을 제목으로 씁니다";
    no_object() =>
        "this is no JSON object; write `{\"id\": …, \"title\": …, \"body\": …}`",
        "JSON 객체가 아닙니다. `{\"id\": …, \"title\": …, \"body\": …}`처럼 쓰십시오";
    no_json(what, column) =>
        "this is no JSON ({what}, at byte {column})",
        "JSON이 아닙니다({what}, {column}번째 바이트)";
    no_json_below(what, column, line) =>
        "this is no JSON ({what}, at byte {column} of the line {line} below)",
        "JSON이 아닙니다({what}, 아래 {line}번째 줄의 {column}번째 바이트)";
    write_whole_objects(message) =>
        "{message}; write whole objects",
        "{message}. 객체 전체를 쓰십시오";
    too_many_entries(most) =>
        "a list has more than {most} entries; cut the article into several",
        "목록의 항목이 {most}개를 넘습니다. 기사를 여럿으로 나누십시오";
    key_twice(key) =>
        "`{key}` is given twice in one object; keep one of them",
        "한 객체에 `{key}`{이} 두 번 있습니다. 하나만 두십시오";
    no_header() =>
        "no row names the columns; write a header such as `title,date,body` above the rows",
        "열의 이름이 있는 행이 없습니다. 행들 위에 `title,date,body`와 같은 머리글을 쓰십시오";
    quotes_open() =>
        "what follows is not read: too many quotes are not closed; mend the file",
        "그 뒤는 읽지 않습니다. 닫히지 않은 따옴표가 너무 많습니다. 파일을 고치십시오";
    quote_open() =>
        "a quote of this row is not closed; close it",
        "이 행의 따옴표가 닫히지 않았습니다. 닫으십시오";
    too_many_cells() =>
        "the row has more cells than are read; cut it",
        "행의 칸이 읽을 수 있는 것보다 많습니다. 나누십시오";
    cells_and_names(cells, names) =>
        "the row has {cells} and the header {names}; put cells with a sign that parts cells, or with a line's end, into quotes",
        "행은 {cells}인데 머리글은 {names}칸입니다. 칸을 가르는 기호나 줄바꿈이 든 칸은 따옴표 안에 쓰십시오";
    not_taken(names) =>
        "not taken: {names}",
        "쓰지 않은 필드: {names}";
    not_taken_more(names, more) =>
        "not taken: {names} and {more} more",
        "쓰지 않은 필드: {names} 외 {more}개";
    one_not_told() =>
        "not told: 1 more message, the last of this line",
        "알리지 않은 것이 1건 더 있으며, 이 줄에 관한 것입니다";
    not_told(count) =>
        "not told: {count} more messages, the last of this line",
        "알리지 않은 것이 {count}건 더 있으며, 마지막은 이 줄에 관한 것입니다";
    date_of_citation() =>
        "a citation's date",
        "출처의 날짜";
}
