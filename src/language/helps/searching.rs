//! Helps of the whole command line and of `digest search`, in English as the command line has them and in Korean.

pub(super) const HELPS: &[(&str, &str)] = &[
    (
        "Full-text search over Korean news digests",
        "한국어 뉴스 다이제스트의 전문 검색",
    ),
    (
        "Full-text search over Korean news digests.",
        "한국어 뉴스 다이제스트의 전문 검색.",
    ),
    (
        "Finds articles and events however a word is inflected or spaced, and shows them with \
         the passages that match and the sources they cite.",
        "낱말의 활용이나 띄어쓰기가 달라도 기사와 행사를 찾아, 맞는 대목과 인용한 출처를 함께 \
         보입니다.",
    ),
    (
        "Exit codes: 0 found or done, 1 nothing found or done with problems, 2 an error.",
        "종료 코드: 0 찾았거나 마침, 1 찾지 못했거나 문제가 있음, 2 오류.",
    ),
    (
        "The folder of digest files [env: DIGEST_CORPUS] [default: the corpus/ of the nearest \
         enclosing folder, else that of the user's data folder, else the current folder where it \
         holds digest files]",
        "다이제스트 파일이 있는 폴더 [환경 변수: DIGEST_CORPUS] [기본값: 가장 가까운 상위 폴더의 \
         corpus/, 없으면 사용자의 데이터 폴더의 것, 없으면 다이제스트 파일이 있는 현재 폴더]",
    ),
    ("Folders", "폴더"),
    (
        "The folder of the index, or its address in an OpenSearch cluster: https://HOST/NAME \
         [env: DIGEST_INDEX] [default: the index/ beside that corpus/, else a folder of the \
         corpus's own in the user's data folder]",
        "색인 폴더, 또는 OpenSearch 클러스터의 색인 주소: https://HOST/NAME [환경 변수: \
         DIGEST_INDEX] [기본값: 그 corpus/ 옆의 index/, 없으면 사용자의 데이터 폴더에 말뭉치마다 \
         두는 폴더]",
    ),
    (
        "The certificates of authorities that are trusted of a cluster, as PEM, instead of those \
         that browsers trust [env: DIGEST_CA_FILE]",
        "브라우저가 신뢰하는 인증 기관 대신 클러스터에서 신뢰할 인증 기관의 인증서(PEM) [환경 변수: \
         DIGEST_CA_FILE]",
    ),
    (
        "The format_version that the reader of the output speaks: refuse to run (exit code 20, \
         21) where this build speaks it no longer or not yet",
        "출력을 읽는 쪽이 아는 format_version. 이 프로그램이 그것을 더는 쓰지 않거나 아직 쓰지 \
         못하면 실행하지 않음(종료 코드 20, 21)",
    ),
    ("For scripts", "스크립트용"),
    (
        "When to use colours and other escape codes [default: auto]",
        "색과 그 밖의 이스케이프 코드를 언제 쓸지 [기본값: auto]",
    ),
    ("Terminal", "터미널"),
    ("Where the terminal has it", "터미널에서 쓸 수 있을 때"),
    (
        "Everywhere, files and pipes too",
        "어디서나. 파일과 파이프에도",
    ),
    ("Nowhere", "쓰지 않음"),
    (
        "When to make links of addresses and places [default: auto]",
        "주소와 위치를 언제 링크로 만들지 [기본값: auto]",
    ),
    (
        "The language of messages, labels and helps [env: DIGEST_LANGUAGE] [default: the \
         locale's, where that is Korean, else English]",
        "메시지와 표시, 도움말의 언어 [환경 변수: DIGEST_LANGUAGE] [기본값: 로캘이 한국어면 \
         한국어, 아니면 영어]",
    ),
    ("Korean", "한국어"),
    ("English", "영어"),
    (
        "How wide text may be, in cells [default: the terminal's width, else COLUMNS, else 80]",
        "글의 너비(칸) [기본값: 터미널의 너비, 없으면 COLUMNS, 없으면 80]",
    ),
    (
        "Write long text as it is, and not into a pager",
        "긴 글도 페이저에 넣지 않고 그대로 씀",
    ),
    (
        "Print help (see more with '--help')",
        "도움말을 보임(더 보려면 '--help')",
    ),
    (
        "Print help (see a summary with '-h')",
        "도움말을 보임(간단히 보려면 '-h')",
    ),
    ("Print version", "버전을 보임"),
    (
        "Search for words; articles that hold more of them, and nearer, come first",
        "낱말을 검색. 더 많은 낱말이 더 가까이 있는 기사가 먼저",
    ),
    (
        "Plain words just work, and what looks like syntax and is not is text. What is \
         syntax:\n  \"생성 AI\"        these words side by side\n  -규제            not this, \
         where something else is asked for\n  AI OR 로봇       one of these; ( ) \
         groups\n  제목:규제        in the title: also 요약: 본문: 출처: (summary: body: \
         source:)\n  호:2024-05       of this issue; \
         issue:2024-01..2024-06\n  날짜:2024-04     of this day, month or year; \
         date:2024-03-15.. date:..2024-04-01\n  종류:행사        kind:article or \
         kind:event\n  규제* 레드틤~    words that begin so; misspellings too",
        "낱말은 그냥 쓰면 되고, 문법처럼 보이지만 문법이 아닌 것은 글로 봅니다. 문법은 다음과 \
         같습니다.\n  \"생성 AI\"        이 낱말들이 나란히 있는 것\n  -규제            다른 \
         것을 찾을 때 이것은 없는 것\n  AI OR 로봇       둘 가운데 하나. ( )로 \
         묶음\n  제목:규제        제목에 있는 것. 요약: 본문: 출처:도 됨(summary: body: \
         source:)\n  호:2024-05       이 호의 것. issue:2024-01..2024-06\n  날짜:2024-04     이 \
         날, 달, 해의 것. date:2024-03-15.. date:..2024-04-01\n  종류:행사        kind:article \
         또는 kind:event\n  규제* 레드틤~    그렇게 시작하는 낱말, 잘못 쓴 것까지",
    ),
    (
        "The shell takes quotation marks and brackets for itself: put such a query into '…'. \
         Write `--` before words that look like flags.",
        "따옴표와 괄호는 셸이 먼저 가져가므로, 그런 질의는 '…' 안에 쓰십시오. 옵션처럼 보이는 \
         낱말 앞에는 `--`를 쓰십시오.",
    ),
    (
        "A word that no article holds is taken for the one that was probably meant: typed with \
         the keyboard in the other language (fpemxla), by its initials (ㄹㄷㅌ), mistyped \
         (래드팀), half typed (레드ㅌ), or spelled otherwise (Anthropic, 앤트로픽).",
        "어떤 기사에도 없는 낱말은 그럴듯한 다른 낱말로 봅니다. 한영 전환을 잊은 것(fpemxla), \
         초성(ㄹㄷㅌ), 오타(래드팀), 치다 만 것(레드ㅌ), 다른 표기(Anthropic, 앤트로픽)가 \
         그것입니다.",
    ),
    (
        "The words to look for, such as 레드팀 or '\"생성 AI\" -규제'; `-` reads them from \
         standard input, and so does a pipe where there are none",
        "찾을 낱말. 예: 레드팀, '\"생성 AI\" -규제'. `-`이면 표준 입력에서 읽고, 낱말이 없으면 \
         파이프에서도 읽음",
    ),
    ("How many hits to show", "보일 결과의 수"),
    (
        "How many of the first hits to pass over",
        "건너뛸 앞쪽 결과의 수",
    ),
    ("Show all hits", "모든 결과를 보임"),
    (
        "The order of hits: the best, the oldest (date) or the newest (-date) first",
        "결과의 순서. 잘 맞는 것, 오래된 것(date), 새것(-date)이 먼저",
    ),
    (
        "Leave out hits that lack a word of the query",
        "질의의 낱말이 하나라도 없는 결과는 뺌",
    ),
    (
        "Take words as they are typed, and never for others",
        "낱말을 친 그대로만 보고 다른 낱말로 보지 않음",
    ),
    (
        "Look for words in this part of articles, where the query names none",
        "질의에 필드가 없으면 기사의 이 부분에서 찾음",
    ),
    ("Filters", "거르기"),
    (
        "Only documents of this day, month or year, or later: 2024-03-15, 2024-03, 2024",
        "이 날, 달, 해와 그 뒤의 문서만: 2024-03-15, 2024-03, 2024",
    ),
    (
        "Only documents of this day, month or year, or earlier",
        "이 날, 달, 해와 그 앞의 문서만",
    ),
    (
        "Only documents of this issue, or of a range of them: 2024-05, 2024-01..2024-06",
        "이 호나 이 범위의 호에 실린 문서만: 2024-05, 2024-01..2024-06",
    ),
    (
        "Only articles that cite a work of this publisher, or with these words in its title; may \
         be given several times, for articles that cite all of them",
        "이 발행처의 글이나 제목에 이 낱말들이 있는 글을 인용한 기사만. 여러 번 쓰면 모두 인용한 \
         기사만",
    ),
    ("Only documents of this kind", "이 종류의 문서만"),
    (
        "Count all hits by these, parted by commas",
        "모든 결과를 이 기준으로 셈. 쉼표로 나눔",
    ),
    (
        "Show how each hit got its score",
        "결과마다 점수가 어떻게 나왔는지 보임",
    ),
    (
        "Show how the query was read, and search for nothing",
        "질의를 어떻게 읽었는지 보이고 검색하지 않음",
    ),
    (
        "How many passages to show of each hit",
        "결과마다 보일 대목의 수",
    ),
    (
        "How long a search may take until its hits are known; then it is stopped, with an error \
         [default: 120]",
        "결과를 알 때까지 검색에 쓸 수 있는 시간. 넘으면 오류를 내고 멈춤 [기본값: 120]",
    ),
    ("Bounds", "한도"),
    (
        "How much memory the lists of one search may take; beyond it is stopped, with an error \
         [default: 1024]",
        "한 번의 검색이 목록에 쓸 수 있는 메모리. 넘으면 오류를 내고 멈춤 [기본값: 1024]",
    ),
    ("The format of the output", "출력 형식"),
    (
        "Write JSON (format_version 1) instead of text: --format json",
        "글 대신 JSON(format_version 1)을 씀: --format json",
    ),
    (
        "Begin CSV and TSV with the UTF-8 mark (BOM), by which Excel knows Hangul",
        "CSV와 TSV를 UTF-8 표시(BOM)로 시작함. Excel이 이것으로 한글을 알아봄",
    ),
    (
        "Write the ids of the hits and nothing else, one a line",
        "결과의 ID만 한 줄에 하나씩 씀",
    ),
    (
        "Write how many hits there are on all pages, with every word or with some, and nothing \
         else; with --json the two apart",
        "모든 쪽의 결과 수만 씀. 낱말이 모두 있는 것과 일부 있는 것을 합하며, --json이면 둘을 \
         나눔",
    ),
    (
        "Print citations of the hits instead of the hits",
        "결과 대신 결과의 인용을 씀",
    ),
    (
        "The style of the citations [default: text]",
        "인용 방식 [기본값: text]",
    ),
    ("Citations", "인용"),
    (
        "Cite the articles and events themselves alone, or the sources that they name",
        "기사와 행사 자체만, 또는 그 출처만 인용",
    ),
    (
        "The name of the digest, such as \"SPRi AI Brief\", which no digest file tells",
        "다이제스트의 이름. 예: \"SPRi AI Brief\". 다이제스트 파일에는 적혀 있지 않음",
    ),
    (
        "Read queries from standard input, one a line, plain or as {\"qid\":…,\"text\":…}; write \
         the JSON of each on a line, in order",
        "표준 입력에서 질의를 한 줄에 하나씩 읽어(글 그대로 또는 {\"qid\":…,\"text\":…}) 차례로 \
         JSON을 한 줄씩 씀",
    ),
];
