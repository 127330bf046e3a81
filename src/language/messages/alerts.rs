//! What is said of alerts and what was told of them.

use crate::language::particles::*;

messages! {
    cannot_read(path, error) =>
        "cannot read {path}: {error}; put a text file there that this user may read",
        "{path}{을} 읽을 수 없습니다: {error}. 이 사용자가 읽을 수 있는 텍스트 파일을 두십시오";
    no_character() =>
        "holds a byte that is no character of the file's encoding; write the line again and save the file as UTF-8",
        "파일의 인코딩에 없는 바이트가 있습니다. 그 줄을 다시 쓰고 파일을 UTF-8로 저장하십시오";
    same_name(name, first) =>
        "is called “{name}” as line {first} is; give it another name",
        "{first}번째 줄과 같은 이름 “{name}”{을} 씁니다. 다른 이름을 붙이십시오";
    form() =>
        "write a name, a colon and a query, as `레드팀 동향: 레드팀 -게임`",
        "`레드팀 동향: 레드팀 -게임`처럼 이름, 쌍점, 질의를 쓰십시오";
    no_alert(form) =>
        "is no alert; {form}",
        "알림이 아닙니다. {form}";
    no_name(form) =>
        "has no name; {form}",
        "이름이 없습니다. {form}";
    begins_as_query(name) =>
        "begins with `{name}:`, which is a part of a query; write a name and a colon in front",
        "질의의 일부인 `{name}:`{으로} 시작합니다. 앞에 이름과 쌍점을 쓰십시오";
    name_too_long(chars) =>
        "has a name of more than {chars} characters; make it shorter",
        "이름이 {chars}자보다 깁니다. 줄이십시오";
    no_query(form) =>
        "has no query; {form}",
        "질의가 없습니다. {form}";
    query_fails(error) =>
        "this query cannot be searched for: {error}",
        "이 질의를 검색할 수 없습니다: {error}";
    reader_name(chars) =>
        "write a name of letters, digits, - and _, {chars} characters at most",
        "글자와 숫자, -, _로 된 이름을 {chars}자까지 쓰십시오";
    written_in_index() =>
        "what is told is written down in the index folder",
        "무엇을 알렸는지는 색인 폴더에 적습니다";
    cannot_read_state(path) =>
        "cannot read {path}",
        "{path}{을} 읽을 수 없습니다";
    newer_state(path, version) =>
        "{path} was written by a newer digest (its version is {version}) and is left as it is; use that program, or another reader",
        "{path}{은} 더 새로운 digest가 쓴 것이어서(버전 {version}) 그대로 두었습니다. 그 프로그램을 쓰거나 다른 수신자를 쓰십시오";
    state_damaged(path, why) =>
        "{path} is damaged: {why}",
        "{path}{이} 손상되었습니다: {why}";
    names_no_query() =>
        "alerts.txt names no query; write a line for each, a name, a colon and a query. What was told of those that it had is kept",
        "alerts.txt에 질의가 없습니다. 알림마다 한 줄씩 이름, 쌍점, 질의를 쓰십시오. 전에 있던 알림에서 알린 것은 그대로 둡니다";
    not_looked_for(file, line, name, error) =>
        "{file}:{line}: “{name}” could not be looked for, and is with the next run: {error}",
        "{file}:{line}: “{name}” 알림을 찾아보지 못했습니다. 다음 실행에서 다시 찾습니다: {error}";
    all_told_again(why) =>
        "{why}; all that fits is told again",
        "{why}. 맞는 글을 모두 다시 알립니다";
    state_no_text() =>
        "it is no text",
        "텍스트가 아닙니다";
    state_no_beginning() =>
        "it does not begin as one",
        "시작이 올바르지 않습니다";
    state_no_end() =>
        "it has no end",
        "끝이 없습니다";
    state_wrong_checksum() =>
        "its checksum is wrong",
        "체크섬이 맞지 않습니다";
    state_line(line) =>
        "it holds the line “{line}”",
        "“{line}”{이라는} 줄이 있습니다";
}
