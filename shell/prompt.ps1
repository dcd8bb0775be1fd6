# ol-aws in PowerShell: role and time left before the prompt, while a role is active. No process is started.

# Writes the segment, and once what to do about a session that has lapsed.
function global:__ol_aws_prompt {
    if (-not $Env:OL_AWS_ROLE) { return }
    $kept = @{}
    foreach ($name in 'told', 'usual_region', 'marks') {
        $kept[$name] = "$(Get-Variable -Name "__ol_aws_$name" -Scope Global -ValueOnly -ErrorAction Ignore)"
    }
    $role = $Env:OL_AWS_ROLE -replace '\p{Cc}', '?'
    $colour = 'Green'
    $text = ''
    if ($Env:AWS_REGION -and $Env:AWS_REGION -ne $kept.usual_region) { $text = " $Env:AWS_REGION" }
    if ($Env:OL_AWS_EXPIRES_AT -match '^[0-9]{1,18}$') {
        $seconds = [long] $Env:OL_AWS_EXPIRES_AT - [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
        if ($seconds -le 0) {
            $colour = 'Red'
            $text += ' expired'
            if ($kept.told -ne $Env:OL_AWS_EXPIRES_AT) {
                $global:__ol_aws_told = $Env:OL_AWS_EXPIRES_AT
                [Console]::Error.WriteLine("ol-aws: warning: the session of $role has expired")
                [Console]::Error.WriteLine("  hint: ol-aws use '$($role -replace "'", "''")'")
            }
        } elseif ($seconds -lt 3600) {
            if ($seconds -lt 900) { $colour = 'Yellow' }
            $text += " $([Math]::Floor($seconds / 60))m"
        } else {
            $text += ' {0}h{1:00}m' -f [Math]::Floor($seconds / 3600), [Math]::Floor($seconds / 60 % 60)
        }
    }
    # starship shows the role itself, where it draws the prompt of this very session.
    if ("$global:__ol_aws_prompt_within" -match 'starship') { return }
    if ($Env:NO_COLOR) {
        Write-Host -NoNewline "$role$text "
        return
    }
    $ofRole = $colour
    # ` ACCOUNT=SGR `: the eight colours are 30 to 37.
    if ($Env:OL_AWS_ACCOUNT_ID -match '^[0-9]+$' -and $kept.marks -match " ${Env:OL_AWS_ACCOUNT_ID}=3([0-7]) ") {
        $ofRole = ('Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White')[[int] $Matches[1]]
    }
    Write-Host -NoNewline -ForegroundColor $ofRole $role
    Write-Host -NoNewline -ForegroundColor $colour "$text "
}

# Around the prompt that is there, which still sees how the last command ended.
if ("$function:prompt" -notlike '*__ol_aws_prompt*') {
    $global:__ol_aws_prompt_within = $function:prompt
    function global:prompt {
        $worked = $?
        $exit = Get-Variable -Name LASTEXITCODE -Scope Global -ValueOnly -ErrorAction Ignore
        __ol_aws_prompt
        $global:LASTEXITCODE = $exit
        if (-not $worked) { Write-Error '' -ErrorAction Ignore }
        & $global:__ol_aws_prompt_within
    }
}
