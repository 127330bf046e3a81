//! What is said of the index job: runs, checks, canaries.

use crate::language::particles::*;

messages! {
    ignored_by_pattern(files, counts) =>
        "{files} ignored by .digestignore: {counts}",
        ".digestignore로 제외한 {files}: {counts}";
    copies_not_read(files, counts) =>
        "{files} not read, since others of the same content are: {counts}",
        "내용이 같은 것을 읽어서 읽지 않은 {files}: {counts}";
    not_read_why(files, counts, first) =>
        "{files} not read: {counts} ({first})",
        "읽지 않은 {files}: {counts} ({first})";
    leave_alone() =>
        "what is to be left alone may be named in .digestignore, or lie elsewhere",
        "건드리지 않을 것은 .digestignore에 적거나 다른 곳에 두십시오";
    not_read_no_format(files, counts, advice) =>
        "{files} not read: {counts} (no format reads them; {advice})",
        "읽지 않은 {files}: {counts} (읽을 수 있는 형식이 아닙니다. {advice})";
    no_utf8(path) =>
        "{path} is not UTF-8; save it as UTF-8",
        "{path}{이} UTF-8이 아닙니다. UTF-8로 저장하십시오";
    cannot_read_or_remove(path, error) =>
        "cannot read {path}: {error}; put a text file there that this user may read, or remove it",
        "{path}{을} 읽을 수 없습니다: {error}. 이 사용자가 읽을 수 있는 텍스트 파일을 두거나 지우십시오";
    no_canary() =>
        "is no canary; write a query and the id that it must find, as `레드팀 2024-05/12`",
        "점검 질의가 아닙니다. `레드팀 2024-05/12`처럼 질의와 찾아야 하는 ID를 쓰십시오";
    canary_fails(place, query, id, hits) =>
        "{place}: `{query}` does not find {id} among its first {hits} hits",
        "{place}: `{query}`{이} 처음 {hits}건 안에서 {id}{을} 찾지 못합니다";
    canary_no_query(error) =>
        "this query cannot be searched for: {error}",
        "이 질의를 검색할 수 없습니다: {error}";
    no_generation(index) =>
        "there is no generation in {index}",
        "{index}에 세대가 없습니다";
    kept_of_last_good(file, articles) =>
        "{file}: of its last good state: {articles}",
        "{file}: 마지막으로 온전했던 상태의 {articles}";
    corpus_not_compared(corpus) =>
        "{corpus} is not there: articles were not compared with their digest files",
        "{corpus}{이} 없어 기사를 다이제스트 파일과 비교하지 않았습니다";
    terms_changed_since() =>
        "the terms have changed since",
        "그 뒤에 용어가 바뀌었습니다";
    parses_otherwise() =>
        "this program parses digest files otherwise",
        "이 프로그램은 다이제스트 파일을 다르게 읽습니다";
    fields_changed_since() =>
        "what fields of records are has changed since",
        "그 뒤에 레코드의 필드가 바뀌었습니다";
    file_gone(file) =>
        "{file}: is gone since",
        "{file}: 그 뒤에 없어졌습니다";
    file_not_in_index(name) =>
        "{name}: is not in the index",
        "{name}: 색인에 없습니다";
    articles_last_good() =>
        "its articles are those of its last good state",
        "기사가 마지막으로 온전했던 상태의 것입니다";
    no_article_in_index() =>
        "none of its articles is in the index",
        "색인에 이 파일의 기사가 없습니다";
    file_changed(name) =>
        "{name}: has changed since",
        "{name}: 그 뒤에 바뀌었습니다";
    articles_differ() =>
        "the articles in the index are not those of the digest file",
        "색인의 기사가 다이제스트 파일의 것과 다릅니다";
    could_be_parsed(message) =>
        "{message}; it could be parsed when the index was built",
        "{message}. 색인을 만들 때는 읽을 수 있었습니다";
    same_bytes(of) =>
        "has the same bytes as {of}, which is read; remove one of the two",
        "이미 읽은 {of}{과} 바이트가 같습니다. 둘 가운데 하나를 지우십시오";
    same_issue(wanted, owner) =>
        "holds the articles of issue {wanted}, of which {owner} is read: revised files before others, and these before copies; remove the one that is not wanted",
        "{wanted}호의 기사가 있는데, 이 호는 {owner}{을} 읽습니다. 고친 파일이 먼저이고 사본은 나중입니다. 필요 없는 것을 지우십시오";
    locked() =>
        "another job writes this index; nothing was done",
        "다른 작업이 이 색인을 쓰고 있어 아무것도 하지 않았습니다";
    stopped() =>
        "stopped; nothing was published",
        "멈췄습니다. 아무것도 게시하지 않았습니다";
    no_alerts(path) =>
        "there is no {path}; write it with a line for each alert, a name, a colon and a query, as `레드팀 동향: 레드팀 -게임`",
        "{path}{이} 없습니다. `레드팀 동향: 레드팀 -게임`처럼 알림마다 한 줄씩 이름, 쌍점, 질의를 쓰십시오";
    alerts_locked(reader) =>
        "another run tells the alerts of reader {reader}; nothing was told",
        "다른 실행이 수신자 {reader}에게 알리는 중이어서 아무것도 알리지 않았습니다";
    no_index_in(index) =>
        "there is no index in {index}",
        "{index}에 색인이 없습니다";
    newer_index(index, difference) =>
        "the index in {index} was made by a newer digest and is left as it is: {difference}",
        "{index}의 색인은 더 새로운 digest가 만든 것이어서 그대로 두었습니다: {difference}";
    address_space(limit, left, needed) =>
        "of the {limit} bytes of address space that this process may have (ulimit -v) {left} are left, and {needed} are needed; nothing was published",
        "이 프로세스가 쓸 수 있는 주소 공간(ulimit -v) {limit}바이트 가운데 {left}바이트가 남았는데 {needed}바이트가 필요합니다. 아무것도 게시하지 않았습니다";
    address_space_used_up(error, limit) =>
        "{error}; this process may have {limit} bytes of address space (ulimit -v); nothing was published",
        "{error}. 이 프로세스가 쓸 수 있는 주소 공간(ulimit -v)은 {limit}바이트입니다. 아무것도 게시하지 않았습니다";
    no_digest_file(corpus, endings) =>
        "{corpus} holds no digest file ({endings}); the index was left as it is",
        "{corpus}에 다이제스트 파일({endings})이 없습니다. 색인은 그대로 두었습니다";
    no_article_found(corpus, messages) =>
        "no article was found in {corpus}; the index was left as it is\n{messages}",
        "{corpus}에서 기사를 찾지 못했습니다. 색인은 그대로 두었습니다\n{messages}";
    shrinks(dropped, articles, files) =>
        "this would drop {dropped} of {articles}, which is more than a tenth; the index was left as it is\n  {files}",
        "{articles} 가운데 {dropped}건이 빠지게 되는데, 이는 10분의 1이 넘습니다. 색인은 그대로 두었습니다\n  {files}";
    records_kept(articles) =>
        "of its last good state: {articles}, since records of it are none now",
        "지금은 레코드가 올바르지 않아 마지막으로 온전했던 상태의 {articles}{을} 씁니다";
    articles_lost() =>
        "its articles are lost until it is mended: no generation of the index has them whole",
        "고칠 때까지 기사를 잃습니다. 색인의 어떤 세대에도 온전히 남아 있지 않습니다";
    kept_of(file, kept, articles) =>
        "{file}: {kept} of {articles} left",
        "{file}: {articles} 가운데 {kept}건 남음";
    and_more_files(files) =>
        "and {files} more",
        "그 밖에 {files}";
    passed_over(reason) =>
        "{reason}; it is passed over",
        "{reason}. 지나칩니다";
    damaged_passed_over(folder, flaw) =>
        "{folder} is damaged: {flaw}; it is passed over, but for articles that only it has",
        "{folder}{이} 손상되었습니다: {flaw}. 여기에만 있는 기사를 빼고는 지나칩니다";
    order_numbers() =>
        "the digest files need new numbers for their order",
        "다이제스트 파일의 순서에 새 번호가 필요합니다";
    too_many_files() =>
        "too many digest files",
        "다이제스트 파일이 너무 많습니다";
    no_index_yet() =>
        "there is no index yet",
        "아직 색인이 없습니다";
    base_damaged(base, flaw) =>
        "{base} is damaged: {flaw}",
        "{base}{이} 손상되었습니다: {flaw}";
    fields_changed() =>
        "what fields of records are has changed",
        "레코드의 필드가 바뀌었습니다";
    terms_changed() =>
        "the terms have changed",
        "용어가 바뀌었습니다";
    unconfirmed(error) =>
        "published, but the disk did not confirm it: {error}; look after the disk",
        "게시했지만 디스크가 확인해 주지 않았습니다: {error}. 디스크를 살펴보십시오";
    line_no_utf8(path, line) =>
        "{path}:{line}: is not UTF-8; save it as UTF-8",
        "{path}:{line}: UTF-8이 아닙니다. UTF-8로 저장하십시오";
    in_line(file, line, message) =>
        "{file}:{line}: {message}",
        "{file}:{line}: {message}";
    about(what, message) =>
        "{what}: {message}",
        "{what}: {message}";
    others_of_other_kinds(count) =>
        "{count} of other kinds",
        "다른 종류 {count}개";
    counted_with_names(count, kind, names) =>
        "{count} {kind} [{names}]",
        "{kind} {count}개 [{names}]";
    canary_fails_all(failing, canaries, names) =>
        "{failing} of {canaries} do not find what is to be found; the index was left as it is\n  {names}",
        "{canaries} 가운데 {failing}개가 찾아야 할 것을 찾지 못합니다. 색인은 그대로 두었습니다\n  {names}";
    one_canary_fails(canaries, name) =>
        "1 of {canaries} does not find what is to be found; the index was left as it is\n  {name}",
        "{canaries} 가운데 1개가 찾아야 할 것을 찾지 못합니다. 색인은 그대로 두었습니다\n  {name}";
    file_state_why(file, state, reason) =>
        "{file}: {state}: {reason}",
        "{file}: {state}: {reason}";
    canary_errs(place, query, error) =>
        "{place}: `{query}`: {error}",
        "{place}: `{query}`: {error}";
}
