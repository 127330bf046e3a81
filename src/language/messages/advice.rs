//! What is said of what users are advised to do about what is wrong: which flag, which command.

messages! {
    outdated_terms() =>
        "; run `digest index` to bring the index up to date",
        ". `digest index`로 색인을 고치십시오";
    run_index() =>
        "; run `digest index`",
        ". `digest index`를 실행하십시오";
    salvage() =>
        "; run `digest index`, which builds what it can of it",
        ". `digest index`를 실행하면 살릴 수 있는 것으로 색인을 만듭니다";
    rebuild() =>
        "; run `digest index --rebuild`",
        ". `digest index --rebuild`를 실행하십시오";
    newer_program() =>
        "; use that program, or another folder with --index",
        ". 그 프로그램을 쓰거나, --index로 다른 폴더를 지정하십시오";
    choose_index() =>
        "; choose another with --index",
        ". --index로 다른 폴더를 지정하십시오";
    run_again() =>
        ". Run `digest index` again",
        ". `digest index`를 다시 실행하십시오";
    wait() =>
        ". Wait for it with --wait SECONDS",
        ". --wait SECONDS로 기다릴 수 있습니다";
    raise_limit() =>
        ". Raise the limit, or lower --memory",
        ". 한도를 올리거나 --memory를 낮추십시오";
    allow_empty() =>
        ". If it is to be empty, run `digest index --allow-empty`",
        ". 비어 있는 것이 맞으면 `digest index --allow-empty`를 실행하십시오";
    allow_shrink() =>
        ". If they are to go, run `digest index --allow-shrink`",
        ". 빠지는 것이 맞으면 `digest index --allow-shrink`를 실행하십시오";
    other_corpus() =>
        "; name that with --corpus, or another folder with --index. Where the corpus has moved, or this index is to be of another one from now on, run `digest index`",
        ". 그 폴더를 --corpus로 지정하거나, --index로 다른 폴더를 지정하십시오. 말뭉치를 옮겼거나 앞으로 이 색인을 다른 말뭉치의 것으로 쓰려면 `digest index`를 실행하십시오";
    or_choose_index() =>
        ", or choose another folder with --index",
        ". 또는 --index로 다른 폴더를 지정하십시오";
    more_time() =>
        ", or allow more with --timeout or `timeout` in the configuration",
        ". --timeout이나 설정의 `timeout`으로 시간을 늘릴 수도 있습니다";
    more_search_memory() =>
        ", or allow more with --search-memory or `search_memory` in the configuration",
        ". --search-memory나 설정의 `search_memory`로 메모리를 늘릴 수도 있습니다";
    more_memory() =>
        ", or raise --memory",
        ". --memory를 올릴 수도 있습니다";
    follow_links() =>
        ", or follow links with --follow",
        ". --follow로 링크를 따라가게 할 수도 있습니다";
    name_fields() =>
        "; `[fields]` in the configuration can say what a field is",
        ". 어떤 필드인지는 설정의 `[fields]`에 적을 수 있습니다";
    name_columns() =>
        ", or say under `[fields]` in the configuration which column is the title or the body",
        ". 어느 열이 제목이나 본문인지를 설정의 `[fields]`에 적을 수도 있습니다";
    other_file_systems() =>
        ", or leave --one-file-system out",
        ". --one-file-system을 뺄 수도 있습니다";
    build_with_client() =>
        "; build it with the cargo feature `cluster`, which is on unless `--no-default-features` leaves it out (`cargo install --path .`), or name a folder with --index",
        ". cargo 기능 `cluster`를 켜고 빌드하거나(`--no-default-features` 없이 `cargo install --path .`) --index로 폴더를 지정하십시오";
    trust_authority() =>
        "; give the certificate of its authority with --ca-file FILE, or `ca_file` in the configuration",
        ". 그 기관의 인증서를 --ca-file FILE이나 설정의 `ca_file`로 지정하십시오";
    give_credentials() =>
        "; set DIGEST_CLUSTER_USER and DIGEST_CLUSTER_PASSWORD, or DIGEST_CLUSTER_API_KEY, or name `credentials_file` in the configuration (`digest config` tells which hold)",
        ". DIGEST_CLUSTER_USER와 DIGEST_CLUSTER_PASSWORD, 또는 DIGEST_CLUSTER_API_KEY를 설정하거나 설정의 `credentials_file`을 지정하십시오(지금 쓰는 것은 `digest config`로 확인)";
    run_index_or_check_address() =>
        "; run `digest index`, or check the name at the end of --index",
        ". `digest index`를 실행하거나 --index 끝의 이름을 확인하십시오";
}
