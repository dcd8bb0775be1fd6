# Completion of ol-aws in PowerShell: `ol-aws __complete` says what may stand at the cursor. Role names come from a
# service: they are quoted, and never evaluated. `__ol_aws_binary` is in init.ps1.

Register-ArgumentCompleter -Native -CommandName 'ol-aws' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $bin = __ol_aws_binary
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    })
    $typed = [string]$wordToComplete -replace "^['`"]", ''

    # Older PowerShells drop an empty word: the last one ends in a dot that means nothing.
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $lines = @(& $bin __complete powershell -- @words "$typed." 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
    }

    if ($lines.Count -eq 0) { return }
    if ($lines[0] -eq "`tcommand") {
        # The line that begins behind `--`.
        $start = $commandAst.Extent.StartOffset
        $line = $commandAst.Extent.Text.PadRight($cursorPosition - $start).Substring(0, $cursorPosition - $start)
        $dashes = $commandAst.CommandElements | Where-Object { $_.Extent.Text -eq '--' } | Select-Object -First 1
        $rest = $line.Substring($dashes.Extent.EndOffset - $start).TrimStart()
        return (TabExpansion2 -inputScript $rest -cursorColumn $rest.Length).CompletionMatches
    }
    # Of files, PowerShell knows itself.
    if ($lines[0].StartsWith("`t")) { return }

    foreach ($line in $lines) {
        $value, $about = $line -split "`t", 2
        if (-not $about) { $about = $value }
        $text = $value
        if ($value -notmatch '^[A-Za-z0-9_/.:=+-]+$') {
            # The typographic quotes end a string as well as the plain one.
            $text = "'" + ($value -replace "(['\u2018\u2019\u201a\u201b])", '$1$1') + "'"
        }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $about)
    }
}
