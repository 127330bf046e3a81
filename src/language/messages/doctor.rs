//! What is said of `digest doctor`.

use crate::language::particles::*;

messages! {
    name_folders() =>
        "name them with --corpus and --index",
        "--corpus와 --index로 지정하십시오";
    place_not_known() =>
        "its place is not known",
        "위치를 알 수 없음";
    program(version, path) =>
        "digest {version}, {path}",
        "digest {version}, {path}";
    no_file() =>
        "no file",
        "파일 없음";
    no_folder(folder) =>
        "there is no folder {folder}",
        "{folder} 폴더가 없습니다";
    go_to_folder() =>
        "go to a folder of digest files, or name it with --corpus",
        "다이제스트 파일이 있는 폴더로 가거나, --corpus로 지정하십시오";
    make_readable() =>
        "make it readable, or name another folder with --corpus",
        "읽을 수 있게 하거나, --corpus로 다른 폴더를 지정하십시오";
    put_files(endings) =>
        "put files there whose names end in {endings}",
        "이름이 {endings}{으로} 끝나는 파일을 넣으십시오";
    out_of_reach(found, places) =>
        "{found}, {places} out of reach",
        "{found}, 읽지 못한 곳 {places}";
    first_out_of_reach(first) =>
        "`digest index` tells them all; the first: {first}",
        "모두 보려면 `digest index`를 실행하십시오. 첫 번째: {first}";
    none_yet(folder) =>
        "none yet in {folder}; the first search builds it",
        "{folder}에 아직 없습니다. 처음 검색할 때 만듭니다";
    none_in(folder) =>
        "none in {folder}",
        "{folder}에 없습니다";
    name_corpus() =>
        "name the folder of digest files with --corpus",
        "--corpus로 다이제스트 파일이 있는 폴더를 지정하십시오";
    ask_owner() =>
        "have its owner let you read it",
        "읽을 수 있게 해 달라고 소유자에게 요청하십시오";
    or_rebuild(advice) =>
        "{advice}, or `digest index --rebuild`",
        "{advice}. 또는 `digest index --rebuild`를 실행하십시오";
    index_of(folder, documents) =>
        "{folder}: {documents} articles and events",
        "{folder}: 기사와 행사 {documents}건";
    index_empty() =>
        "it is empty; `digest index` tells why",
        "비어 있습니다. 까닭은 `digest index`가 알려 줍니다";
    in_index(files) =>
        "{files} in the index",
        "{files}{이} 색인에 있음";
    not_in_index(files, first) =>
        "{files} not in the index, the first: {first}",
        "{files}{이} 색인에 없음. 첫 번째: {first}";
    gone_from_corpus(files, first) =>
        "{files} of the index no longer in the corpus, the first: {first}",
        "색인에는 있고 말뭉치에는 없는 {files}. 첫 번째: {first}";
    not_whole(files, first, reason) =>
        "{files} not read whole, the first: {first}: {reason}",
        "다 읽지 못한 {files}. 첫 번째: {first}: {reason}";
    refresh() =>
        "`digest index` brings the index up to them",
        "`digest index`를 실행하면 색인에 반영됩니다";
    mend_files() =>
        "`digest check` tells them all; mend them and run `digest index`",
        "모두 보려면 `digest check`를 실행하십시오. 고친 뒤 `digest index`를 실행하십시오";
    rebuild() =>
        "`digest index --rebuild` builds it anew",
        "다시 만들려면 `digest index --rebuild`를 실행하십시오";
    mend_configuration() =>
        "mend it, or leave the file out with an empty DIGEST_CONFIG; all other commands refuse it",
        "고치거나, DIGEST_CONFIG를 빈 값으로 설정해 파일을 쓰지 마십시오. 다른 명령은 모두 이 파일 때문에 멈춥니다";
    no_pdftotext() =>
        "no pdftotext; the program's own reader reads PDFs alone",
        "pdftotext가 없습니다. 내장된 PDF 읽기만 씁니다";
    no_pager_asked() =>
        "none, as was asked for",
        "요청대로 쓰지 않음";
    pager_by(command, path) =>
        "`{command}`, run by {path}",
        "`{command}`, 실행 파일 {path}";
    pager_missing(command) =>
        "`{command}` is not there; long text runs past",
        "`{command}`{이} 없습니다. 긴 글이 그대로 지나갑니다";
    install_pager() =>
        "install less, or name another with DIGEST_PAGER or pager in the configuration",
        "less를 설치하거나, DIGEST_PAGER나 설정의 pager로 다른 것을 지정하십시오";
    name_opener() =>
        "name the program that opens addresses in DIGEST_OPENER",
        "주소를 여는 프로그램을 DIGEST_OPENER로 지정하십시오";
    no_locale() =>
        "none is set; text is written in UTF-8",
        "설정되지 않았습니다. 글은 UTF-8로 씁니다";
    locale_no_utf8() =>
        "text is written in UTF-8; where Hangul looks broken, set LC_ALL to a UTF-8 locale, such as C.UTF-8 or ko_KR.UTF-8",
        "글은 UTF-8로 씁니다. 한글이 깨져 보이면 LC_ALL을 C.UTF-8이나 ko_KR.UTF-8과 같은 UTF-8 로캘로 설정하십시오";
    choose_font() =>
        "where these are boxes, choose a font with Hangul in the terminal's settings, such as D2Coding or Noto Sans Mono CJK KR",
        "네모로 보이면 터미널 설정에서 D2Coding이나 Noto Sans Mono CJK KR처럼 한글이 있는 글꼴을 고르십시오";
    corpus(folder, files) =>
        "{folder}: {files}",
        "{folder}: {files}";
    corpus_is_here(folder, files) =>
        "{folder}, the current folder, since no corpus/ is in it or above it: {files}",
        "{folder}(여기에도 그 위에도 corpus/가 없어 현재 폴더를 씀): {files}";
    opener_missing(name) =>
        "`{name}` is not there; `digest browse` opens no sources",
        "`{name}`{이} 없어 `digest browse`에서 출처를 열 수 없습니다";
    no_opener() =>
        "none; `digest browse` opens no sources",
        "없어서 `digest browse`에서 출처를 열 수 없습니다";
    language_by(language, by) =>
        "{language}, by {by}",
        "{language}, {by}에 따름";
    language_by_nobody(language) =>
        "{language}; no locale names another",
        "{language}. 다른 언어를 정한 로캘이 없습니다";
    no_such_language(variable, name) =>
        "{variable} is “{name}”, which is passed over; set it to ko or en",
        "{variable}{이} “{name}”{이라는} 값이어서 쓰지 않았습니다. ko나 en으로 설정하십시오";
    cluster(address, server) =>
        "{address}, where {server} answers",
        "{address}에서 {server}{이} 응답함";
    none_on_cluster(cluster) =>
        "{cluster}; no index of this name yet, `digest index` makes it",
        "{cluster}. 이 이름의 색인은 아직 없으며 `digest index`로 만듭니다";
    see_address() =>
        "look at --index, DIGEST_INDEX or `index` in the configuration",
        "--index, DIGEST_INDEX나 설정의 `index`를 확인하십시오";
}
