//! Helps of the commands that show, list, cite and tell, in English as the command line has them and in Korean.

pub(super) const HELPS: &[(&str, &str)] = &[
    (
        "Show an article or an event whole",
        "기사나 행사를 전부 보임",
    ),
    (
        "The ids as a search shows them, such as 2024-05/12; `-` reads them from standard input, \
         one a line",
        "검색 결과에 나온 ID. 예: 2024-05/12. `-`이면 표준 입력에서 한 줄에 하나씩 읽음",
    ),
    (
        "Mark the words of a query, such as 레드팀",
        "질의의 낱말을 표시함. 예: 레드팀",
    ),
    (
        "Show the original lines of the digest file with their numbers; refused where the file \
         is not as it was indexed",
        "다이제스트 파일의 원문을 줄 번호와 함께 보임. 파일이 색인할 때와 다르면 보이지 않음",
    ),
    (
        "Search and read in a view over the whole terminal",
        "터미널 전체 화면에서 검색하고 읽기",
    ),
    (
        "Hits change at each key; F1 shows the keys. What is copied goes to the terminal by OSC \
         52, which some terminals refuse. A source is opened with the program that DIGEST_OPENER \
         or BROWSER names, else with that of the desktop.",
        "글쇠를 칠 때마다 결과가 바뀌고, F1을 누르면 단축키가 나옵니다. 복사한 것은 OSC 52로 \
         터미널에 보내는데, 받지 않는 터미널도 있습니다. 출처는 DIGEST_OPENER나 BROWSER로 지정한 \
         프로그램으로, 없으면 데스크톱의 프로그램으로 엽니다.",
    ),
    (
        "The words to begin with, such as 레드팀",
        "처음에 찾을 낱말. 예: 레드팀",
    ),
    (
        "List articles and events, those of the newest issue first",
        "기사와 행사의 목록. 가장 새로운 호의 것이 먼저",
    ),
    (
        "Issues that are called by a month come first, the newest before the others; articles \
         stand as in their issue, its events behind them.",
        "달로 불리는 호가 다른 호보다 먼저 나오며 새것이 앞섭니다. 기사는 호에 실린 순서이고, 그 \
         뒤에 행사가 나옵니다.",
    ),
    (
        "How many to list; all where it is not given",
        "목록에 넣을 수. 쓰지 않으면 모두",
    ),
    (
        "List the issues with what they hold, the newest first",
        "호의 목록과 내용. 새것이 먼저",
    ),
    (
        "The first and the last date are those of the issue's articles.",
        "첫 날짜와 끝 날짜는 그 호에 실린 기사의 날짜입니다.",
    ),
    (
        "List events by their days, or write them as a calendar",
        "행사를 날짜순으로 보이거나 달력으로 씀",
    ),
    (
        "An event is in a range where one of its days is. Events without a valid day are listed \
         last where no range is asked for, and are told and left out otherwise.",
        "행사의 하루라도 기간에 들면 그 기간의 행사입니다. 올바른 날이 없는 행사는 기간을 쓰지 \
         않으면 끝에 나오고, 쓰면 빠지며 그 사실을 알립니다.",
    ),
    (
        "Events that last until this day or longer, or into this month or year: 2024-07-21, \
            2024-07, 2024",
        "이 날(달, 해)이나 그 뒤까지 이어지는 행사. 예: 2024-07-21, 2024-07, 2024",
    ),
    (
        "Events that begin on this day, in this month or year, or before",
        "이 날(달, 해)이나 그 앞에 시작하는 행사",
    ),
    (
        "Events that are not over: --from today, by the clock and time zone of this machine",
        "끝나지 않은 행사. 이 컴퓨터의 시계와 시간대로 오늘부터(--from)",
    ),
    (
        "Write a calendar (iCalendar, RFC 5545) that other programs can take in",
        "다른 프로그램이 읽을 수 있는 달력(iCalendar, RFC 5545)을 씀",
    ),
    (
        "Show how many articles a month hold a word, as a chart",
        "달마다 낱말이 있는 기사가 몇 건인지 그래프로 보임",
    ),
    (
        "Each argument is a query of its own, and counts the articles that hold every word of \
         it. An article counts in the month of its date; without one, in its issue's. Months run \
         from the first to the last that has any article, of those that filters let through.",
        "인수마다 따로 질의이며, 그 낱말이 모두 있는 기사를 셉니다. 기사는 그 날짜의 달로 세고, \
         날짜가 없으면 호의 달로 셉니다. 거르기를 지난 기사가 있는 첫 달부터 끝 달까지 보입니다.",
    ),
    (
        "With --format csv or json there is a row for each query and month, with the count \
         (articles) and how many articles the month has in all (articles_in_all).",
        "--format csv나 json이면 질의와 달마다 한 행씩, 그 수(articles)와 그 달의 모든 기사 \
         수(articles_in_all)를 씁니다.",
    ),
    (
        "What to look for, each by itself, such as 레드팀 or \"생성 AI\"",
        "찾을 것. 인수마다 따로. 예: 레드팀, \"생성 AI\"",
    ),
    (
        "Draw each month's share of its articles, and not their number",
        "수 대신 그 달의 기사에서 차지하는 비율을 그림",
    ),
    (
        "Draw the chart into FILE as well, as SVG; a file that is there is replaced. With `-`, \
         write the SVG alone",
        "그래프를 SVG로 FILE에도 씀. 이미 있는 파일은 바꿈. `-`이면 SVG만 씀",
    ),
    (
        "Write the numbers as CSV: --format csv",
        "수를 CSV로 씀: --format csv",
    ),
    (
        "Show articles like one, with the rare words they share",
        "비슷한 기사를, 함께 쓴 드문 낱말과 보임",
    ),
    (
        "Articles are alike by the nouns of title, summary and body, and a noun counts the more \
         the fewer articles hold it. What shares little or a single rare word is left out. An \
         event has related articles too.",
        "제목, 요약, 본문의 명사로 기사가 비슷한지 보며, 그 명사를 쓴 기사가 적을수록 크게 \
         칩니다. 거의 함께 쓰지 않거나 드문 낱말 하나만 함께 쓴 것은 뺍니다. 행사에도 비슷한 \
         기사가 있습니다.",
    ),
    (
        "The id as a search shows it, such as 2024-05/12",
        "검색 결과에 나온 ID. 예: 2024-05/12",
    ),
    ("How many articles to show", "보일 기사의 수"),
    (
        "Print citations, ready for use, of articles and of the sources they name",
        "기사와 그 출처의 인용을 바로 쓸 수 있게 씀",
    ),
    (
        "An article is cited as part of its issue, a source as its publisher, title and date. An \
         article's own date is not known where its digest is monthly: it is cited by the issue's \
         month.",
        "기사는 호의 일부로, 출처는 발행처와 제목, 날짜로 인용합니다. 월간 다이제스트에서는 \
         기사의 날짜를 알 수 없어 호의 달로 인용합니다.",
    ),
    (
        "Citation keys are made of the ids and stay the same: digest-2024-05-12 is the article, \
         digest-2024-05-12-s1 its first source.",
        "인용 키는 ID로 만들어 바뀌지 않습니다. digest-2024-05-12는 기사, digest-2024-05-12-s1은 \
         그 첫 출처입니다.",
    ),
    (
        "Exit codes: 0 cited, 1 an id that there is not (the others are cited), 2 an error.",
        "종료 코드: 0 인용함, 1 없는 ID가 있음(나머지는 인용함), 2 오류.",
    ),
    (
        "List the publishers that articles cite, or the works of one and who cites them",
        "기사가 인용한 발행처의 목록, 또는 한 발행처의 글과 그것을 인용한 기사",
    ),
    (
        "Spellings of a publisher are one: upper and lower case, spaces, and what synonyms.txt \
         says is the same (OpenAI = 오픈AI). The commonest spelling is shown.",
        "한 발행처의 여러 표기는 하나로 봅니다. 대소문자, 띄어쓰기, synonyms.txt에서 같다고 한 \
         것(OpenAI = 오픈AI)이 그것입니다. 가장 많이 쓴 표기를 보입니다.",
    ),
    (
        "Exit codes: 0 found, 1 no such publisher, 2 an error.",
        "종료 코드: 0 찾음, 1 그런 발행처가 없음, 2 오류.",
    ),
    (
        "A publisher in any spelling, such as OpenAI or 과기정통부",
        "발행처. 표기는 아무것이나 됨. 예: OpenAI, 과기정통부",
    ),
    (
        "How many to show; all where it is not given",
        "보일 수. 쓰지 않으면 모두",
    ),
    (
        "Tell what is new for the queries of alerts.txt",
        "alerts.txt의 질의에 새로 맞는 글을 알림",
    ),
    (
        "alerts.txt in the corpus folder names queries, a line each: a name, a colon, and a \
         query as `digest search` takes it (`레드팀 동향: 레드팀 OR \"적대적 공격\" -게임`). \
         Lines that begin with # are passed over.",
        "말뭉치 폴더의 alerts.txt에 한 줄에 하나씩 이름, 쌍점, `digest search`와 같은 질의를 \
         적습니다(`레드팀 동향: 레드팀 OR \"적대적 공격\" -게임`). #으로 시작하는 줄은 \
         지나칩니다.",
    ),
    (
        "New is what came, or changed so that it fits, since this was last told. Words are taken \
         as they are typed, and synonyms count; nothing is guessed. Of an alert whose line is \
         new, what fits already counts as told. What was told is written down, beside the index \
         or, of one in a cluster, on this machine (~/.local/state/digest), once all of it was \
         written: where a run ends before, the next tells it again.",
        "지난번에 알린 뒤에 들어왔거나 바뀌어 맞게 된 것이 새 글입니다. 낱말은 친 그대로 보고 \
         동의어는 함께 보며, 짐작하지 않습니다. 새로 적은 알림에 이미 맞는 글은 알린 것으로 \
         칩니다. 모두 쓴 뒤에 무엇을 알렸는지 색인 옆에(클러스터에 있는 색인이면 이 컴퓨터의 \
         ~/.local/state/digest에) 적으므로, 그 전에 끝난 실행의 것은 다음 \
         실행에서 다시 알립니다.",
    ),
    (
        "Exit codes: 0 something is new, 1 nothing is, 2 an error, 75 another run tells this \
         reader. With --check: 0 each finds something, 1 one does not or a line is wrong.",
        "종료 코드: 0 새 글이 있음, 1 없음, 2 오류, 75 다른 실행이 이 수신자에게 알리는 중. \
         --check이면 0 모두 찾는 것이 있음, 1 찾는 것이 없거나 잘못된 줄이 있음.",
    ),
    (
        "Show what each alert finds today, and tell nothing",
        "알림마다 지금 맞는 글을 보이고, 알린 것으로 치지 않음",
    ),
    (
        "Tell what a new alert finds already, too",
        "새 알림에 이미 맞는 글도 알림",
    ),
    (
        "Who is told: what one reader was told is new to every other [default: default]",
        "알림을 받을 수신자. 한 수신자에게 알린 것도 다른 수신자에게는 새것임 [기본값: default]",
    ),
    ("Alerts", "알림"),
    (
        "Write what was told last to this file too, as a feed (Atom) for readers of feeds",
        "마지막으로 알린 것을 피드(Atom)로 이 파일에도 써서 피드 구독기로 읽게 함",
    ),
    (
        "Write nothing for people where nothing is new",
        "새 글이 없으면 사람에게 아무것도 쓰지 않음",
    ),
    (
        "How long to wait for another run that tells this reader",
        "이 수신자에게 알리는 다른 실행을 기다릴 시간",
    ),
];
