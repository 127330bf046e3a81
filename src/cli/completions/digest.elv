# Completion of digest in elvish. Put it into ~/.config/elvish/rc.elv
use str
set edit:completion:arg-completer[digest] = {|@words|
    digest __complete elvish -- $@words 2>/dev/null | from-lines | each {|line|
        var parts = [(str:split &max=2 "\t" $line)]
        if (== (count $parts) 2) {
            edit:complex-candidate $parts[0] &display=$parts[0]' ('$parts[1]')'
        } else {
            put $parts[0]
        }
    }
}
