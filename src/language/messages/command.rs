//! What is said of the commands.

use crate::language::particles::*;

messages! {
    neither_index_nor_corpus(index, corpus) =>
        "there is no index in {index} and no corpus folder {corpus} to build it from; name the folder of digest files with --corpus",
        "{index}에 색인이 없고, 색인을 만들 말뭉치 폴더 {corpus}도 없습니다. --corpus로 다이제스트 파일이 있는 폴더를 지정하십시오";
    corpus_missing_index_of_other(corpus, index, other) =>
        "there is no corpus folder {corpus}, and the index in {index} was built of {other}; name one of the two with --corpus",
        "말뭉치 폴더 {corpus}{이} 없고, {index}의 색인은 {other}{으로} 만든 것입니다. 둘 가운데 하나를 --corpus로 지정하십시오";
    building_index(corpus) =>
        "digest: building the index of {corpus}",
        "digest: {corpus}의 색인을 만드는 중입니다";
    no_signals() =>
        "cannot take signals",
        "신호를 받을 수 없습니다";
    index_built(articles, events, index) =>
        "digest: {articles} and {events} in {index}",
        "digest: {index}에 {articles}, {events}{이} 있습니다";
    write_whole_number() =>
        "write a whole number, such as 1",
        "1과 같은 정수를 쓰십시오";
    one_format_version(newest) =>
        "format_version {newest}",
        "format_version {newest}";
    format_versions(oldest, newest) =>
        "format_version {oldest} to {newest}",
        "format_version {oldest}부터 {newest}까지";
    format_version_no_longer(version, spoken) =>
        "error: format_version {version} is spoken no longer; this build speaks {spoken}: teach the reader of the output that, or run an older digest",
        "오류: 이 프로그램은 format_version {version}{을} 더는 쓰지 않고 {spoken}{을} 씁니다. 출력을 읽는 쪽을 여기에 맞추거나, 옛 digest를 쓰십시오";
    format_version_not_yet(version, spoken) =>
        "error: format_version {version} is not spoken yet; this build speaks {spoken}: ask for that, or run a newer digest",
        "오류: 이 프로그램은 format_version {version}{을} 아직 쓰지 못하고 {spoken}{을} 씁니다. 그것을 요청하거나, 새 digest를 쓰십시오";
    damaged_or_mistake(text) =>
        "the index is damaged, or this is a mistake in the program; `digest check` tells which of them: {text}",
        "색인이 손상되었거나 프로그램의 오류입니다. 어느 쪽인지는 `digest check`로 알 수 있습니다: {text}";
    lines_file_missing(name, corpus) =>
        "the digest file {name} is not in {corpus}, so its lines cannot be shown; put it back, or run `digest index`",
        "다이제스트 파일 {name}{이} {corpus}에 없어 원문을 보일 수 없습니다. 파일을 되돌려 놓거나 `digest index`를 실행하십시오";
    lines_file_changed(name, id) =>
        "the digest file {name} has changed since {id} was indexed, so its lines may be others; run `digest index`",
        "다이제스트 파일 {name}{이} {id}{을} 색인한 뒤에 바뀌어 줄이 다를 수 있습니다. `digest index`를 실행하십시오";
    no_look_for_file() =>
        "cannot look for the file",
        "파일을 찾아볼 수 없습니다";
    no_help(error) =>
        "cannot write the help: {error}",
        "도움말을 쓸 수 없습니다: {error}";
    search_for_it(typed) =>
        "to search for it, write `digest search {typed}`",
        "검색하려면 `digest search {typed}`{이라는} 명령을 쓰십시오";
    cannot_write(path) =>
        "cannot write {path}",
        "{path}{을} 쓸 수 없습니다";
    write_seconds() =>
        "write seconds, such as 10 or 0.5",
        "10이나 0.5처럼 초를 쓰십시오";
    nothing_to_cite() =>
        "nothing to cite: the articles and events name no sources",
        "인용할 출처가 없습니다. 기사와 행사에 출처가 없습니다";
    no_citations_written() =>
        "cannot write the citations",
        "인용을 쓸 수 없습니다";
    source_holds_nothing(source) =>
        "--source “{source}” holds nothing that can be searched for; write a name, such as OpenAI",
        "--source “{source}”에 찾을 글자가 없습니다. OpenAI와 같은 이름을 쓰십시오";
    no_such_field() =>
        "there is no such field",
        "그런 필드가 없습니다";
    no_such_date() =>
        "the calendar does not have that date",
        "달력에 없는 날짜입니다";
    write_date() =>
        "write a day, a month or a year, as 2024-03-15, 2024-03 or 2024",
        "2024-03-15, 2024-03, 2024처럼 날이나 달, 해를 쓰십시오";
    format_has_no_place(what, format, suited) =>
        "{what} has no place in {format}; use --format {suited}",
        "{format} 형식에는 {what}{을} 담을 수 없습니다. --format {suited}{을} 쓰십시오";
    what_is_answered() =>
        "what this command answers",
        "이 명령의 답";
    no_standard_output() =>
        "cannot write to standard output",
        "표준 출력에 쓸 수 없습니다";
    bom_needs_format() =>
        "--bom goes with --format csv and with --format tsv\n",
        "--bom은 --format csv나 --format tsv와 함께 씁니다\n";
    no_ids_read() =>
        "cannot read the ids from standard input",
        "표준 입력에서 ID를 읽을 수 없습니다";
    file_name_empty() =>
        "the file's name is empty",
        "파일 이름이 비어 있습니다";
    folder_name_empty() =>
        "the folder's name is empty",
        "폴더 이름이 비어 있습니다";
    progress_bar() =>
        "{bar:24} {percent:>3}% {msg}, {eta} left",
        "{bar:24} {percent:>3}% {msg}, {eta} 남음";
    no_pager(pager, why) =>
        "digest: the pager `{pager}` cannot be run: {why}",
        "digest: 페이저 `{pager}`{을} 실행할 수 없습니다: {why}";
    published_before() =>
        "the index was published before",
        "색인은 그 전에 게시되었습니다";
    nothing_published() =>
        "nothing was published",
        "아무것도 게시하지 않았습니다";
    stopped_by(name, published) =>
        "stopped by {name}; {published}",
        "{name} 신호로 멈췄습니다. {published}";
    no_candidates_written() =>
        "cannot write the candidates",
        "자동 완성 후보를 쓸 수 없습니다";
    no_script_written() =>
        "cannot write the script",
        "스크립트를 쓸 수 없습니다";
    alerts_failed(alerts) =>
        "{alerts} could not be looked for, and may have news; the next run looks for it, with more `--timeout` or `--memory` where that is what it lacked",
        "{alerts}{을} 찾아보지 못해, 새 글이 있을 수 있습니다. 다음 실행에서 다시 찾습니다. 시간이나 메모리가 모자랐으면 `--timeout`이나 `--memory`를 늘리십시오";
    waiting_for_alerts() =>
        "digest: waiting for another run that tells this reader",
        "digest: 이 수신자에게 알리는 다른 실행을 기다리는 중입니다";
    nothing_new(alerts) =>
        "nothing is new for {alerts}",
        "{alerts}에 새 글이 없습니다";
    told_not_written() =>
        "this was told, and cannot be written down as told: the next run tells it again",
        "알렸으나 알린 것으로 적어 둘 수 없어, 다음 실행에서 다시 알립니다";
    no_feed_folder(folder) =>
        "there is no folder {folder}; make it first",
        "{folder} 폴더가 없습니다. 먼저 만드십시오";
    feed_in_taken(path, taken) =>
        "{path} lies in {taken}, where a feed would be taken for what belongs there; name a file elsewhere",
        "{path}{은} {taken} 안에 있어, 피드를 두면 그곳의 파일로 여겨집니다. 다른 곳의 파일을 지정하십시오";
    no_drawing_of_ours(path) =>
        "{path} is there already, and is no SVG; name another file, or remove it",
        "{path}{은} 이미 있고 SVG가 아닙니다. 다른 파일을 지정하거나 지우십시오";
    no_feed_of_ours(path) =>
        "{path} is no feed that this program wrote; name another file, or remove it",
        "{path}{은} 이 프로그램이 쓴 피드가 아닙니다. 다른 파일을 지정하거나 지우십시오";
    no_feed_written(path) =>
        "cannot write a feed to {path}; name another file, or remove it",
        "{path}에 피드를 쓸 수 없습니다. 다른 파일을 지정하거나 지우십시오";
    alert_finds_nothing(file, line, alert) =>
        "digest: {file}:{line}: “{alert}” finds nothing today",
        "digest: {file}:{line}: “{alert}” 알림에 맞는 글이 지금은 없습니다";
    analysed_without_index(error) =>
        "digest: {error}; the text is analysed without the index",
        "digest: {error}. 색인 없이 분석합니다";
    index_damaged_rebuild() =>
        "digest: the index is damaged; run `digest index --rebuild`, which builds it anew",
        "digest: 색인이 손상되었습니다. 다시 만들려면 `digest index --rebuild`를 실행하십시오";
    no_ids_to_cite() =>
        "nothing to cite: standard input holds no ids",
        "인용할 것이 없습니다. 표준 입력에 ID가 없습니다";
    until_before_from(until, from) =>
        "--until {until} is before {from}; no event can be in that range",
        "--until {until}{이} {from}보다 앞이어서, 이 기간에 들 수 있는 행사가 없습니다";
    events_left_out(events) =>
        "left out, since no valid day is known of them: {events}",
        "올바른 날짜를 알 수 없어 뺀 행사: {events}";
    no_event_in_index() =>
        "the index holds no event",
        "색인에 행사가 없습니다";
    no_event_in_range() =>
        "no event is in that range; `digest events` lists all",
        "이 기간에 드는 행사가 없습니다. 모두 보려면 `digest events`를 쓰십시오";
    no_events_written() =>
        "cannot write the events",
        "행사를 쓸 수 없습니다";
    clock_wrong() =>
        "this machine's clock is wrong; name the day with --from",
        "이 컴퓨터의 시계가 잘못되어 있습니다. --from으로 날을 지정하십시오";
    rebuild_asked() =>
        "--rebuild says so",
        "--rebuild로 요청했습니다";
    alerts_not_told() =>
        "the index is up to date, and its alerts are not told",
        "색인은 최신 상태이지만 알림을 알리지 못했습니다";
    no_issue() =>
        "the index holds no issue; `digest index` tells why",
        "색인에 호가 없습니다. 까닭은 `digest index`가 알려 줍니다";
    index_holds_nothing() =>
        "the index holds no article and no event; `digest index` tells why",
        "색인에 기사도 행사도 없습니다. 까닭은 `digest index`가 알려 줍니다";
    nothing_of_filters() =>
        "no article or event is of that issue, date, kind or source",
        "그 호, 날짜, 종류, 출처에 드는 기사나 행사가 없습니다";
    no_pdf_read() =>
        "cannot read the PDF",
        "PDF를 읽을 수 없습니다";
    no_pages_written() =>
        "cannot write the pages",
        "쪽을 쓸 수 없습니다";
    no_limit() =>
        "cannot limit this process",
        "이 프로세스에 한도를 둘 수 없습니다";
    no_tie() =>
        "cannot tie this process to the one that started it",
        "이 프로세스를 시작한 프로세스에 묶을 수 없습니다";
    no_pdftotext_started(error) =>
        "pdftotext cannot be started: {error}",
        "pdftotext를 시작할 수 없습니다: {error}";
    nothing_related(id) =>
        "no article shares enough rare words with {id}",
        "{id}{과} 드문 낱말을 충분히 함께 쓴 기사가 없습니다";
    nothing_related_of_filters(id) =>
        "no article of that issue, date, kind or source shares enough rare words with {id}",
        "그 호, 날짜, 종류, 출처의 기사 가운데 {id}{과} 드문 낱말을 충분히 함께 쓴 것이 없습니다";
    flag_needs_cite(flag) =>
        "{flag} tells how hits are cited; add --cite, or leave it out",
        "{flag}{은} 결과를 인용하는 방식을 정합니다. --cite를 더하거나 이 옵션을 빼십시오";
    page_empty(hits, offset, limit) =>
        "the page is empty: of {hits} --offset {offset} and --limit {limit} show none",
        "빈 쪽입니다. 결과 {hits} 가운데 --offset {offset}, --limit {limit}에 드는 것이 없습니다";
    batch_writes_json(format) =>
        "--batch writes a line of JSON for each query; leave out --format {format}, or search for one query at a time",
        "--batch는 질의마다 JSON을 한 줄씩 씁니다. --format {format}{을} 빼거나, 질의를 하나씩 검색하십시오";
    nothing_to_look_for(query) =>
        "nothing to look for in “{query}”: it has no word that carries meaning",
        "“{query}”에는 뜻을 지닌 낱말이 없어 찾을 것이 없습니다";
    no_document_holds_there(words) =>
        "no article or event holds {words} there; `digest search --explain-query` tells how the query was read",
        "그 안에 {words}{을} 담은 기사나 행사가 없습니다. 질의를 어떻게 읽었는지는 `digest search --explain-query`로 볼 수 있습니다";
    no_document_holds_all(words) =>
        "no article holds all of: {words}; without --all-words those that hold some are shown",
        "{words}{을} 모두 담은 기사가 없습니다. --all-words를 빼면 일부를 담은 기사를 보입니다";
    no_document_holds_without(words) =>
        "no article or event holds {words} without holding what the query leaves out; leave out less, or look for other words",
        "질의가 뺀 것을 담지 않으면서 {words}{을} 담은 기사나 행사가 없습니다. 덜 빼거나 다른 말로 찾으십시오";
    no_document_holds(words) =>
        "no article or event holds: {words}",
        "다음을 담은 기사나 행사가 없습니다: {words}";
    nothing_to_show() =>
        "nothing to show: standard input holds no ids",
        "보일 것이 없습니다. 표준 입력에 ID가 없습니다";
    no_such_id(id) =>
        "no article or event has the id “{id}”; ids look like 2024-05/12 or 2024-05/e1, and `digest search` shows them",
        "ID가 “{id}”인 기사나 행사가 없습니다. ID는 2024-05/12나 2024-05/e1과 같은 꼴이며, `digest search`에서 볼 수 있습니다";
    no_sources() =>
        "no article of the index names a source",
        "색인의 어떤 기사에도 출처가 없습니다";
    no_sources_of_filters() =>
        "no article of that issue, date, kind or source names a source",
        "그 호, 날짜, 종류, 출처에 드는 기사 가운데 출처를 밝힌 것이 없습니다";
    sources_lists_all() =>
        "`digest sources` lists them all",
        "모두 보려면 `digest sources`를 쓰십시오";
    publishers_near(near) =>
        "near it: {near}",
        "비슷한 이름: {near}";
    no_such_publisher(name, advice) =>
        "no article cites a publisher “{name}”; {advice}",
        "발행처 “{name}”{을} 인용한 기사가 없습니다. {advice}";
    no_new_word() =>
        "no new word was found: the dictionary and the terms have those in use",
        "새 낱말을 찾지 못했습니다. 쓰인 낱말은 모두 사전과 용어에 있습니다";
    no_digest_file_here(corpus, endings) =>
        "{corpus} holds no digest file ({endings})",
        "{corpus}에 다이제스트 파일({endings})이 없습니다";
    undated_not_counted(undated) =>
        "{undated} of the articles have neither a date nor an issue of a month, and are not counted",
        "날짜도 달로 된 호도 없는 기사 {undated}건은 세지 않았습니다";
    no_trend_written() =>
        "cannot write the trend",
        "추이를 쓸 수 없습니다";
    nothing_with_month(queries) =>
        "no article with a month holds all words of: {queries}",
        "다음 낱말을 모두 담고 달을 알 수 있는 기사가 없습니다: {queries}";
    no_queries_read() =>
        "cannot read the queries from standard input",
        "표준 입력에서 질의를 읽을 수 없습니다";
    batch_key_ignored(number, key) =>
        "digest: line {number}: `{key}` means nothing in a query of a batch and is passed over; a flag of the command holds for all of them",
        "digest: {number}번째 줄: `{key}`{은} 묶음 검색의 질의에서 뜻이 없어 지나칩니다. 명령의 옵션은 모든 질의에 적용됩니다";
    batch_line(number, message) =>
        "line {number}: {message}",
        "{number}번째 줄: {message}";
    no_hits_written() =>
        "cannot write the hits",
        "결과를 쓸 수 없습니다";
    batch_failed(failed, queries) =>
        "{failed} of {queries} could not be searched for; `error` in the answers says why",
        "{queries} 가운데 {failed}개를 검색하지 못했습니다. 까닭은 답의 `error`에 있습니다";
    no_query() =>
        "there is no query; write words, as in `digest search 레드팀`",
        "질의가 없습니다. `digest search 레드팀`처럼 낱말을 쓰십시오";
    no_query_read() =>
        "cannot read the query from standard input",
        "표준 입력에서 질의를 읽을 수 없습니다";
    query_too_long(bytes, chars) =>
        "the query on standard input is longer than {bytes} bytes, and at most {chars} characters can be searched for at once; ask for less",
        "표준 입력의 질의가 {bytes}바이트보다 깁니다. 한 번에 {chars}자까지 검색할 수 있으니 줄이십시오";
    query_no_utf8(at) =>
        "byte {at} of the query is not UTF-8; convert it to UTF-8",
        "질의의 {at}번째 바이트가 UTF-8이 아닙니다. UTF-8로 바꾸십시오";
    no_query_and_no_input() =>
        "there is no query, and standard input is empty; write words, as in `digest search 레드팀`",
        "질의가 없고 표준 입력도 비어 있습니다. `digest search 레드팀`처럼 낱말을 쓰십시오";
    wrong_value(part, message, hint) =>
        "“{part}” {message}; {hint}",
        "“{part}”{은} {message}. {hint}";
    problem(message) =>
        "digest: {message}",
        "digest: {message}";
}
