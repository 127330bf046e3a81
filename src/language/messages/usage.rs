//! What is said of mistakes in the command line. In English clap says it; these are its words.

use crate::language::particles::*;

messages! {
    only_on_cluster(flag) =>
        "{flag} is for an index on a cluster, and this one is in a folder; leave it out, or name a cluster with --index",
        "{flag}{은} 클러스터에 있는 색인에만 쓰는데 이 색인은 폴더에 있습니다. 빼거나 --index로 클러스터를 지정하십시오";
    unexpected_argument(argument) =>
        "unexpected argument '{argument}' found",
        "'{argument}'{이라는} 인수는 쓸 수 없습니다";
    unrecognized_command(command) =>
        "unrecognized subcommand '{command}'",
        "'{command}'{이라는} 명령이 없습니다";
    similar(names) =>
        "  tip: similar: {names}",
        "  도움말: 비슷한 것으로 {names}{이} 있습니다";
    tip(tip) =>
        "  tip: {tip}",
        "  도움말: {tip}";
    as_a_value(argument) =>
        "to pass '{argument}' as a value, use '-- {argument}'",
        "'{argument}'{을} 값으로 쓰려면 '-- {argument}'{으로} 쓰십시오";
    invalid_value(value, argument) =>
        "invalid value '{value}' for '{argument}'",
        "'{argument}'의 값 '{value}'{이} 올바르지 않습니다";
    invalid_value_why(value, argument, why) =>
        "invalid value '{value}' for '{argument}': {why}",
        "'{argument}'의 값 '{value}'{이} 올바르지 않습니다: {why}";
    value_missing(argument) =>
        "a value is required for '{argument}' but none was supplied",
        "'{argument}'에 값이 필요한데 쓰지 않았습니다";
    value_not_wanted(argument, value) =>
        "unexpected value '{value}' for '{argument}' found",
        "'{argument}'에는 값 '{value}'{을} 쓸 수 없습니다";
    possible_values(values) =>
        "  [possible values: {values}]",
        "  [가능한 값: {values}]";
    conflict(argument, other) =>
        "the argument '{argument}' cannot be used with '{other}'",
        "'{argument}'{은} '{other}'{과} 함께 쓸 수 없습니다";
    repeated(argument) =>
        "the argument '{argument}' cannot be used multiple times",
        "'{argument}'{은} 한 번만 쓸 수 있습니다";
    arguments_missing(arguments) =>
        "the following required arguments were not provided: {arguments}",
        "필요한 인수를 쓰지 않았습니다: {arguments}";
    command_missing() =>
        "a subcommand is required but one was not provided",
        "명령을 쓰지 않았습니다";
    not_in_range(range) =>
        "not in {range}",
        "{range} 범위의 수가 아닙니다";
    number_too_large() =>
        "too large a number",
        "너무 큰 수입니다";
    no_number() =>
        "not a whole number",
        "정수가 아닙니다";
    argument_no_utf8(place, argument) =>
        "argument {place}, “{argument}”, is not UTF-8; write it in UTF-8\n",
        "{place}번째 인수 “{argument}”{이} UTF-8이 아닙니다. UTF-8로 쓰십시오\n";
    see_help() =>
        "For more information, try '--help'.",
        "자세한 내용은 '--help'로 볼 수 있습니다.";
}
