//! What is said of terms and the dictionary.

use crate::language::particles::*;

messages! {
    no_dictionary(error) =>
        "cannot load the dictionary: {error}",
        "사전을 불러올 수 없습니다: {error}";
    no_dictionary_of_terms(error) =>
        "cannot build a dictionary of the terms: {error}",
        "용어의 사전을 만들 수 없습니다: {error}";
    terms_damaged() =>
        "the compiled terms are damaged",
        "컴파일된 용어가 손상되었습니다";
    term_form() =>
        "write one word alone, or a row of ko-dic's 12 columns",
        "낱말 하나만 쓰거나 ko-dic의 12개 열로 된 행을 쓰십시오";
    term_quotation(form) =>
        "columns of a term hold no quotation marks; {form}",
        "용어의 열에는 따옴표를 쓸 수 없습니다. {form}";
    term_columns(columns, form) =>
        "has {columns} columns; {form}",
        "열이 {columns}개입니다. {form}";
    term_id(column, name, form) =>
        "“{column}” is no {name} of ko-dic; {form}",
        "“{column}”{은} ko-dic의 {name}{이} 아닙니다. {form}";
    term_cost(cost, form) =>
        "“{cost}” is no cost, a number from -32768 to 32767; {form}",
        "“{cost}”{은} 비용(-32768–32767의 수)이 아닙니다. {form}";
    term_long(word, chars) =>
        "“{word}” is longer than {chars} characters; write a word, not a text",
        "“{word}”{이} {chars}자보다 깁니다. 글이 아니라 낱말을 쓰십시오";
    term_empty() =>
        "a word or a part of it is empty; write 레드팀, or 레드+팀",
        "낱말이나 그 부분이 비어 있습니다. 레드팀이나 레드+팀처럼 쓰십시오";
    term_space(text) =>
        "“{text}” has a space; a term is one word: join its parts with +, as in 레드+팀",
        "“{text}”에 빈칸이 있습니다. 용어는 한 낱말이니 레드+팀처럼 부분을 +로 이으십시오";
    term_no_word(text) =>
        "“{text}” is no word of Hangul letters, perhaps with Latin ones and digits",
        "“{text}”{은} 한글로 된 낱말(라틴 문자와 숫자가 섞일 수 있음)이 아닙니다";
    places_wrong() =>
        "the places of words are not those of the text",
        "낱말의 자리가 글의 것과 다릅니다";
    at_line(line, message) =>
        "line {line}: {message}",
        "{line}번째 줄: {message}";
    left_id() =>
        "left id",
        "왼쪽 ID";
    right_id() =>
        "right id",
        "오른쪽 ID";
}
