# ol-aws in fish, from 3.1 on: the function `ol-aws`. `use` and `unset` change this shell; all else is the binary's.
# `ol-aws init fish` prints this, and before it where the binary is.

# The binary: where it was when this shell started, else on PATH.
function __ol_aws_binary
    if test -x "$__ol_aws_path"
        $__ol_aws_path $argv
    else
        command ol-aws $argv
    end
end

function ol-aws --description 'AWS roles through OneLogin'
    switch "$argv[1]"
        case use unset
            if contains -- --help $argv; or contains -- -h $argv
                __ol_aws_binary $argv
                return
            end
            # Evaluates what the binary prints. It prints nothing when it fails. No command substitution: that would
            # not have this function's stdin and stderr.
            OL_AWS_SHELL=fish OL_AWS_BENEATH="$__ol_aws_beneath" OL_AWS_PREVIOUS="$__ol_aws_previous" \
                __ol_aws_binary $argv | read -lz code
            set -l ended $pipestatus[1]
            test $ended -eq 0
            or return $ended
            printf %s $code | source
        case '*'
            __ol_aws_binary $argv
    end
end
