//! What is said of `digest browse`.

use crate::language::particles::*;

messages! {
    gone_from_index(id) =>
        "{id} is not in the index any more",
        "{id}{은} 이제 색인에 없습니다";
    needs_terminal() =>
        "browse needs a terminal that can be drawn on, for its input and its output; `digest search` writes to files and pipes",
        "browse는 입력과 출력이 그림을 그릴 수 있는 터미널이어야 합니다. 파일과 파이프에는 `digest search`를 쓰십시오";
    no_signals() =>
        "cannot take signals",
        "신호를 받을 수 없습니다";
    no_terminal_taken() =>
        "cannot take the terminal",
        "터미널을 쓸 수 없습니다";
    no_drawing() =>
        "cannot draw on the terminal",
        "터미널에 그릴 수 없습니다";
    no_reading() =>
        "cannot read the terminal",
        "터미널을 읽을 수 없습니다";
    no_suspending() =>
        "cannot suspend",
        "멈춰 둘 수 없습니다";
    copied(id) =>
        "{id} copied: its citation, by OSC 52 where the terminal allows it",
        "{id}의 인용을 복사했습니다(터미널이 허용하면 OSC 52로)";
    nothing_to_copy(id) =>
        "nothing to copy: {id} names no sources",
        "복사할 것이 없습니다. {id}에는 출처가 없습니다";
    no_web_address(address) =>
        "not opened, as it is no web address: {address}",
        "웹 주소가 아니어서 열지 않았습니다: {address}";
    no_opener() =>
        "no program to open addresses with; name one in DIGEST_OPENER",
        "주소를 열 프로그램이 없습니다. DIGEST_OPENER로 지정하십시오";
    opening(address) =>
        "opening {address}",
        "여는 중: {address}";
    no_opener_run(program, error, address) =>
        "cannot run {program} ({error}); name another program in DIGEST_OPENER: {address}",
        "{program}{을} 실행할 수 없습니다({error}). DIGEST_OPENER로 다른 프로그램을 지정하십시오: {address}";
    opener_failed(why, address) =>
        "the opener failed ({why}): {address}",
        "여는 프로그램이 실패했습니다({why}): {address}";
    escape_quits() =>
        "Esc again quits",
        "Esc를 다시 누르면 끝납니다";
    no_mark_in_article() =>
        "no word of the query is in it",
        "질의의 낱말이 없습니다";
    no_hit_to_copy() =>
        "nothing to copy: no hit is selected",
        "복사할 것이 없습니다. 고른 결과가 없습니다";
    no_hit_to_open() =>
        "nothing to open: no hit is selected",
        "열 것이 없습니다. 고른 결과가 없습니다";
    no_address(id) =>
        "the sources of {id} name no web address",
        "{id}의 출처에는 웹 주소가 없습니다";
    too_small(width, height) =>
        "too small: {width} x {height} cells are needed",
        "화면이 작습니다. {width}칸 {height}줄이 필요합니다";
    nothing_to_look_for() =>
        "nothing to look for: no word that carries meaning",
        "찾을 것이 없습니다. 뜻을 지닌 낱말이 없습니다";
    nothing_found() =>
        "no article or event is found",
        "기사도 행사도 찾지 못했습니다";
    nothing_found_among() =>
        "no article or event is found among what was chosen",
        "고른 것 가운데 기사도 행사도 찾지 못했습니다";
    nothing_holds(words) =>
        "no article or event holds: {words}",
        "다음을 담은 기사나 행사가 없습니다: {words}";
    nothing_holds_without(words) =>
        "no article or event holds {words} without holding what the query leaves out",
        "질의가 뺀 것을 담지 않으면서 {words}{을} 담은 기사나 행사가 없습니다";
    nothing_holds_among(words) =>
        "no article or event among what was chosen holds: {words}",
        "고른 것 가운데 다음을 담은 기사나 행사가 없습니다: {words}";
}
