# Completion of digest in fish. Source it, or put it into
# ~/.config/fish/completions/digest.fish
function __digest_complete
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    set -l current (commandline --current-token --cut-at-cursor)
    # A word whose quote is still open cannot be unescaped.
    set -l plain (string unescape -- "$current")
    or set plain (string replace --regex '^["\']' '' -- "$current")
    digest __complete fish -- $words "$plain" 2>/dev/null
end
complete --command digest --no-files --keep-order --arguments '(__digest_complete)'
