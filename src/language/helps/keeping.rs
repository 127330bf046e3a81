//! Helps of the commands that keep the index, the words and the surroundings, in English as the command line has them and in Korean.

pub(super) const HELPS: &[(&str, &str)] = &[
    (
        "Build the index, or refresh it where digest files changed",
        "색인을 만들거나, 바뀐 다이제스트 파일에 맞게 고침",
    ),
    (
        "Searches go on meanwhile, over the index as it was. A run verifies what it built, and \
         publishes it by one rename; whatever happens before leaves the index as it was. Of what \
         did not change nothing is parsed or segmented again.",
        "그동안에도 이전 색인으로 검색할 수 있습니다. 만든 것을 확인한 뒤 이름을 한 번 바꾸어 \
         게시하므로, 그 전에 무슨 일이 있어도 색인은 그대로입니다. 바뀌지 않은 것은 다시 읽거나 \
         나누지 않습니다.",
    ),
    (
        "Queries in canaries.txt of the corpus folder, a line each with the id that it must find \
         (`레드팀 2024-05/12`), are searched for before a new index is published. With --alerts \
         what is new for the queries of alerts.txt is the answer, as of `digest alerts --quiet`.",
        "말뭉치 폴더의 canaries.txt에 한 줄에 하나씩 질의와 찾아야 하는 ID를 적어 두면(`레드팀 \
         2024-05/12`), 새 색인을 게시하기 전에 찾아봅니다. --alerts이면 `digest alerts \
         --quiet`처럼 alerts.txt의 질의에 새로 맞는 글을 씁니다.",
    ),
    (
        "Exit codes: 0 done, 1 done but a digest file cannot be read or parsed (its articles of \
         before stay) or a page of it was not understood or an alert cannot be looked for, 2 an \
         error, nothing was published, or alerts were not told, 75 another run holds the lock, \
         129, 130 and 143 stopped by SIGHUP, Ctrl-C or SIGTERM, nothing was published.",
        "종료 코드: 0 마침, 1 마쳤으나 읽거나 해석할 수 없는 다이제스트 파일이 있거나(전의 \
         기사는 남음) 이해하지 못한 쪽이 있거나 찾아보지 못한 알림이 있음, 2 오류. 게시하지 \
         않았거나 알리지 못함, 75 다른 실행이 잠그고 있음, 129, 130, 143 SIGHUP, Ctrl-C, \
         SIGTERM으로 멈춤. 게시하지 않음.",
    ),
    (
        "In how many shards an index on a cluster lies; others than before have it built anew \
         [default: as it is, 1 for a new one]",
        "클러스터에 있는 색인의 샤드 수. 전과 다르면 색인을 새로 만듦 [기본값: 그대로, 새 색인이면 \
         1]",
    ),
    (
        "How many copies each shard has beside itself, on other nodes of the cluster [default: as \
         it is, 1 for a new one]",
        "샤드마다 클러스터의 다른 노드에 더 두는 복제본의 수 [기본값: 그대로, 새 색인이면 1]",
    ),
    (
        "Build anew even where nothing changed",
        "바뀐 것이 없어도 새로 만듦",
    ),
    (
        "Go back to the generation before, once it is verified",
        "이전 세대를 확인한 뒤 되돌림",
    ),
    (
        "Publish an empty index where the corpus is missing or has no article",
        "말뭉치가 없거나 기사가 없어도 빈 색인을 게시",
    ),
    (
        "Publish although more than a tenth of the articles would go",
        "기사의 10분의 1 넘게 빠져도 게시",
    ),
    (
        "Tell what is new for the queries of alerts.txt once the index is up to date, in the \
         place of a report, and nothing where nothing is new",
        "색인을 고친 뒤 보고 대신 alerts.txt의 질의에 새로 맞는 글을 알림. 없으면 아무것도 쓰지 \
         않음",
    ),
    (
        "How long to wait for another run of this index",
        "이 색인의 다른 실행을 기다릴 시간",
    ),
    (
        "The memory that the run may take; a digest file may have an eighth of it, what is made \
         of it a quarter",
        "실행이 쓸 수 있는 메모리. 다이제스트 파일 하나는 그 8분의 1, 거기서 만든 것은 4분의 \
         1까지",
    ),
    (
        "Follow links in the corpus folder, also to what lies outside of it; without this they \
         are passed over, which is told",
        "말뭉치 폴더의 링크를 따라감. 폴더 밖도 읽음. 쓰지 않으면 링크를 지나치고 그 사실을 알림",
    ),
    ("Digest files", "다이제스트 파일"),
    (
        "Pass over what lies on another file system than the corpus folder, which is told",
        "말뭉치 폴더와 다른 파일 시스템에 있는 것을 지나치고 그 사실을 알림",
    ),
    (
        "How many threads analyse texts at once, 8 at most and fewer where --memory is too \
         little for them [default: as many as there are processors, fewer for little text]",
        "글을 한꺼번에 분석할 스레드의 수. 8개까지이며 --memory가 모자라면 더 적음 [기본값: \
         프로세서의 수, 글이 적으면 더 적음]",
    ),
    (
        "Tell nothing but problems while the run goes on, and no report but JSON",
        "실행하는 동안 문제만 알리고, 보고는 JSON만 씀",
    ),
    (
        "How the run tells what happens, on standard error",
        "실행 중의 일을 표준 오류에 알리는 방식",
    ),
    (
        "A line of text for what people want to know",
        "사람이 알고 싶은 것을 한 줄씩",
    ),
    ("A line of JSON for every event", "일마다 JSON 한 줄"),
    (
        "Check the index: its files, its articles against the digest files, its canaries",
        "색인을 점검: 파일, 다이제스트 파일과 견준 기사, 점검 질의",
    ),
    (
        "Reads every byte of the index. Each article is looked for by its id and by a word of \
         its own, and compared with its digest file, which is parsed again; the queries of \
         canaries.txt in the corpus folder must find what they name. Nothing is changed.",
        "색인의 모든 바이트를 읽습니다. 기사마다 ID와 그 기사의 낱말로 찾아보고, 다시 읽은 \
         다이제스트 파일과 견줍니다. 말뭉치 폴더의 canaries.txt에 있는 질의는 적힌 것을 찾아야 \
         합니다. 아무것도 바꾸지 않습니다.",
    ),
    (
        "Exit codes: 0 sound, 1 sound but there is something to look at (a digest file that \
         changed since or cannot be parsed, an older generation that is damaged), 2 wrong, or \
         there is no index; run `digest index --rebuild`.",
        "종료 코드: 0 온전함, 1 온전하나 살펴볼 것이 있음(그 뒤에 바뀌었거나 해석할 수 없는 \
         다이제스트 파일, 손상된 이전 세대), 2 잘못되었거나 색인이 없음. `digest index \
         --rebuild`를 실행하십시오.",
    ),
    (
        "The memory that the check may take: as much as the index was built with",
        "점검이 쓸 수 있는 메모리. 색인을 만들 때만큼",
    ),
    (
        "Show what a text is cut into, what becomes of it, and what it would look for",
        "글을 어떻게 나누고, 나눈 것이 어떻게 되며, 무엇을 찾게 되는지 보임",
    ),
    (
        "Shows the normal form, the morphemes of each eojeol with their tags and what became of \
         them, the tokens, stems and pairs of characters that are indexed, amounts and dates, \
         and the words that a query would look for. Places count the characters of the text as \
         it was given.",
        "정규형, 어절마다 품사를 붙인 형태소와 그 처리, 색인하는 토큰과 어간과 글자 쌍, 수와 \
         날짜, 질의라면 찾을 낱말을 보입니다. 자리는 주어진 글의 글자로 셉니다.",
    ),
    (
        "The words of terms.txt are those that the index was built with; where there is no \
         index, those of the file. No index is built.",
        "terms.txt의 낱말은 색인을 만들 때의 것을 쓰고, 색인이 없으면 파일의 것을 씁니다. 색인을 \
         만들지는 않습니다.",
    ),
    (
        "The text, such as 레드팀은 or \"인공지능을 투자했다\"",
        "분석할 글. 예: 레드팀은, \"인공지능을 투자했다\"",
    ),
    (
        "Work on the words beside the dictionary's (terms.txt)",
        "사전에 더할 낱말(terms.txt)을 다룸",
    ),
    (
        "terms.txt beside the corpus folder names words that the dictionary cuts wrongly, one a \
         line: 레드팀, or 레드+팀 with the parts it is found by too, or a row in ko-dic's 12 \
         columns. It takes effect at the next `digest index`.",
        "말뭉치 폴더 옆의 terms.txt에는 사전이 잘못 나누는 낱말을 한 줄에 하나씩 적습니다. \
         레드팀, 부분으로도 찾게 하려면 레드+팀, 또는 ko-dic의 12개 열로 된 행입니다. 다음 \
         `digest index`부터 적용됩니다.",
    ),
    (
        "Suggest words that the corpus uses and the dictionary lacks",
        "말뭉치에서 쓰지만 사전에 없는 낱말을 추천",
    ),
    (
        "Reads the digest files, needs no index, and tells words by their statistics: their \
         characters hold together, and what stands beside them varies. What is printed is \
         content for terms.txt beside the corpus folder: a word a line, with what speaks for it \
         in comments. Take out what is no word, write 레드+팀 for one that is to be found by its \
         parts too, and run `digest index`.",
        "다이제스트 파일을 읽으며 색인은 필요 없습니다. 글자가 서로 굳게 붙고 곁에 오는 것이 \
         다양하다는 통계로 낱말을 알아봅니다. 출력은 말뭉치 폴더 옆의 terms.txt에 넣을 수 있는 \
         것으로, 한 줄에 한 낱말과 근거를 적은 주석입니다. 낱말이 아닌 것은 지우고, 부분으로도 \
         찾을 것은 레드+팀처럼 쓴 뒤 `digest index`를 실행하십시오.",
    ),
    (
        "Exit codes: 0 words were suggested, 1 none were or a digest file cannot be parsed.",
        "종료 코드: 0 추천함, 1 추천할 것이 없거나 해석할 수 없는 다이제스트 파일이 있음.",
    ),
    ("How many words to suggest", "추천할 낱말의 수"),
    (
        "Print this message or the help of the given subcommand(s)",
        "이 도움말이나 하위 명령의 도움말을 보임",
    ),
    (
        "Show the settings that hold here, and where each came from",
        "여기서 쓰이는 설정과 그것이 정해진 곳을 보임",
    ),
    (
        "Settings are taken from flags, else from the environment, else from the configuration \
         file, else they are what is built in. The file is the one that DIGEST_CONFIG names, \
         else digest/config.toml in the user's configuration folder; an empty DIGEST_CONFIG \
         turns it off. It is TOML, and every key may be left out:",
        "설정은 옵션, 환경 변수, 설정 파일, 기본값의 순서로 정해집니다. 파일은 DIGEST_CONFIG로 \
         지정한 것이고, 없으면 사용자의 설정 폴더에 있는 digest/config.toml입니다. \
         DIGEST_CONFIG가 비어 있으면 쓰지 않습니다. TOML이며, 모든 키는 빼도 됩니다.",
    ),
    (
        "  corpus = \"~/digests\"        # relative folders are relative to the file's\n  index \
         = \"~/digest-index\"    # or https://HOST/NAME\n  ca_file = \
         \"~/ca.pem\"        # authorities that are trusted of a cluster\n  credentials_file = \
         \"~/key\"  # who asks a cluster\n  format = \"text\"             # where neither --format nor \
         --json is given\n  color = \"auto\"              # auto, always, never\n  hyperlinks = \
         \"auto\"         # auto, always, never\n  language = \"en\"             # en, \
         ko\n  pager = \"less -R\"           # or false\n  timeout = 120               # seconds \
         that a search may take\n  search_memory = 1024        # MiB that the lists of a search \
         may take",
        "  corpus = \"~/digests\"        # 상대 경로는 이 파일의 폴더를 기준으로 함\n  index = \
         \"~/digest-index\"    # 또는 https://HOST/NAME\n  ca_file = \
         \"~/ca.pem\"        # 클러스터에서 신뢰할 인증 기관\n  credentials_file = \
         \"~/key\"  # 클러스터의 인증 정보\n  format = \"text\"             # --format도 --json도 쓰지 않을 \
         때\n  color = \"auto\"              # auto, always, never\n  hyperlinks = \
         \"auto\"         # auto, always, never\n  language = \"ko\"             # ko, \
         en\n  pager = \"less -R\"           # 쓰지 않으려면 false\n  timeout = \
         120               # 검색에 쓸 수 있는 초\n  search_memory = 1024        # 검색의 목록에 \
         쓸 수 있는 MiB",
    ),
    (
        "  [fields]                    # what fields of records are, by their names\n  title = \
         [\"표제어\", \"이름\"]",
        "  [fields]                    # 레코드의 필드가 무엇인지, 이름으로\n  title = \
         [\"표제어\", \"이름\"]",
    ),
    (
        "The file's index holds only where nothing else names a corpus.",
        "파일의 index는 다른 곳에서 말뭉치를 지정하지 않았을 때만 쓰입니다.",
    ),
    (
        "Exit codes: 0 done, 2 an error, such as a mistake in the file.",
        "종료 코드: 0 마침, 2 파일이 잘못되는 등의 오류.",
    ),
    (
        "Look at what is here, what is missing, and say what to do",
        "여기에 무엇이 있고 무엇이 없는지, 어떻게 하면 되는지 보임",
    ),
    (
        "It looks at the folders, the index and the programs beside this one, and changes \
         nothing. A row is `good`, or needs a `look`: something that you may want does not work; \
         or it is `bad`: searches fail.",
        "폴더와 색인, 함께 쓰는 프로그램을 살펴보며 아무것도 바꾸지 않습니다. 행의 상태는 좋음, \
         쓰고 싶을 만한 것이 되지 않는 확인, 검색할 수 없는 나쁨 가운데 하나입니다.",
    ),
    (
        "Exit codes: 0 all is good, 1 something needs a look, 2 something is bad.",
        "종료 코드: 0 모두 좋음, 1 확인할 것이 있음, 2 나쁜 것이 있음.",
    ),
    (
        "Print the script that lets a shell complete digest's command lines",
        "셸이 digest의 명령줄을 자동 완성하게 하는 스크립트를 씀",
    ),
    (
        "Commands, flags and their values are completed, and from the index the ids of articles \
         and events, issues, and publishers. Where there is no index none is built.",
        "명령과 옵션, 그 값을 완성하고, 색인에서 기사와 행사의 ID, 호, 발행처를 가져옵니다. \
         색인이 없으면 만들지 않습니다.",
    ),
    (
        "Where the script goes:\n  bash        source <(digest completions bash), in \
         ~/.bashrc\n  zsh         a file _digest in a folder of \
         $fpath\n  fish        ~/.config/fish/completions/digest.fish\n  powershell  the file \
         that $PROFILE names\n  elvish      ~/.config/elvish/rc.elv",
        "스크립트를 두는 곳:\n  bash        ~/.bashrc에 source <(digest completions \
         bash)\n  zsh         $fpath에 있는 폴더의 _digest \
         파일\n  fish        ~/.config/fish/completions/digest.fish\n  powershell  $PROFILE이 \
         가리키는 파일\n  elvish      ~/.config/elvish/rc.elv",
    ),
    (
        "Exit codes: 0 done, 2 an error.",
        "종료 코드: 0 마침, 2 오류.",
    ),
    ("The shell", "셸"),
    (
        "Print the manual, or the page of a command",
        "매뉴얼이나 명령의 매뉴얼을 씀",
    ),
    (
        "The pages are in roff, as man(1) reads them, and in UTF-8.",
        "man(1)이 읽는 roff 형식이며 UTF-8입니다.",
    ),
    (
        "Exit codes: 0 done, 2 an error, such as a folder that cannot be written.",
        "종료 코드: 0 마침, 2 쓸 수 없는 폴더 등의 오류.",
    ),
    (
        "The command whose page is printed, such as search; without one that of digest",
        "매뉴얼을 볼 명령. 예: search. 쓰지 않으면 digest의 매뉴얼",
    ),
    (
        "Write every page into this folder: digest.1, digest-search.1 and so on",
        "모든 매뉴얼을 이 폴더에 씀: digest.1, digest-search.1 등",
    ),
];
