#compdef digest
# Completion of digest in zsh. Source it behind compinit, or put it as _digest into a
# folder of $fpath.
_digest() {
    local -a lines unfinished values
    local line
    lines=("${(@f)$(digest __complete zsh -- "${(@Q)words[1,CURRENT-1]}" \
        "${(Q)IPREFIX}${(Q)PREFIX}" 2>/dev/null)}")
    for line in $lines; do
        # What ends with a slash goes on, without a space.
        if [[ ${line%%:*} == */ ]]; then
            unfinished+=("$line")
        else
            values+=("$line")
        fi
    done
    (( $#unfinished )) && _describe -V 'digest' unfinished -S ''
    (( $#values )) && _describe -V 'digest' values
}
if [[ $funcstack[1] == _digest ]]; then
    _digest "$@"
else
    compdef _digest digest
fi
