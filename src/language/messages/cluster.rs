//! What is said of a cluster: its address, and what goes wrong with it.

use crate::language::particles::*;

messages! {
    file_damaged(name) =>
        "what the cluster keeps of the file “{name}” is not what was written",
        "클러스터에 있는 파일 “{name}”{이} 쓴 것과 다릅니다";
    cannot_keep(path) =>
        "cannot keep in {path} what was read of the cluster",
        "클러스터에서 읽은 것을 {path}에 둘 수 없습니다";
    too_many_hits(hits, most) =>
        "there are {hits} hits, and a search over a cluster gives {most} at most; ask for fewer, or narrow the query",
        "결과가 {hits}건인데 클러스터에서 한 번에 받을 수 있는 것은 {most}건까지입니다. 더 적게 요청하거나 검색어를 좁히십시오";
    no_chosen_documents() =>
        "documents of an index on a cluster have no addresses; take an engine over those that are chosen",
        "클러스터에 있는 색인의 문서에는 주소가 없습니다. 고른 문서만으로 된 검색 엔진을 쓰십시오";
    foreign(name) =>
        "“{name}” is on the cluster, and is no index of this program's; take another name",
        "클러스터에 있는 “{name}”{은} 이 프로그램의 색인이 아닙니다. 다른 이름을 쓰십시오";
    lease_lost(name) =>
        "the lease of the index “{name}” ran out, or another run has it; nothing was published",
        "색인 “{name}”의 사용권이 만료되었거나 다른 실행이 가지고 있어 아무것도 게시하지 않았습니다";
    lease_taken_over(pid, host) =>
        "took over from a run that is not alive any more (process {pid} on {host})",
        "더는 살아 있지 않은 실행({host}의 프로세스 {pid})을 대신합니다";
    never_published() =>
        "it was never published, so nothing tells that it is whole",
        "게시된 적이 없어 온전한지 알 수 없음";
    shards_changed(before, now) =>
        "the index lies in {before} shards, and {now} are wanted",
        "색인의 샤드가 {before}개인데 {now}개로 바꿈";
    layout_changed() =>
        "this program makes other fields and settings on a cluster",
        "이 프로그램은 클러스터에 다른 필드와 설정을 만듦";
    copies_missing(generation, copies, nodes) =>
        "the index {generation} is published, but its parts have not all of their copies yet (wanted beside each: {copies}; nodes that hold data: {nodes}); look at the health of the cluster, or want fewer copies",
        "색인 {generation}{을} 게시했지만 복제본이 아직 다 만들어지지 않았습니다(샤드마다 {copies}개 필요, 데이터 노드 {nodes}개). 클러스터의 상태를 확인하거나 복제본 수를 줄이십시오";
    part_lost(index, seconds) =>
        "a node took a part of the new index {index} with it, and was not back after {seconds} seconds; nothing was published: look at the health of the cluster, and run it again",
        "새 색인 {index}의 일부를 가진 노드가 사라져 {seconds}초가 지나도 돌아오지 않았습니다. 아무것도 게시하지 않았습니다. 클러스터의 상태를 확인하고 다시 실행하십시오";
    not_what_was_written(fault) =>
        "the cluster holds something else than was written: {fault}; nothing was published",
        "클러스터에 있는 것이 쓴 것과 다릅니다: {fault}. 아무것도 게시하지 않았습니다";
    not_published(generation) =>
        "the cluster did not say that it published the generation {generation}",
        "클러스터가 세대 {generation}{을} 게시했다고 알리지 않았습니다";
    row_differs(id) =>
        "what the cluster searches of {id} is not what this program makes of it",
        "클러스터가 검색하는 {id}의 내용이 이 프로그램이 만드는 것과 다릅니다";
    lengths_differ() =>
        "the lengths of fields in the manifest are not those of the documents",
        "manifest에 있는 필드 길이가 문서의 것과 다릅니다";
    words_differ() =>
        "the file of words is not of the documents",
        "단어 파일이 문서의 것과 다릅니다";
    no_routes(generation) =>
        "the cluster does not tell the shards of the index {generation}",
        "클러스터가 색인 {generation}의 샤드를 알려 주지 않습니다";
    no_manifest(generation) =>
        "the generation {generation} has no manifest",
        "세대 {generation}에 manifest가 없습니다";
    not_ready(index, seconds) =>
        "the cluster did not make the index {index} ready within {seconds} seconds; look whether nodes are missing (`GET /_cluster/health`), and run it again",
        "클러스터가 {seconds}초 안에 색인 {index}{을} 준비하지 못했습니다. 빠진 노드가 있는지(`GET /_cluster/health`) 살피고 다시 실행하십시오";
    other_count(held, expected) =>
        "the cluster holds {held} documents where {expected} were written; nothing was published",
        "쓴 문서는 {expected}건인데 클러스터에는 {held}건이 있습니다. 아무것도 게시하지 않았습니다";
    other_documents(file) =>
        "the cluster gives back other documents of {file} than were written; nothing was published",
        "클러스터가 {file}의 문서를 쓴 것과 다르게 돌려줍니다. 아무것도 게시하지 않았습니다";
    address_scheme(scheme) =>
        "“{scheme}://” is the address of no cluster, which is written as https://search.example:9200/digests; a folder of that name is written with ./ in front",
        "“{scheme}://”{은} 클러스터 주소가 아닙니다. 주소는 https://search.example:9200/digests처럼 쓰고, 그런 이름의 폴더는 앞에 ./를 붙여 쓰십시오";
    address_credentials() =>
        "the address of the cluster holds a user or a password, which others on this machine could read; leave it out, and set DIGEST_CLUSTER_USER and DIGEST_CLUSTER_PASSWORD instead",
        "클러스터 주소에 사용자나 비밀번호가 들어 있어, 이 컴퓨터의 다른 사람이 읽을 수 있습니다. 주소에서 빼고 DIGEST_CLUSTER_USER와 DIGEST_CLUSTER_PASSWORD를 설정하십시오";
    address_host(host) =>
        "the address of the cluster has no host, or “{host}” is none; write https://search.example:9200/digests",
        "클러스터 주소에 호스트가 없거나 “{host}”{은} 호스트가 아닙니다. https://search.example:9200/digests처럼 쓰십시오";
    address_port(port) =>
        "“{port}” is no port of an address; write a number from 1 to 65535, as in https://search.example:9200/digests",
        "“{port}”{은} 주소의 포트가 아닙니다. https://search.example:9200/digests처럼 1부터 65535까지의 수를 쓰십시오";
    address_query() =>
        "the address of the cluster has a `?` or a `#`; it ends with the name of the index, as in https://search.example:9200/digests",
        "클러스터 주소에 `?`나 `#`이 있습니다. https://search.example:9200/digests처럼 색인 이름으로 끝나야 합니다";
    address_prefix(part) =>
        "“{part}” cannot stand before the name of the index in the address of a cluster; write letters, digits, `-`, `.`, `_` or `~` between the slashes",
        "“{part}”{은} 클러스터 주소에서 색인 이름 앞에 올 수 없습니다. 빗금 사이에는 영문자, 숫자, `-`, `.`, `_`, `~`만 쓰십시오";
    address_no_name() =>
        "the address of the cluster names no index; put its name behind, as in https://search.example:9200/digests",
        "클러스터 주소에 색인 이름이 없습니다. https://search.example:9200/digests처럼 뒤에 이름을 쓰십시오";
    address_name(name, most) =>
        "a cluster takes no index of the name “{name}”; it is in lower case, begins with a letter or a digit, has at most {most} bytes, does not end as the indexes that this program makes do (`-lock`, `-gen-7`), and has no space or any of `\\ / * ? \" < > | , # : %`",
        "클러스터는 “{name}”{이라는} 색인 이름을 받지 않습니다. 소문자로, 글자나 숫자로 시작해 {most}바이트 이하로 쓰되 이 프로그램이 만드는 색인처럼(`-lock`, `-gen-7`) 끝나지 않아야 하며, 공백과 `\\ / * ? \" < > | , # : %`는 쓰지 마십시오";
    no_client(url) =>
        "cannot ask the cluster at {url}: this program was built without a client for clusters",
        "{url}의 클러스터에 요청할 수 없습니다. 이 프로그램은 클러스터 클라이언트 없이 빌드되었습니다";
    plain_http(url) =>
        "the credentials for {url} would travel readable for everybody on the way; write https:// instead of http://",
        "{url}에 쓸 인증 정보가 누구나 읽을 수 있게 전송됩니다. http:// 대신 https://로 쓰십시오";
    unsendable_credentials() =>
        "the credentials for the cluster hold characters that cannot be sent: a user has no colon, none has a line's end, and an API key is letters, digits and `+/=_-:.`; check where they come from",
        "클러스터 인증 정보에 보낼 수 없는 문자가 있습니다. 사용자에는 쌍점이, 어디에도 줄바꿈이 없어야 하고 API 키는 영문자, 숫자, `+/=_-:.`으로만 되어 있어야 합니다. 인증 정보를 어디에서 가져오는지 확인하십시오";
    authority_file(path, reason) =>
        "cannot take certificates of authorities from {path}: {reason}; it is a file with `-----BEGIN CERTIFICATE-----` in it",
        "{path}에서 인증 기관의 인증서를 읽을 수 없습니다: {reason}. `-----BEGIN CERTIFICATE-----`가 들어 있는 파일이어야 합니다";
    no_certificate() =>
        "it holds no certificate",
        "인증서가 없음";
    unknown_host(host) =>
        "there is no host called {host}; check the address of the cluster, and the network",
        "{host}{이라는} 호스트가 없습니다. 클러스터 주소와 네트워크를 확인하십시오";
    refused(url) =>
        "nothing listens at {url}; check that the cluster runs, and its port",
        "{url}에서 응답하는 프로그램이 없습니다. 클러스터가 실행 중인지, 포트가 맞는지 확인하십시오";
    unreachable(url, reason) =>
        "{url} cannot be reached: {reason}; check the network",
        "{url}에 연결할 수 없습니다: {reason}. 네트워크를 확인하십시오";
    untrusted(host) =>
        "the certificate of {host} is of no authority that is trusted here",
        "{host}의 인증서를 발급한 기관을 여기에서는 신뢰하지 않습니다";
    other_host(host) =>
        "the certificate is not of {host}; write the host as its certificate names it",
        "{host}의 인증서가 아닙니다. 인증서에 있는 호스트 이름으로 주소를 쓰십시오";
    expired(host) =>
        "the certificate of {host} has expired; tell who keeps the cluster",
        "{host}의 인증서가 만료되었습니다. 클러스터 관리자에게 알리십시오";
    not_valid_yet(host) =>
        "the certificate of {host} is not valid yet; check the clock of this machine",
        "{host}의 인증서가 아직 유효하지 않습니다. 이 컴퓨터의 시계를 확인하십시오";
    no_tls(url) =>
        "what listens at {url} does not speak TLS; check the port, or write http:// where the cluster is without TLS",
        "{url}에서 TLS를 쓰지 않습니다. 포트를 확인하거나, TLS 없는 클러스터이면 http://로 쓰십시오";
    tls(host, reason) =>
        "no encrypted connection to {host}: {reason}; check the certificate and the settings of TLS there",
        "{host}에 암호화된 연결을 할 수 없습니다: {reason}. 그곳의 인증서와 TLS 설정을 확인하십시오";
    lost(url, reason) =>
        "the connection to {url} was lost: {reason}; try again, and check whether the cluster wants https://",
        "{url}{과} 연결이 끊어졌습니다: {reason}. 다시 해 보고, 클러스터가 https://를 요구하는지 확인하십시오";
    late(url, seconds) =>
        "{url} did not answer within {seconds} s; try again, or look whether the cluster has too much to do",
        "{url}{이} {seconds}초 안에 응답하지 않았습니다. 다시 해 보거나 클러스터에 부하가 많은지 확인하십시오";
    wrong_credentials(url) =>
        "{url} does not take the user, password or API key (401)",
        "{url}에서 사용자, 비밀번호 또는 API 키를 받아들이지 않습니다(401)";
    no_credentials(url) =>
        "{url} wants to know who asks (401), and there are no credentials",
        "{url}에서 인증 정보를 요구하는데(401) 설정된 것이 없습니다";
    forbidden(index, reason) =>
        "the cluster does not allow this on “{index}” (403): {reason}; ask who keeps the cluster for the permission",
        "클러스터가 “{index}”에 이 작업을 허용하지 않습니다(403): {reason}. 클러스터 관리자에게 권한을 요청하십시오";
    no_index(index) =>
        "the cluster has no index “{index}”",
        "클러스터에 “{index}”{이라는} 색인이 없습니다";
    busy(reason) =>
        "the cluster has too much to do, also after waiting (429): {reason}; try again later",
        "클러스터에 부하가 많고 기다려도 나아지지 않습니다(429): {reason}. 나중에 다시 하십시오";
    disk_full(reason) =>
        "a disk of the cluster is full, and it takes nothing more: {reason}; free space there, after which the cluster takes writes again by itself (an old one needs `index.blocks.read_only_allow_delete` set to null)",
        "클러스터의 디스크가 가득 차 더 쓸 수 없습니다: {reason}. 그곳의 공간을 비우면 다시 쓸 수 있게 됩니다(오래된 버전은 `index.blocks.read_only_allow_delete`를 null로 설정해야 함)";
    blocked(reason) =>
        "the cluster has blocked this: {reason}; who keeps the cluster can lift the block",
        "클러스터에서 이 작업이 막혀 있습니다: {reason}. 클러스터 관리자가 풀 수 있습니다";
    no_manager(url) =>
        "the cluster at {url} has no manager node, and can do nothing until it has one; look at its nodes",
        "{url}의 클러스터에 관리 노드가 없어 아무것도 할 수 없습니다. 노드들의 상태를 확인하십시오";
    unavailable(url, status, reason) =>
        "{url} cannot answer now ({status}): {reason}; try again, and look at the health of the cluster",
        "{url}{이} 지금 응답할 수 없습니다({status}): {reason}. 다시 해 보고 클러스터의 상태를 확인하십시오";
    parts_missing(failed, total, reason) =>
        "{failed} of {total} shards of the index did not answer, so the answer would not be whole: {reason}; look at the health of the cluster",
        "색인의 샤드 {total}개 가운데 {failed}개가 응답하지 않아 온전한 답이 아닙니다: {reason}. 클러스터의 상태를 확인하십시오";
    cut_short() =>
        "the cluster gave up before it had looked at all of the index, so the answer would not be whole; try again, or allow more time",
        "클러스터가 색인 전체를 살펴보기 전에 멈추어 온전한 답이 아닙니다. 다시 하거나 시간을 늘리십시오";
    not_a_cluster(url, told) =>
        "what answers at {url} is no OpenSearch cluster: {told}; check the address",
        "{url}에서 응답하는 것은 OpenSearch 클러스터가 아닙니다: {told}. 주소를 확인하십시오";
    no_version_told() =>
        "it does not tell its version",
        "버전을 알리지 않음";
    told_no_json(status, text) =>
        "it answers {status} with “{text}”",
        "{status}{과} “{text}”{으로} 응답함";
    elsewhere(url, to) =>
        "{url} answers that it is elsewhere ({to}), and credentials are not sent there unasked; give that address if it is right",
        "{url}에서 다른 주소({to})로 가라고 응답했는데, 인증 정보를 확인 없이 그리로 보내지 않습니다. 맞는 주소이면 그 주소를 지정하십시오";
    other_version(server) =>
        "the cluster runs {server}, and OpenSearch 1.0 or later, or Elasticsearch 7.10, is needed",
        "클러스터가 {server}인데 OpenSearch 1.0 이상이나 Elasticsearch 7.10이 필요합니다";
    conflict(reason) =>
        "somebody else changed the same in the cluster meanwhile (409): {reason}; try again",
        "그사이 다른 누군가가 클러스터에서 같은 것을 바꾸었습니다(409): {reason}. 다시 하십시오";
    items(refused, sent, id, reason, status) =>
        "the cluster did not take {refused} of {sent} documents, the first of them “{id}” ({status}): {reason}",
        "클러스터가 문서 {sent}건 가운데 {refused}건을 받지 않았습니다. 첫 번째는 “{id}”입니다({status}): {reason}";
    too_large(url) =>
        "{url} does not take as much at once (413); raise `http.max_content_length` of the cluster, or the limit of what stands before it",
        "{url}에서 한 번에 이만큼 받지 않습니다(413). 클러스터의 `http.max_content_length`나 그 앞에 있는 서버의 한도를 올리십시오";
    reply_too_large(limit) =>
        "the cluster answers more than the {limit} bytes that are read at most; ask for less at once",
        "클러스터의 응답이 읽을 수 있는 한도 {limit}바이트를 넘습니다. 한 번에 더 적게 요청하십시오";
    too_many_clauses(reason) =>
        "the query comes to more clauses than the cluster takes ({reason}); ask for fewer words or prefixes, or have the cluster take more (`indices.query.bool.max_clause_count`)",
        "질의가 클러스터가 받는 것보다 많은 절로 바뀝니다({reason}). 낱말이나 앞부분 일치를 줄이거나, 클러스터가 더 받도록 하십시오(`indices.query.bool.max_clause_count`)";
    answered(status, kind, reason) =>
        "the cluster refuses the request ({status} {kind}): {reason}",
        "클러스터가 요청을 거절했습니다({status} {kind}): {reason}";
    bad_request(reason) =>
        "a request to the cluster could not be made: {reason}; this is a mistake of this program",
        "클러스터에 보낼 요청을 만들 수 없습니다: {reason}. 이 프로그램의 오류입니다";
    stopped() =>
        "stopped before the cluster had answered",
        "클러스터가 응답하기 전에 중지되었습니다";
    ended_early() =>
        "the answer ended early",
        "응답이 중간에 끝남";
    no_reason() =>
        "no reason was told",
        "까닭을 알리지 않음";
    no_password() =>
        "there is a user for the cluster and no password; set both, or an API key alone",
        "클러스터의 사용자는 있는데 비밀번호가 없습니다. 둘 다 설정하거나 API 키만 설정하십시오";
    no_user() =>
        "there is a password for the cluster and no user; set both, or an API key alone",
        "클러스터의 비밀번호는 있는데 사용자가 없습니다. 둘 다 설정하거나 API 키만 설정하십시오";
    two_credentials() =>
        "there are both an API key and a user or a password for the cluster; set one of the two",
        "클러스터의 API 키와 사용자나 비밀번호가 함께 있습니다. 둘 가운데 하나만 설정하십시오";
    credentials_file_unreadable(path, error) =>
        "cannot read the credentials for the cluster from {path}: {error}",
        "{path}에서 클러스터의 인증 정보를 읽을 수 없습니다: {error}";
    credentials_file_open(path) =>
        "others than its owner may read or change {path}, which holds credentials; run `chmod 600` on it",
        "인증 정보가 있는 {path}{을} 소유자가 아닌 사람도 읽거나 바꿀 수 있습니다. 그 파일에 `chmod 600`을 실행하십시오";
    credentials_of_file(path, message) =>
        "credentials for the cluster in {path}: {message}",
        "{path}의 클러스터 인증 정보: {message}";
    credentials_of_command(program, message) =>
        "credentials for the cluster by the command `{program}`: {message}; run it by hand to see why",
        "`{program}` 명령의 클러스터 인증 정보: {message}. 까닭은 직접 실행해 확인하십시오";
    credentials_no_utf8() =>
        "they are not UTF-8; save them as UTF-8",
        "UTF-8이 아닙니다. UTF-8로 저장하십시오";
    credentials_no_line(number) =>
        "line {number} is none of `user = …`, `password = …` and `api-key = …`",
        "{number}번째 줄이 `user = …`, `password = …`, `api-key = …` 가운데 어느 것도 아닙니다";
    credentials_twice(number) =>
        "line {number} tells anew what a line before told; leave one of them",
        "{number}번째 줄이 앞줄에 있는 것을 다시 적었습니다. 하나만 남기십시오";
    credentials_none() =>
        "there are no credentials; write `user = …` and `password = …`, or `api-key = …`, a line each",
        "인증 정보가 없습니다. 한 줄에 하나씩 `user = …`와 `password = …`, 또는 `api-key = …`를 쓰십시오";
    credentials_no_command() =>
        "no program is named",
        "프로그램 이름이 없음";
    credentials_late(seconds) =>
        "it did not end within {seconds} s",
        "{seconds}초 안에 끝나지 않음";
    credentials_too_long(most) =>
        "it writes more than {most} bytes",
        "{most}바이트보다 많이 씀";
    other_items() =>
        "it does not answer each of the documents that were sent",
        "보낸 문서 하나하나에 응답하지 않음";
    no_actions() =>
        "the lines are no actions with their documents",
        "줄들이 문서가 딸린 동작이 아님";
}
