//! What is said of the text of issues of the publication.

use crate::language::particles::*;

messages! {
    article_without_sources(ordinal) =>
        "article {ordinal} names no sources; check where it ends",
        "{ordinal}번째 기사에 출처가 없습니다. 기사가 끝나는 곳을 확인하십시오";
    event_without_days(ordinal) =>
        "event {ordinal} has no days; check the lines of its entry",
        "{ordinal}번째 행사에 날짜가 없습니다. 그 항목의 줄을 확인하십시오";
    event_days_not_in_calendar(printed) =>
        "the event's days {printed} are none of the calendar; it is kept without them",
        "행사의 날짜 {printed}{이} 달력에 없습니다. 날짜 없이 둡니다";
    line_fits_nowhere() =>
        "this line fits nowhere in the table of events; it is kept as text",
        "이 줄은 행사 표의 어디에도 맞지 않습니다. 글로 둡니다";
    rest_of_place(text) =>
        "`{text}` was taken for the rest of the event's place; check it",
        "`{text}`{을} 행사 장소의 나머지로 보았습니다. 확인하십시오";
    event_name_taken(name) =>
        "the event's name was taken to be {name}; check it",
        "행사의 이름을 {name}{으로} 보았습니다. 확인하십시오";
    event_without_name() =>
        "no name was found for this event; it is kept without one",
        "이 행사의 이름을 찾지 못했습니다. 이름 없이 둡니다";
    month_not_sure() =>
        "the month of this event's days is not sure; check it",
        "이 행사의 달이 확실하지 않습니다. 확인하십시오";
    row_lacks_cell() =>
        "this row of the table of events lacks a cell; check it",
        "행사 표의 이 행에 칸이 모자랍니다. 확인하십시오";
    table_without_order() =>
        "the cells of the table of events stand in no order that tells its rows; it is kept as text, and no event is made of it",
        "행사 표의 칸들이 행을 알 수 있는 순서로 놓여 있지 않습니다. 글로 두고 행사를 만들지 않습니다";
    row_of_several_events() =>
        "the cells of this row of the table of events are those of several events, or of none; the order of its lines does not tell",
        "행사 표의 이 행에 있는 칸들이 여러 행사의 것이거나 어느 행사의 것도 아닙니다. 줄의 순서로는 알 수 없습니다";
    row_without_name() =>
        "this row of the table of events has no name; the order of its lines does not tell it",
        "행사 표의 이 행에 이름이 없습니다. 줄의 순서로는 알 수 없습니다";
    front_matter() =>
        "this line before the first article was taken for a cover's, and is not indexed; check it",
        "첫 기사 앞의 이 줄을 표지의 것으로 보아 색인하지 않았습니다. 확인하십시오";
    no_year_newest_date(id, date) =>
        "neither the file's name nor its pages tell a year; it is taken for issue {id} by its newest date, {date}; name the file {id} where that is right, or for its own month",
        "파일 이름에도 쪽에도 해가 없어, 가장 새로운 날짜 {date}에 따라 {id}호로 보았습니다. 맞으면 파일 이름을 {id}{으로}, 아니면 제 달로 바꾸십시오";
    no_year(month, two_digits) =>
        "the file's name tells month {month} and nothing tells the year; name it for its issue, such as 2024-{two_digits}",
        "파일 이름에 {month}월만 있고 해를 알 수 없습니다. 2024-{two_digits}처럼 호의 이름을 붙이십시오";
    sources_unread(lines, sign) =>
        "{lines} begin with `{sign}` and no article has sources; check how the lines of sources are written",
        "{lines}{이} `{sign}`{으로} 시작하는데 출처가 있는 기사가 없습니다. 출처 줄을 어떻게 썼는지 확인하십시오";
    article_taken_to_start() =>
        "an article was taken to start here, as `KEY Contents` stands again and no sources came before; check its title",
        "`KEY Contents`가 다시 나오고 그 앞에 출처가 없어, 여기서 기사가 시작한다고 보았습니다. 제목을 확인하십시오";
    rows_of_table() =>
        "these lines behind a bullet look like the rows of a table; they are kept as a paragraph",
        "글머리표 뒤의 이 줄들은 표의 행으로 보입니다. 문단으로 둡니다";
    no_title() =>
        "no title was found before this line; the article is kept without one",
        "이 줄 앞에서 제목을 찾지 못했습니다. 기사를 제목 없이 둡니다";
    key_contents_again() =>
        "`KEY Contents` stands again in the same article; check whether another article starts before it",
        "같은 기사에 `KEY Contents`가 다시 나옵니다. 그 앞에서 다른 기사가 시작하는지 확인하십시오";
    line_belongs_nowhere() =>
        "this line belongs to no bullet, heading or source; it is kept as text of its article",
        "이 줄은 글머리표에도 소제목에도 출처에도 들지 않습니다. 기사의 글로 둡니다";
    one_source_unread(sign) =>
        "1 line begins with `{sign}` and no article has sources; check how the lines of sources are written",
        "한 줄이 `{sign}`{으로} 시작하는데 출처가 있는 기사가 없습니다. 출처 줄을 어떻게 썼는지 확인하십시오";
}
