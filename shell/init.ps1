# ol-aws in Windows PowerShell 5.1 and PowerShell 7: the function `ol-aws`. `use` and `unset` change this session; all
# else is the binary's. `ol-aws init powershell` prints this, and before it where the binary is.

# The binary: where it was when this session started, else on PATH.
function global:__ol_aws_binary {
    if ($global:__ol_aws_path -and (Test-Path -LiteralPath $global:__ol_aws_path -PathType Leaf)) {
        return $global:__ol_aws_path
    }
    (Get-Command -Name 'ol-aws' -CommandType Application -TotalCount 1 -ErrorAction Stop).Path
}

# PowerShell takes the first `--` away from a function's arguments (about_Parsing): this puts it back, by the line.
function global:__ol_aws_words {
    param($Invocation, [object[]] $Words)
    $line = "$($Invocation.Line)"
    $start = $Invocation.OffsetInLine - 1
    if ($start -lt 0 -or $start -ge $line.Length) { return $Words }
    $tree = [System.Management.Automation.Language.Parser]::ParseInput($line.Substring($start), [ref] $null, [ref] $null)
    $command = $tree.Find({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)
    if (-not $command) { return $Words }
    $typed = @($command.CommandElements | ForEach-Object { $_.Extent.Text })
    $at = [Array]::IndexOf($typed, '--')
    if ($at -lt 1 -or $typed.Count -ne $Words.Count + 2) { return $Words }
    # The name of the command is the first of what was typed.
    $before = @($Words | Select-Object -First ($at - 1))
    $after = @($Words | Select-Object -Skip ($at - 1))
    $before + '--' + $after
}

# Evaluates what the binary prints. It prints nothing when it fails.
function global:__ol_aws_switch {
    param([string] $Binary, [object[]] $Words)
    $kept = @{ OL_AWS_SHELL = 'powershell' }
    foreach ($name in 'beneath', 'previous') {
        $kept["OL_AWS_$($name.ToUpperInvariant())"] =
            Get-Variable -Name "__ol_aws_$name" -Scope Global -ValueOnly -ErrorAction Ignore
    }
    try {
        foreach ($name in $kept.Keys) { Set-Item -LiteralPath "Env:$name" -Value "$($kept[$name])" }
        $code = & $Binary @Words | Out-String
    } finally {
        foreach ($name in $kept.Keys) { Remove-Item -LiteralPath "Env:$name" -ErrorAction Ignore }
    }
    if ($global:LASTEXITCODE -eq 0 -and $code) { Invoke-Expression $code }
}

function global:ol-aws {
    $words = @(__ol_aws_words $MyInvocation $args)
    $binary = __ol_aws_binary
    $asked = $words.Count -and 'use', 'unset' -ccontains $words[0]
    try {
        # The binary is told which scripts call it.
        $Env:OL_AWS_INTEGRATION =
            "$(Get-Variable -Name '__ol_aws_integration' -Scope Global -ValueOnly -ErrorAction Ignore)"
        if ($asked -and -not ($words -ccontains '--help' -or $words -ccontains '-h')) {
            __ol_aws_switch $binary $words
        } elseif ($MyInvocation.ExpectingInput) {
            $input | & $binary @words
        } else {
            & $binary @words
        }
    } finally {
        Remove-Item -LiteralPath 'Env:OL_AWS_INTEGRATION' -ErrorAction Ignore
    }
}
