//! What is said of the configuration and the folders that hold.

use crate::language::particles::*;

messages! {
    configuration_no_utf8(path) =>
        "{path} is not UTF-8; save it as UTF-8",
        "{path}{이} UTF-8이 아닙니다. UTF-8로 저장하십시오";
    no_such_setting(name, keys) =>
        "there is no setting `{name}`; there are {keys}",
        "`{name}`{이라는} 설정이 없습니다. 쓸 수 있는 설정은 {keys}입니다";
    setting_no_text(name, kind, may_be) =>
        "`{name}` is not a text but {kind}; write {may_be}",
        "`{name}`{은} 글이 아니라 {kind}입니다. {may_be}{을} 쓰십시오";
    setting_empty(name, may_be) =>
        "`{name}` is empty; write {may_be}",
        "`{name}`{이} 비어 있습니다. {may_be}{을} 쓰십시오";
    setting_other_home(name) =>
        "`{name}` begins with the home of another user; write the folder from / on",
        "`{name}`{이} 다른 사용자의 홈으로 시작합니다. 폴더를 /부터 쓰십시오";
    no_home() =>
        "`~` stands for a home folder, and there is none; set HOME",
        "`~`{은} 홈 폴더를 뜻하는데 홈 폴더가 없습니다. HOME을 설정하십시오";
    setting_format(name, names) =>
        "{name} = \"text\"; there are {names}",
        "{name} = \"text\"(가능한 값: {names})";
    setting_cannot_be(name, text, may_be) =>
        "`{name}` cannot be \"{text}\"; write {may_be}",
        "`{name}`{은} \"{text}\"일 수 없습니다. {may_be}{을} 쓰십시오";
    setting_no_mebibytes(name, first, last) =>
        "`{name}` is no number of MiB from {first} to {last}; write {name} = 1024",
        "`{name}`{은} {first}부터 {last}까지의 MiB 수여야 합니다. {name} = 1024처럼 쓰십시오";
    setting_fields_form() =>
        "title = \"이름\" or title = [\"이름\", \"표제어\"] below [fields]",
        "[fields] 아래의 title = \"이름\" 또는 title = [\"이름\", \"표제어\"]";
    setting_fields_no_table(may_be) =>
        "`fields` is no table; write {may_be}",
        "`fields`가 표가 아닙니다. {may_be}{을} 쓰십시오";
    setting_fields_no_role(key, roles) =>
        "no field of an article is called `{key}`; there are {roles}",
        "기사에 `{key}`{이라는} 필드가 없습니다. 쓸 수 있는 필드는 {roles}입니다";
    setting_fields_no_name(key, may_be) =>
        "`fields.{key}` is no name of a field; write {may_be}",
        "`fields.{key}`{이} 필드 이름이 아닙니다. {may_be}{을} 쓰십시오";
    setting_pager_form() =>
        "pager = \"less -R\", or pager = false for none",
        "pager = \"less -R\", 쓰지 않으려면 pager = false";
    no_current_folder() =>
        "cannot tell the current folder",
        "현재 폴더를 알 수 없습니다";
    corpus_is_here(name, corpus, index) =>
        "no {name}/ in {corpus} or above it: the digest files of the folder itself are taken (--corpus names another); their index goes to {index}",
        "{corpus}에도 그 위에도 {name}/ 폴더가 없어, 이 폴더에 있는 다이제스트 파일을 씁니다(다른 폴더는 --corpus로 지정). 색인은 {index}에 둡니다";
    not_the_current_folder(here, corpus) =>
        "the digest files in {here} are not in the corpus, which is {corpus}; `--corpus .` takes them instead",
        "{here}에 있는 다이제스트 파일은 말뭉치({corpus})에 들지 않습니다. 이 폴더를 쓰려면 `--corpus .`로 지정하십시오";
    no_cache_folder() =>
        "cannot tell the user's cache folder, where what was read of a cluster is kept; set XDG_CACHE_HOME or HOME",
        "클러스터에서 읽은 것을 둘 사용자의 캐시 폴더를 알 수 없습니다. XDG_CACHE_HOME이나 HOME을 설정하십시오";
    no_data_folder() =>
        "cannot tell the user's data folder; name folders with --corpus and --index",
        "사용자의 데이터 폴더를 알 수 없습니다. --corpus와 --index로 폴더를 지정하십시오";
    corpus_is_index(index) =>
        "{index} is the corpus folder and the index folder; choose another with --index",
        "{index}{이} 말뭉치 폴더이자 색인 폴더입니다. --index로 다른 폴더를 지정하십시오";
    index_inside_corpus(index, corpus) =>
        "the index folder {index} is inside the corpus folder {corpus}; choose another with --index",
        "색인 폴더 {index}{이} 말뭉치 폴더 {corpus} 안에 있습니다. --index로 다른 폴더를 지정하십시오";
    corpus_inside_index(corpus, index) =>
        "the corpus folder {corpus} is inside the index folder {index}; choose another with --index",
        "말뭉치 폴더 {corpus}{이} 색인 폴더 {index} 안에 있습니다. --index로 다른 폴더를 지정하십시오";
    configuration_unreadable(path, error) =>
        "cannot read {path}: {error}; put a text file there that this user may read, or remove it",
        "{path}{을} 읽을 수 없습니다: {error}. 이 사용자가 읽을 수 있는 텍스트 파일을 두거나 지우십시오";
    named_configuration_unreadable(path, error) =>
        "cannot read {path}, which DIGEST_CONFIG names: {error}; put a text file there that this user may read, or set DIGEST_CONFIG= for none",
        "DIGEST_CONFIG로 지정한 {path}{을} 읽을 수 없습니다: {error}. 이 사용자가 읽을 수 있는 텍스트 파일을 두거나, 쓰지 않으려면 DIGEST_CONFIG=로 설정하십시오";
    at_place(place, message) =>
        "{place}: {message}",
        "{place}: {message}";
    setting_text_form(name) =>
        "{name} = \"~/digests\"",
        "{name} = \"~/digests\"";
    setting_when_form(name) =>
        "{name} = \"auto\", \"always\" or \"never\"",
        "{name} = \"auto\", \"always\", \"never\" 가운데 하나";
    setting_language_form(name) =>
        "{name} = \"ko\" or \"en\"",
        "{name} = \"ko\" 또는 \"en\"";
    about_setting(name, message) =>
        "`{name}`: {message}",
        "`{name}`: {message}";
    no_state_folder() =>
        "cannot tell the user's folder of states, where what readers of alerts were told is kept; set XDG_STATE_HOME or HOME",
        "알림을 받는 이에게 알린 것을 둘 사용자의 상태 폴더를 알 수 없습니다. XDG_STATE_HOME이나 HOME을 설정하십시오";
    cannot_make_state_folder(folder) =>
        "cannot make {folder}, where what readers of alerts were told is kept",
        "알림을 받는 이에게 알린 것을 둘 {folder}{을} 만들 수 없습니다";
    not_over_cluster(address) =>
        "this works over a folder alone, and the index is {address}; name a folder with --index",
        "이 일은 폴더에 있는 색인에서만 되는데 색인이 {address}입니다. --index로 폴더를 지정하십시오";
    setting_command_form(name) =>
        "{name} = [\"pass\", \"show\", \"digest\"], a program with its arguments",
        "{name} = [\"pass\", \"show\", \"digest\"]처럼 프로그램과 그 인수";
    setting_no_command(name, may_be) =>
        "`{name}` is no program with its arguments; write {may_be}",
        "`{name}`{이} 프로그램과 그 인수가 아닙니다. {may_be}{을} 쓰십시오";
    setting_two_credentials() =>
        "there are both `credentials_file` and `credentials_command`; leave one of them out",
        "`credentials_file`과 `credentials_command`가 함께 있습니다. 하나를 빼십시오";
    variable_no_utf8(name) =>
        "the value of {name} is not UTF-8; set it anew",
        "{name}의 값이 UTF-8이 아닙니다. 다시 설정하십시오";
}
