//! What the server for models tells people: whoever starts it by hand, and whoever reads what a
//! client keeps of its standard error. What models read is English, and stands at the tools.

use crate::language::particles::*;

messages! {
    by_hand(lines) =>
        "digest mcp serves searches to AI assistants: a Model Context Protocol server over standard input and output.\nA client starts it; its configuration needs these lines (`digest mcp --print-config` writes them alone):\n\n{lines}\nIt waits for a client's messages now, a line each. Ctrl-D ends it.",
        "digest mcp는 AI 비서에게 검색을 제공합니다. 표준 입력과 출력으로 통하는 Model Context Protocol 서버입니다.\n클라이언트가 이 명령을 시작하며, 그 설정에 아래 줄이 필요합니다(`digest mcp --print-config`는 이 줄만 씁니다):\n\n{lines}\n지금은 클라이언트의 메시지를 한 줄씩 기다립니다. Ctrl-D를 누르면 끝납니다.";
    no_index(index, corpus) =>
        "there is no index in {index}; run `digest index --corpus {corpus} --index {index}`, or name other folders in the client's configuration",
        "{index}에 색인이 없습니다. `digest index --corpus {corpus} --index {index}`{을} 실행하거나 클라이언트 설정에 다른 폴더를 쓰십시오";
    every_call_answers(error) =>
        "digest: {error}; every call answers this until it is mended",
        "digest: {error}. 고칠 때까지 모든 호출에 이렇게 답합니다";
    passed_over(why) => "digest: passed over: {why}", "digest: 지나침: {why}";
    before_first_request() =>
        "a message before the first request",
        "첫 요청보다 먼저 온 메시지";
    unknown_notification(method) =>
        "the notification `{method}` is none that is known",
        "`{method}`{은} 알려진 통지가 아닙니다";
    no_stdin(error) =>
        "digest: cannot read standard input: {error}",
        "digest: 표준 입력을 읽을 수 없습니다: {error}";
    no_stdout(error) =>
        "cannot write to standard output: {error}",
        "표준 출력에 쓸 수 없습니다: {error}";
    configuration_not_written() =>
        "cannot write the configuration",
        "설정을 쓸 수 없습니다";
    no_tools() =>
        "cannot tell what the tools answer",
        "도구가 무엇을 답하는지 알릴 수 없습니다";
    not_started() => "cannot start the server", "서버를 시작할 수 없습니다";
    not_agreed(error) =>
        "the client and the server do not agree: {error}",
        "클라이언트와 서버의 규약이 맞지 않습니다: {error}";
    server_broke(error) => "the server broke: {error}", "서버가 멈추었습니다: {error}";
}
