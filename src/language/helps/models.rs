//! Helps of the server for models, in English as the command line has them and in Korean.

pub(super) const HELPS: &[(&str, &str)] = &[
    (
        "Serve searches to AI assistants, over the Model Context Protocol",
        "Model Context Protocol로 AI 비서에게 검색을 제공",
    ),
    (
        "A client, such as the desktop program of an assistant, starts this command and speaks to \
         it over standard input and output; by hand there is nothing to do. --print-config writes \
         what the client's configuration needs, with the folders that would be searched from here.",
        "비서의 데스크톱 프로그램 같은 클라이언트가 이 명령을 시작하고 표준 입력과 출력으로 통합니다. \
         손으로 할 일은 없습니다. --print-config는 클라이언트 설정에 필요한 것을, 여기서 검색할 \
         폴더를 넣어 씁니다.",
    ),
    (
        "Tools: search, show, cite, related, trend, events, sources. Articles and events are \
         resources too. Nothing is written, and no index is built: run `digest index` for that. \
         What a run publishes is searched by the next call.",
        "도구: search, show, cite, related, trend, events, sources. 기사와 행사는 자원으로도 읽습니다. \
         아무것도 쓰지 않고 색인도 만들지 않으므로 색인은 `digest index`로 만드십시오. 게시된 것은 \
         다음 호출부터 검색합니다.",
    ),
    (
        "Write the lines for a client's configuration, and end",
        "클라이언트 설정에 넣을 줄을 쓰고 끝냄",
    ),
    (
        "How many characters an answer of a tool may have; what is more is on a next page",
        "도구의 답 하나에 둘 수 있는 글자 수. 나머지는 다음 쪽에 있음",
    ),
];
