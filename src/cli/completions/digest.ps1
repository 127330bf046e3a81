# Completion of digest in PowerShell. Put it into the file that $PROFILE names.
Register-ArgumentCompleter -Native -CommandName digest -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object {
            if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
                $_.Value
            } else {
                $_.Extent.Text
            }
        })
    $index = $words.Count
    # Older versions pass no empty word to a program: digest adds it by the index.
    if ($wordToComplete) {
        $words += $wordToComplete.TrimStart("'", '"')
    }

    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $lines = @(& digest __complete powershell --index $index '--' @words 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    $lines | Where-Object { $_ } | ForEach-Object {
        $value, $help = $_ -split "`t", 2
        $text = $value
        if ($value -match '[^\w/.=:-]') {
            $text = "'" + ($value -replace "'", "''") + "'"
        }
        if (-not $help) {
            $help = $value
        }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $help)
    }
}
