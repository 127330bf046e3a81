//! What is said of digest files, their folder and how they are read.

use crate::language::particles::*;

messages! {
    file_takes_too_much(bytes) =>
        "what is made of the file up to this line takes more than {bytes} bytes of memory, which is what one digest file may take; cut it into parts",
        "이 줄까지 파일에서 만든 것이 다이제스트 파일 하나에 허용된 메모리 {bytes}바이트를 넘습니다. 파일을 나누십시오";
    article_too_large(bytes, most) =>
        "the article or event that begins on this line has {bytes} bytes, and one may have {most}; cut it into several",
        "이 줄에서 시작하는 기사나 행사가 {bytes}바이트인데 {most}바이트까지 됩니다. 여럿으로 나누십시오";
    list_too_long(list, entries, most) =>
        "the {list} of the article or event that begins on this line has {entries} entries, and {most} are the most; cut it into several",
        "이 줄에서 시작하는 기사나 행사의 {list} 항목이 {entries}개인데 {most}개까지 됩니다. 여럿으로 나누십시오";
    citation_date_no_day(text) =>
        "the citation's date {text} is no day of the calendar; it is kept without a date",
        "출처의 날짜 {text}{이} 달력에 없습니다. 날짜 없이 둡니다";
    citation_without_date() =>
        "the citation has no date; check that it is one",
        "출처에 날짜가 없습니다. 출처가 맞는지 확인하십시오";
    is_zip() =>
        "a ZIP archive, or a document that is not read; unpack it, or save it as DOCX or PDF",
        "ZIP 압축 파일이거나 읽지 않는 문서. 풀거나 DOCX나 PDF로 저장하십시오";
    is_document() =>
        "a document that is not read; save it as HWP, DOCX or PDF",
        "읽지 않는 문서. HWP나 DOCX, PDF로 저장하십시오";
    is_compressed() =>
        "compressed; unpack it first",
        "압축된 파일. 먼저 푸십시오";
    is_picture() =>
        "a picture; digest files are text",
        "그림. 다이제스트 파일은 글이어야 합니다";
    file_is(kind) =>
        "the file is {kind}",
        "파일의 종류: {kind}";
    file_empty() =>
        "the file is empty; put a digest's text into it or remove it",
        "파일이 비어 있습니다. 다이제스트의 글을 넣거나 지우십시오";
    no_whole_utf16() =>
        "the file starts as UTF-16 but is not UTF-16 all through; save it as UTF-8",
        "파일이 UTF-16으로 시작하지만 끝까지 UTF-16이 아닙니다. UTF-8로 저장하십시오";
    binary_zero() =>
        "the file is binary (it holds a zero byte); digest files are text",
        "이진 파일입니다(0인 바이트가 있음). 다이제스트 파일은 글이어야 합니다";
    unknown_encoding() =>
        "the text is neither UTF-8 nor EUC-KR/CP949 (the first byte that is no UTF-8 stands on this line); save the file as UTF-8",
        "글이 UTF-8도 EUC-KR/CP949도 아닙니다(UTF-8이 아닌 첫 바이트가 이 줄에 있음). UTF-8로 저장하십시오";
    binary_controls() =>
        "the file is binary (it is full of control characters); digest files are text",
        "이진 파일입니다(제어 문자로 가득함). 다이제스트 파일은 글이어야 합니다";
    ignore_no_utf8() =>
        "it is not UTF-8; save it as UTF-8",
        "UTF-8이 아닙니다. UTF-8로 저장하십시오";
    ignore_unreadable(reason) =>
        "cannot be read ({reason}), so that nothing is ignored by it; put a text file there, or remove it",
        "읽을 수 없어({reason}) 아무것도 제외하지 않습니다. 텍스트 파일을 두거나 지우십시오";
    ignore_no_pattern(error) =>
        "this is no pattern ({error}); write it as in gitignore: `archive/`",
        "패턴이 아닙니다({error}). gitignore처럼 `archive/`와 같이 쓰십시오";
    ignore_unusable(error) =>
        "cannot be used ({error}); write fewer or simpler patterns",
        "쓸 수 없습니다({error}). 패턴을 줄이거나 간단하게 쓰십시오";
    other_kinds() =>
        "of other kinds",
        "다른 종류";
    copy_of(of) =>
        "copy of {of}",
        "{of}의 사본";
    pattern_says(pattern, of) =>
        "`{pattern}` in {of} says so",
        "{of}의 `{pattern}`에 따름";
    without_ending() =>
        "without an ending",
        "확장자 없음";
    no_format_without_ending() =>
        "no format reads names without an ending",
        "확장자가 없는 이름을 읽는 형식이 없습니다";
    no_format_of_ending(ending) =>
        "no format reads .{ending} files",
        ".{ending} 파일을 읽는 형식이 없습니다";
    hidden() =>
        "names that begin with a point are not read",
        "점으로 시작하는 이름은 읽지 않습니다";
    left_over() =>
        "names that begin with ~ or #, or end in ~, are what editors leave behind",
        "~나 #으로 시작하거나 ~로 끝나는 이름은 편집기가 남긴 것입니다";
    misplaced() =>
        "words are read beside the corpus folder, not in it; move it there",
        "낱말 파일은 말뭉치 폴더 안이 아니라 옆에 있어야 읽습니다. 옮기십시오";
    of_program() =>
        "the program reads it as what it is",
        "프로그램이 제 파일로 읽습니다";
    not_read_by_rule(rule, endings) =>
        "not read by the rule `{rule}`; {endings} are read",
        "`{rule}` 규칙에 따라 읽지 않습니다. {endings}{을} 읽습니다";
    corpus_unreadable(error) =>
        "the corpus folder cannot be read ({error}); check its name and access",
        "말뭉치 폴더를 읽을 수 없습니다({error}). 이름과 접근 권한을 확인하십시오";
    folder_unreadable(error) =>
        "this folder cannot be read ({error}); check its access or remove it",
        "이 폴더를 읽을 수 없습니다({error}). 접근 권한을 확인하거나 지우십시오";
    is_link() =>
        "is a link, and links are not followed, so that nothing outside the corpus folder is read; put what it leads to in its place, or remove it",
        "링크입니다. 말뭉치 폴더 밖을 읽지 않도록 링크는 따라가지 않습니다. 가리키는 것을 그 자리에 두거나 지우십시오";
    other_file_system() =>
        "lies on another file system, and those are left out; put it beside the others",
        "다른 파일 시스템에 있어 제외합니다. 다른 것들 옆에 두십시오";
    told_to_stop() =>
        "the run was told to stop",
        "실행을 멈추라는 요청을 받았습니다";
    being_written() =>
        "is being written to; it will be read when it holds still",
        "쓰는 중입니다. 쓰기가 끝나면 읽습니다";
    file_too_large(size, limit) =>
        "has {size} bytes, and {limit} fit into the memory that the job may take; cut it into parts",
        "{size}바이트인데 작업이 쓸 수 있는 메모리에는 {limit}바이트까지 들어갑니다. 파일을 나누십시오";
    file_unreadable(error) =>
        "cannot be read ({error}); check that it is there and readable",
        "읽을 수 없습니다({error}). 파일이 있고 읽을 수 있는지 확인하십시오";
    make_text() =>
        "make text of it (`pdftotext -raw`)",
        "텍스트로 바꾸십시오(`pdftotext -raw`)";
    save_as_text() =>
        "save it as text (.txt)",
        "텍스트(.txt)로 저장하십시오";
    save_records() =>
        "save its records as JSON Lines (.jsonl)",
        "레코드를 JSON Lines(.jsonl)로 저장하십시오";
    save_text_or_records() =>
        "save its text as .txt, or its articles as .jsonl",
        "글을 .txt로, 또는 기사를 .jsonl로 저장하십시오";
    unpack() =>
        "unpack it",
        "압축을 푸십시오";
    recognise_picture() =>
        "a picture holds no text: OCR makes some of it",
        "그림에는 글이 없습니다. OCR로 글을 만드십시오";
    move_or_ignore() =>
        "move it out of the corpus folder, or name it in .digestignore",
        "말뭉치 폴더 밖으로 옮기거나 .digestignore에 적으십시오";
    without_article(format) =>
        "the file is {format} and holds nothing that could be an article; move it out of the corpus folder, or name it in .digestignore",
        "{format} 파일인데 기사가 될 만한 것이 없습니다. 말뭉치 폴더 밖으로 옮기거나 .digestignore에 적으십시오";
    text_of_other_kind() =>
        "its text is of another kind",
        "다른 종류의 글입니다";
    named_as(name, what) =>
        "is named as {name} and cannot be read as that: {what}. Get the file again, or let its name end as those of its kind do",
        "이름은 {name}인데 그렇게 읽을 수 없습니다: {what}. 파일을 다시 받거나, 종류에 맞는 확장자를 붙이십시오";
    too_many_attributes() =>
        "a tag of the page has thousands of attributes; it is no page of text, or a `>` is missing: save it anew",
        "페이지의 태그 하나에 속성이 수천 개입니다. 글로 된 페이지가 아니거나 `>`가 빠졌습니다. 새로 저장하십시오";
    read_as_encoding(encoding) =>
        "the file is in {encoding} and was read as that; check that its text is right",
        "파일이 {encoding}이어서 그렇게 읽었습니다. 글이 맞는지 확인하십시오";
    byte_no_character() =>
        "a byte of this line is no character of the file's encoding; it is read as U+FFFD",
        "이 줄에 파일의 인코딩에 없는 바이트가 있어 U+FFFD로 읽습니다";
    ends_inside_character() =>
        "the file ends inside a character, so it is cut or still being written; copy it again",
        "파일이 문자의 중간에서 끝납니다. 잘렸거나 아직 쓰는 중입니다. 다시 복사하십시오";
    no_digest_file(signs, endings) =>
        "this is no digest file: neither {signs} were found; move it out of the corpus folder, or let its name end in {endings} where it is an article as it is",
        "다이제스트 파일이 아닙니다. {signs} 가운데 아무것도 없습니다. 말뭉치 폴더 밖으로 옮기거나, 그 자체가 기사이면 이름이 {endings}{으로} 끝나게 하십시오";
    bytes_no_character(lines) =>
        "the same of {lines} more, from this on: bytes that are no character",
        "여기서부터 {lines}에 같은 문제가 더 있습니다. 인코딩에 없는 바이트입니다";
    no_format_advice(what, advice, any) =>
        "{what}; {advice}, or {any}",
        "{what}. {advice}. 또는 {any}";
    no_format_any(what, any) =>
        "{what}; {any}",
        "{what}. {any}";
}
