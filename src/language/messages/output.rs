//! What answers say: counts, notes, and what stands around what was found.

use crate::language::particles::*;

messages! {
    // Hits.
    hits_and_partial(hits, partial) => "{hits}, {partial} partial", "{hits}, 일부 일치 {partial}건";
    shown_of(counts, first, last) => "{counts}, {first}–{last} shown", "{counts} 중 {first}–{last}";
    lacking(words) => "Partial match, missing: {words}", "일부 일치, 없는 낱말: {words}";
    taken_for(from, words) => "found {words} instead of '{from}'", "'{from}' 대신 {words}{을} 찾음";
    taken_for_more(from, words, more) =>
        "found {words} and {more} more instead of '{from}'",
        "'{from}' 대신 {words} 외 {more}개를 찾음";
    continued(from, words) =>
        "found {words}, which begin with '{from}', too",
        "'{from}'{으로} 시작하는 {words}{을} 더 찾음";
    continued_more(from, words, more) =>
        "found {words} and {more} more, which begin with '{from}', too",
        "'{from}'{으로} 시작하는 {words} 외 {more}개를 더 찾음";
    expansion_cut(from, available, words) =>
        "of {available} words or more that '{from}' stands for, the {words} commonest were looked for",
        "'{from}'에 드는 낱말 {available}개 이상 가운데 자주 쓰인 {words}개를 찾음";
    other_values(others) =>
        "and {others}",
        "그 밖에 {others}";
    title_and_more(title, more) => "{title} and {more} more", "{title} 외 {more}건";

    // How a score came to be.
    score(score, factor, coverage, tier) =>
        "score {score} = (terms + alternatives) x {factor} for {coverage}% of the words, + near; tier {tier}",
        "점수 {score} = (낱말 + 다른 표기) x {factor}(검색어의 {coverage}%), + 가까움; 단계 {tier}";
    score_of_term(score, term, field, view, times, rarity, weight) =>
        "{score}  {term} in {field} ({view}), {times}, rarity {rarity}, weight {weight}",
        "{score}  {field}의 {term}({view}), {times}, 드묾 {rarity}, 가중치 {weight}";
    score_of_terms(score, terms) => "{score}  {terms}",
        "{score}  {terms}";
    score_of_alternative(score, text, field, times) =>
        "{score}  {text} in {field} (alternative), {times}",
        "{score}  {field}의 {text}(다른 표기), {times}";
    score_of_near(score, left, right, field) =>
        "{score}  {left} near {right} in {field}",
        "{score}  {field}에서 {left}{과} 가까운 {right}";
    score_of_pairs(score, pairs) => "{score}  {pairs} more pairs", "{score}  다른 쌍 {pairs}개";

    // How a query was read.
    may_lack() => "may lack: ", "없어도 됨: ";
    must_hold() => "must hold: ", "있어야 함: ";
    must_not_hold() => "must not hold: ", "없어야 함: ";
    nothing_to_look_for() => "nothing to look for", "찾을 것이 없습니다";
    all_of() => "all of", "모두";
    one_of() => "one of", "하나 이상";
    not() => "not", "아님";
    outline_word(text) => "word “{text}”", "낱말 “{text}”";
    outline_exactly(text) => "exactly “{text}”", "그대로 “{text}”";
    outline_prefix(text) => "words that begin with “{text}”", "“{text}”{으로} 시작하는 낱말";
    outline_fuzzy(text) => "word or misspelling of “{text}”", "낱말 “{text}” 또는 비슷하게 쓴 것";
    outline_in_field(what, field) => "{what} in the {field}", "{field}에서 {what}";
    outline_terms(what, terms) => "{what}, as {terms}", "{what}, 찾는 꼴 {terms}";
    outline_also(what, words) => "{what}; also {words}", "{what}; 함께 찾음: {words}";

    // Alerts.
    alerts_title(count) => "Alerts: {count} new", "알림: 새 글 {count}건";
    alert_new_known(alert, known) =>
        "New alert ‘{alert}’: the {known} that fit already count as told; what comes from now on is news",
        "새 알림 ‘{alert}’: 이미 있는 {known}건은 알린 것으로 치고, 이제부터 알림";
    alert_new(alert) => "New alert ‘{alert}’: nothing fits it yet", "새 알림 ‘{alert}’: 아직 맞는 글이 없음";
    alert_heading(count, query) => " {count} · {query}", " {count}건 · {query}";

    // Candidates for terms.
    candidates(words) =>
        "{words} to look at, the likeliest first. Delete lines that are no words, and write words that are to be found by their parts as 레드+팀.",
        "{words}, 그럴듯한 것부터. 낱말이 아닌 줄은 지우고, 부분으로도 찾을 낱말은 레드+팀처럼 나누어 적는다.";
    candidate_evidence(times, cohesion, left, right) =>
        "{times}, cohesion {cohesion}, left {left} bits, right {right} bits",
        "{times}, 응집 {cohesion}, 왼쪽 {left}비트, 오른쪽 {right}비트";
    candidate_example(example, cut) => "as in {example}; at present {cut}", "보기 {example}; 지금은 {cut}";

    // Publishers and articles like one.
    publisher_spellings(spellings) => "Other spellings: {spellings}", "다른 표기: {spellings}";
    publisher_counts(articles, citations) => "{articles}, {citations}", "{articles}, {citations}";
    similarity(percent) => " · {percent}% alike", " · 닮음 {percent}%";

    // Charts.
    one_cell_is(told, months) => "{told}; {months} months a column", "{told}; 한 칸 {months}달";
    most_count(total, month, count) => "{total} · most {count} in {month}", "{total} · 최고 {month} {count}건";
    empty_months(months) => "⋮ {months} mo", "⋮ {months}달";
    unit_share() => "Share (%)", "비율(%)";
    unit_articles() => "Articles", "기사(건)";
    chart_title(word) => "Articles with ‘{word}’", "‘{word}’ 기사의 추이";
    chart_titles() => "Articles by word", "낱말별 기사의 추이";
    measure_share() => "share of each month's articles that have the word", "그 달의 모든 기사 가운데 낱말이 있는 기사의 비율";
    measure_articles() => "articles that have the word", "낱말이 있는 기사의 수";
    month_axis() => "Month of the article", "기사의 달";
    point_count(month, word, count) => "{month} {word} {count}", "{month} {word} {count}건";

    // What the analyzer makes of a text.
    terms_changed(terms, advice) =>
        "{terms}; terms.txt has changed since{advice}",
        "{terms}. terms.txt가 그 뒤에 바뀌었습니다{advice}";
    analysis_count(label, count) => "{label}: {count}", "{label}: {count}개";
    written_apart(ways, characters) => "{ways}; written apart {characters}", "{ways}; 띄어 쓴 {characters}";
    if_alone() => " (only where its letters find nothing)", " (글자로 찾은 것이 없을 때만)";
    for_score_only() => " (for the score only)", " (점수에만)";
    query_word(word, ways, trust, readings, stem) =>
        "{word}: {ways}{trust}; letters {readings}; stem {stem}",
        "{word}: {ways}{trust}; 글자 {readings}; 어간 {stem}";

    // A run of the index job.
    unchanged_files(files) => "unchanged {files}", "그대로 {files}";
    built_anew(reason) => "built anew: {reason}", "모두 다시 만듦: {reason}";
    totals_in_index(totals, milliseconds) => "{totals} in the index ({milliseconds} ms)", "색인에 {totals} ({milliseconds} ms)";
    left_out(file, of) => "left out  {file}: {of} is read in its place", "제외  {file}: 대신 {of}{을} 읽음";
    file_was(file, before) => "{file} (was {before})", "{file}(전에는 {before})";
    file_of_issue(file, issue) => "{file} (issue {issue})", "{file}({issue}호)";
    file_counts(file, articles, events, citations) => "{file}: {articles}, {events}, {citations}", "{file}: {articles}, {events}, {citations}";
    of_last_good_state(counts) => "{counts}, of its last good state", "{counts}(마지막으로 온전했던 상태)";
    generation_whole(name, files, megabytes) => "{name}: whole, {files}, {megabytes} MB", "{name}: 온전함, {files}, {megabytes} MB";
    generation_published(name, files, megabytes) => "{name}: whole, published, {files}, {megabytes} MB", "{name}: 온전함, 게시됨, {files}, {megabytes} MB";
    generation_damaged(name, files, megabytes) => "{name}: damaged, {files}, {megabytes} MB", "{name}: 손상됨, {files}, {megabytes} MB";
    generation_published_damaged(name, files, megabytes) => "{name}: damaged, published, {files}, {megabytes} MB", "{name}: 손상됨, 게시됨, {files}, {megabytes} MB";
    wrong(fault) => "wrong: {fault}", "잘못: {fault}";
    note(note) => "note: {note}", "참고: {note}";
    index_sound(totals, files, canaries, milliseconds) =>
        "the index is sound: {totals}; {files} compared, {canaries} ({milliseconds} ms)",
        "색인이 온전합니다: {totals}; {files} 비교, {canaries} ({milliseconds} ms)";
    index_wrong(totals, files, canaries, milliseconds) =>
        "the index is wrong: {totals}; {files} compared, {canaries} ({milliseconds} ms)",
        "색인이 잘못되었습니다: {totals}; {files} 비교, {canaries} ({milliseconds} ms)";
    rolled_back(generation, totals) =>
        "{generation} is published again: {totals}. It will not see what has changed before the next run of the index job",
        "{generation}{을} 다시 게시했습니다: {totals}. 그 뒤에 바뀐 것은 다음 색인 실행에서 반영됩니다";

    // What happens during a run.
    waiting() => "waiting for another job that writes this index", "이 색인을 쓰는 다른 작업을 기다리는 중";
    started(files, corpus) => "{files} in {corpus}", "{corpus}에 {files}";
    rebuilding(reason) => "building all anew: {reason}", "모두 다시 만드는 중: {reason}";
    progress(done, files, articles) => "{done}/{files}, {articles}", "{files} 중 {done}개, {articles}";
    progress_left(done, files, articles, left) => "{done}/{files}, {articles}, {left} s left", "{files} 중 {done}개, {articles}, {left}초 남음";
    verified(documents, canaries) => "verified {documents}, {canaries}", "확인함: {documents}, {canaries}";
    published(generation, articles, seconds) => "published {generation}, {articles}, after {seconds} s", "게시함: {generation}, {articles}, {seconds}초 걸림";
    more_warnings(file, count) =>
        "{file}: {count} more; a report in JSON has them all",
        "{file}: 그 밖에 {count}건; JSON 보고서에 모두 있습니다";
    nothing_changed(generation, seconds) => "nothing changed since {generation}, after {seconds} s", "{generation} 뒤로 바뀐 것이 없음, {seconds}초 걸림";

    // Names that a user typed.
    no_such_style(name, names) => "there is no citation style “{name}”; there are {names}", "인용 방식 “{name}”{이} 없습니다. 쓸 수 있는 방식은 {names}입니다";
    no_rows(format, names) => "{format} has no rows for this; {names} hold it", "{format} 형식에는 이것을 담을 행이 없습니다. {names}{으로} 쓸 수 있습니다";
    no_such_format(name, names) => "there is no format “{name}”; there are {names}", "형식 “{name}”{이} 없습니다. 쓸 수 있는 형식은 {names}입니다";
    there_are_no_rows() => "there are no rows", "행이 없습니다";
    wrong_part(part, message) =>
        "“{part}” {message}",
        "“{part}”{은} {message}";
    most_share(total, month, share) =>
        "{total} · most {share} in {month}",
        "{total} · 최고 {month} {share}";
    point_share(month, word, share) =>
        "{month} {word} {share}",
        "{month} {word} {share}";
    outline_more(what, more) =>
        "{what} and {more} more",
        "{what} 외 {more}개";
    total_and_share(total, share) =>
        "{total}, {share}",
        "{total}, {share}";
}
