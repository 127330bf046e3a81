//! What is said of manual pages.

use crate::language::particles::*;

messages! {
    corpus_variable() =>
        "The folder of digest files, where no --corpus names it.",
        "--corpus로 지정하지 않았을 때 다이제스트 파일이 있는 폴더.";
    index_variable() =>
        "The folder of the index or its address in a cluster, where no --index names it.",
        "--index로 지정하지 않았을 때 색인 폴더나 클러스터의 색인 주소.";
    ca_file_variable() =>
        "The certificates of authorities that are trusted of a cluster, where no --ca-file names them.",
        "--ca-file로 지정하지 않았을 때 클러스터에서 신뢰할 인증 기관의 인증서.";
    cluster_user_variable() =>
        "The user who asks a cluster.",
        "클러스터의 사용자.";
    cluster_password_variable() =>
        "The password of that user.",
        "그 사용자의 비밀번호.";
    cluster_api_key_variable() =>
        "The API key for a cluster, instead of a user and a password.",
        "사용자와 비밀번호 대신 쓰는 클러스터의 API 키.";
    cluster_credentials_file_variable() =>
        "A file with the credentials for a cluster, which none but its owner may read.",
        "클러스터의 인증 정보가 있는 파일. 소유자만 읽을 수 있어야 한다.";
    config_variable() =>
        "The configuration file; empty for none.",
        "설정 파일. 비어 있으면 쓰지 않는다.";
    digest_pager_variable() =>
        "The pager for long text; empty for none. It comes before the pager of the configuration file.",
        "긴 글을 보이는 페이저. 비어 있으면 쓰지 않는다. 설정 파일의 페이저보다 앞선다.";
    pager_variable() =>
        "The pager where nothing else names one.",
        "다른 곳에서 지정하지 않았을 때의 페이저.";
    less_variable() =>
        "The flags of less; FRX where it is not set.",
        "less의 옵션. 설정하지 않으면 FRX.";
    no_color_variable() =>
        "Where it is not empty, text has no colours.",
        "비어 있지 않으면 색을 쓰지 않는다.";
    clicolor_force_variable() =>
        "Where it is neither empty nor 0, text has colours in pipes and files too.",
        "비어 있지도 0이지도 않으면 파이프와 파일에도 색을 쓴다.";
    clicolor_variable() =>
        "Where it is 0, text has no colours.",
        "0이면 색을 쓰지 않는다.";
    force_hyperlink_variable() =>
        "Where it is 0, text has no links; with another value, it has links everywhere.",
        "0이면 링크를 쓰지 않고, 다른 값이면 어디서나 쓴다.";
    columns_variable() =>
        "The width of text where standard output is no terminal.",
        "표준 출력이 터미널이 아닐 때 글의 너비.";
    config_file() =>
        "In the user's configuration folder (~/.config): the user's settings; see digest-config(1).",
        "사용자의 설정 폴더(~/.config)에 있는 사용자의 설정. digest-config(1) 참고.";
    corpus_file() =>
        "In the nearest enclosing folder: the digest files. Else digest/corpus in the user's data folder (~/.local/share).",
        "가장 가까운 상위 폴더에 있는 다이제스트 파일. 없으면 사용자의 데이터 폴더(~/.local/share)에 있는 digest/corpus.";
    index_file() =>
        "Beside corpus/: the index.",
        "corpus/ 옆에 있는 색인.";
    terms_file() =>
        "Beside corpus/: words that the dictionary lacks, a line each; see digest-terms(1).",
        "corpus/ 옆에 있으며, 사전에 없는 낱말을 한 줄에 하나씩 적는다. digest-terms(1) 참고.";
    synonyms_file() =>
        "Beside corpus/: words that mean the same, a group a line.",
        "corpus/ 옆에 있으며, 뜻이 같은 낱말을 한 줄에 한 묶음씩 적는다.";
    canaries_file() =>
        "Queries with the id that each must find, before an index is published.",
        "색인을 게시하기 전에 찾아야 하는 ID를 적은 질의.";
    no_such_command(command, names) =>
        "there is no command “{command}”; there are {names}",
        "“{command}”{이라는} 명령이 없습니다. 쓸 수 있는 명령은 {names}입니다";
    no_page_written() =>
        "cannot write the page",
        "매뉴얼을 쓸 수 없습니다";
    cannot_make(dir) =>
        "cannot make {dir}",
        "{dir}{을} 만들 수 없습니다";
    cannot_write_page(path) =>
        "cannot write {path}",
        "{path}{을} 쓸 수 없습니다";
    manual_name() =>
        "Korean news digests",
        "한국어 뉴스 다이제스트";
    digest_files_in(name) =>
        "Digest files in {name}.",
        "{name} 형식의 다이제스트 파일.";
    language_variable() =>
        "The language of messages and labels, ko or en. It comes before the locale (LC_ALL, LC_MESSAGES, LANG, LANGUAGE).",
        "메시지와 표시의 언어(ko나 en). 로캘(LC_ALL, LC_MESSAGES, LANG, LANGUAGE)보다 앞선다.";
}
