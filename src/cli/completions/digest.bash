# Completion of digest in bash. Source it, or put it into
# ~/.local/share/bash-completion/completions/digest
_digest() {
    local candidate
    COMPREPLY=()
    # The line is taken apart by digest: bash parts words at "=" and ":" too, and of a
    # word's parts replaces only the last ($2).
    while IFS= read -r candidate; do
        COMPREPLY+=("$candidate")
    done < <(digest __complete bash -- "$2" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[/=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -F _digest digest 2>/dev/null || complete -F _digest digest
