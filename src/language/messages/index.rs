//! What is said of the index on disk.

use crate::language::particles::*;

messages! {
    cannot_gather() =>
        "what the cluster gave cannot be made searchable",
        "클러스터가 준 것을 검색할 수 있게 만들지 못했습니다";
    row_unreadable(id, field) =>
        "the document {id} is not what was written to the cluster: its field '{field}' cannot be read",
        "문서 {id}{이} 클러스터에 쓴 것과 다릅니다. 필드 ‘{field}’{을} 읽을 수 없습니다";
    index_is_damaged() =>
        "the index is damaged",
        "색인이 손상되었습니다";
    articles_not_those(file) =>
        "the articles of {file} are not those that it had",
        "{file}의 기사가 전에 있던 것과 다릅니다";
    cannot_read(path) =>
        "cannot read {path}",
        "{path}{을} 읽을 수 없습니다";
    names_no_generation(path) =>
        "{path} is damaged: it names no generation",
        "{path}{이} 손상되었습니다. 세대의 이름이 없습니다";
    cannot_create(path) =>
        "cannot create {path}",
        "{path}{을} 만들 수 없습니다";
    no_number_left() =>
        "no number is left for a generation",
        "세대에 붙일 번호가 남지 않았습니다";
    manifest_damaged() =>
        "its manifest is damaged",
        "manifest가 손상되었습니다";
    no_whole_files() =>
        "nothing tells which of its files are whole",
        "어느 파일이 온전한지 알 수 없습니다";
    files_unreadable() =>
        "its files cannot be read",
        "파일을 읽을 수 없습니다";
    no_index_folder(path) =>
        "cannot create the index folder {path}",
        "색인 폴더 {path}{을} 만들 수 없습니다";
    taken_away(path) =>
        "{path} was taken away while this run worked; nothing was published",
        "이 실행이 도는 동안 {path}{이} 없어졌습니다. 아무것도 게시하지 않았습니다";
    cannot_lock(path) =>
        "cannot lock {path}",
        "{path}{을} 잠글 수 없습니다";
    cannot_write(path) =>
        "cannot write {path}",
        "{path}{을} 쓸 수 없습니다";
    lock_no_file() =>
        "the lock of the index is no file; remove it",
        "색인의 잠금이 파일이 아닙니다. 지우십시오";
    other_version() =>
        "it has another version",
        "버전이 다릅니다";
    mark_names_work(work) =>
        "it names “{work}” as its folder to work in",
        "“{work}”{을} 작업 폴더로 적었습니다";
    mark_names_generation(name) =>
        "it names “{name}” as a generation",
        "“{name}”{을} 세대로 적었습니다";
    cannot_remove(path) =>
        "cannot remove {path}",
        "{path}{을} 지울 수 없습니다";
    being_written(path) =>
        "cannot remove {path}: it is being written to",
        "{path}{을} 지울 수 없습니다. 쓰는 중입니다";
    no_generation_back(index) =>
        "there is no generation to go back to in {index}",
        "{index}에 되돌릴 세대가 없습니다";
    no_generation_usable(index, unusable) =>
        "no generation in {index} can be gone back to:\n{unusable}",
        "{index}에 되돌릴 수 있는 세대가 없습니다:\n{unusable}";
    its_format(format) =>
        "its format is {format}",
        "형식이 {format}입니다";
    no_folder(folder) =>
        "{folder} is to be the index folder and is no folder",
        "{folder}{을} 색인 폴더로 쓰려 하는데 폴더가 아닙니다";
    holds_others(folder, name) =>
        "{folder} is no index of digest and not empty: there is {name} in it; nothing was changed. Move that away",
        "{folder}{은} digest의 색인이 아니며 비어 있지도 않습니다. {name}{이} 있습니다. 아무것도 바꾸지 않았습니다. 그것을 옮기십시오";
    bad_mark(folder, mark, why) =>
        "the mark of the index, {folder}/{mark}, is damaged ({why}), and no generation in the folder is whole; nothing was changed. Move {folder} away",
        "색인의 표식 {folder}/{mark}{이} 손상되었고({why}) 폴더에 온전한 세대가 없습니다. 아무것도 바꾸지 않았습니다. {folder}{을} 옮기십시오";
    newer_mark(folder, version, ours) =>
        "the index in {folder} was made by a newer digest and is left as it is: its mark is {version} and this program's is {ours}",
        "{folder}의 색인은 더 새로운 digest가 만든 것이어서 그대로 두었습니다. 표식의 버전이 {version}이고 이 프로그램은 {ours}입니다";
    is_damaged(path) =>
        "{path} is damaged",
        "{path}{이} 손상되었습니다";
    file_too_large() =>
        "a file of the index is too large",
        "색인의 파일이 너무 큽니다";
    cut_short() =>
        "it is cut short",
        "끝이 잘렸습니다";
    content_changed(name) =>
        "the content of {name} has changed",
        "{name}의 내용이 바뀌었습니다";
    holds_documents(documents, expected) =>
        "it holds {documents} and should hold {expected}",
        "문서가 {documents}인데 {expected}건이어야 합니다";
    no_threads() =>
        "cannot start threads",
        "스레드를 시작할 수 없습니다";
    totals_differ(found, named) =>
        "it has {found} and should have {named}",
        "{found}인데 {named}이어야 합니다";
    places_differ(id) =>
        "the places of the words of {id} are not those of its text",
        "{id}의 낱말 자리가 글의 것과 다릅니다";
    not_found_by_id(id) =>
        "{id} is not found by its id",
        "{id}{을} ID로 찾을 수 없습니다";
    not_found_by_word(id, word) =>
        "{id} is not found by its word “{word}”",
        "{id}{을} 그 낱말 “{word}”{으로} 찾을 수 없습니다";
    documents_differ() =>
        "its documents are not those that were parsed",
        "문서가 읽어 들인 것과 다릅니다";
    ids_twice(documents, id) =>
        "{documents} documents have the id {id}",
        "문서 {documents}건의 ID가 {id}입니다";
    ids_missing(found, all) =>
        "{found} of {all} have an id",
        "{all} 가운데 {found}건만 ID가 있습니다";
    no_read() =>
        "the index cannot be read",
        "색인을 읽을 수 없습니다";
    file_missing(file) =>
        "{file} is missing",
        "{file}{이} 없습니다";
    file_size(file, found, named) =>
        "{file} has {found} bytes and should have {named}",
        "{file}{은} {found}바이트인데 {named}바이트여야 합니다";
    file_unreadable(file, reason) =>
        "{file} cannot be read ({reason})",
        "{file}{을} 읽을 수 없습니다({reason})";
    file_foreign(file) =>
        "{file} does not belong there",
        "{file}{은} 그곳의 파일이 아닙니다";
    not_in_manifest(name) =>
        "the manifest does not name {name}",
        "manifest에 {name}{이} 없습니다";
    index_damaged(why) =>
        "the index is damaged: {why}",
        "색인이 손상되었습니다: {why}";
    format_differs(format, ours) =>
        "its format is {format} and this program's is {ours}",
        "형식이 {format}이고 이 프로그램은 {ours}입니다";
    part_differs(name, theirs, ours) =>
        "its {name} is {theirs} and this program's is {ours}",
        "{name}{이} {theirs}이고 이 프로그램은 {ours}입니다";
    dictionary_differs(dictionary, ours) =>
        "its dictionary is {dictionary} and this program's is {ours}",
        "사전이 {dictionary}이고 이 프로그램은 {ours}입니다";
    names_no_file(name) =>
        "it names “{name}”, which is no file beside it",
        "“{name}”{을} 적었는데 곁에 있는 파일이 아닙니다";
    names_twice(name) =>
        "it names {name} twice",
        "{name}{을} 두 번 적었습니다";
    no_checksum() =>
        "its checksum is missing",
        "체크섬이 없습니다";
    wrong_checksum() =>
        "its checksum is wrong",
        "체크섬이 맞지 않습니다";
    cannot_keep_terms() =>
        "cannot keep the terms",
        "용어를 보관할 수 없습니다";
    not_of_current(path) =>
        "{path} is not the one that CURRENT was written for",
        "{path}{은} CURRENT가 가리키는 것이 아닙니다";
    line_too_long(bytes) =>
        "a line is longer than {bytes} bytes",
        "{bytes}바이트보다 긴 줄이 있습니다";
    names_no_corpus_file(file) =>
        "it names “{file}”, which is no file below a corpus folder",
        "“{file}”{을} 적었는데 말뭉치 폴더 아래의 파일이 아닙니다";
    warnings_too_long(file, bytes) =>
        "{file}: its warnings take more than {bytes} bytes; cut the file into parts",
        "{file}: 경고가 {bytes}바이트를 넘습니다. 파일을 나누십시오";
    no_search() =>
        "the index cannot be searched",
        "색인을 검색할 수 없습니다";
    cannot_copy(from, to) =>
        "cannot copy {from} to {to}",
        "{from}{을} {to}{으로} 복사할 수 없습니다";
    managed_names_no_file(list, name) =>
        "{list} names “{name}”, which is no file beside it",
        "{list}에 “{name}”{이} 있는데 곁에 있는 파일이 아닙니다";
    cannot_set_access(path) =>
        "cannot set the access of {path}",
        "{path}의 접근 권한을 바꿀 수 없습니다";
    missing() =>
        "there is no index yet",
        "아직 색인이 없습니다";
    other_corpus(corpus) =>
        "the index was built of {corpus}",
        "이 색인은 {corpus}{으로} 만든 것입니다";
    made_by_newer(misfit) =>
        "the index was made by a newer digest: {misfit}",
        "이 색인은 더 새로운 digest가 만든 것입니다: {misfit}";
    misfit(misfit) =>
        "the index does not fit this program: {misfit}",
        "이 색인은 이 프로그램과 맞지 않습니다: {misfit}";
    no_access(path) =>
        "this user may not read {path}; a search needs read access to the whole index",
        "이 사용자는 {path}{을} 읽을 수 없습니다. 검색하려면 색인 전체를 읽을 수 있어야 합니다";
    has_no_current(index) =>
        "{index} has no CURRENT",
        "{index}에 CURRENT가 없습니다";
    folder_removed(folder) =>
        "{folder} was removed",
        "{folder}{이} 지워졌습니다";
    document_damaged() =>
        "a stored document is damaged",
        "저장된 문서가 손상되었습니다";
    text_damaged() =>
        "the text of a stored document is damaged",
        "저장된 문서의 글이 손상되었습니다";
    no_issue() =>
        "a document was indexed without its issue",
        "호가 없이 색인된 문서가 있습니다";
    never_changed() =>
        "a published generation of the index is never changed",
        "게시된 세대는 바꾸지 않습니다";
    other_fields(folder) =>
        "{folder} holds other fields than it says",
        "{folder}에 적힌 것과 다른 필드가 있습니다";
    cannot_use(path) =>
        "{path} cannot be used",
        "{path}{을} 쓸 수 없습니다";
    cannot_open(path) =>
        "cannot open {path}",
        "{path}{을} 열 수 없습니다";
    document_unreadable() =>
        "a stored document cannot be read",
        "저장된 문서를 읽을 수 없습니다";
    stored_without_places() =>
        "a document was stored without the places of its words",
        "낱말의 자리 없이 저장된 문서가 있습니다";
    stored_without_text() =>
        "a document was stored without its text",
        "글 없이 저장된 문서가 있습니다";
    documents_unreadable() =>
        "stored documents cannot be read",
        "저장된 문서들을 읽을 수 없습니다";
    no_segment() =>
        "there is no such segment",
        "그런 세그먼트가 없습니다";
    cannot_store() =>
        "cannot store a document",
        "문서를 저장할 수 없습니다";
    unknown_block() =>
        "a stored document holds a block of an unknown kind",
        "저장된 문서에 알 수 없는 종류의 블록이 있습니다";
    cannot_create_index(path) =>
        "cannot create an index in {path}",
        "{path}에 색인을 만들 수 없습니다";
    cannot_write_index() =>
        "cannot write to the index",
        "색인에 쓸 수 없습니다";
    id_added_twice(id) =>
        "the id {id} was added twice",
        "ID {id}{이} 두 번 추가되었습니다";
    cannot_index(id) =>
        "cannot index {id}",
        "{id}{을} 색인할 수 없습니다";
    cannot_finish() =>
        "cannot finish the index",
        "색인을 마칠 수 없습니다";
    new_index_wrong(faults) =>
        "the new index is wrong:\n{faults}",
        "새 색인이 잘못되었습니다:\n{faults}";
    cannot_replace(path) =>
        "cannot replace {path}; if it is a folder, move it away",
        "{path}{을} 바꿀 수 없습니다. 폴더라면 옮기십시오";
    cannot_sync(path) =>
        "cannot sync {path}",
        "{path}{을} 디스크에 기록할 수 없습니다";
    cannot_sort() =>
        "cannot sort the words",
        "낱말을 정렬할 수 없습니다";
}
