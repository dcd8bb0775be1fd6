# Completion of ol-aws in fish 3 and later: `ol-aws __complete` says what may stand at the cursor. Role names come from
# a service: they are split at line ends alone and never evaluated; fish quotes what it inserts. `__ol_aws_binary` is in
# init.fish.

function __ol_aws_complete
    set -l before (commandline -opc)
    # The word as it is meant; where its quotes cannot be told yet, as it stands.
    set -l typed (string unescape -- (commandline -ct); or commandline -ct)
    set -l answer (__ol_aws_binary __complete fish -- $before[2..-1] "$typed" 2>/dev/null)
    switch "$answer[1]"
        case \tfiles
            __ol_aws_paths __fish_complete_path "$typed"
        case \tfolders
            __ol_aws_paths __fish_complete_directories "$typed"
        case \tcommand
            # The line that begins behind `--`.
            set -l first (math (contains -i -- -- $before) + 1)
            set -l rest (string join ' ' -- (string escape -- $before[$first..-1]) (commandline -ct))
            complete -C "$rest"
        case '*'
            test -z "$answer"; or printf '%s\n' $answer
    end
end

# Names of files behind `--option=`, or alone.
function __ol_aws_paths --argument-names complete typed
    set -l option (string match -r -- '^--[^=]*=' $typed)
    for path in ($complete (string replace -r -- '^--[^=]*=' '' $typed))
        printf '%s%s\n' "$option" $path
    end
end

complete -c ol-aws -e
complete -c ol-aws -f -a '(__ol_aws_complete)'
