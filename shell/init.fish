# ol-aws in fish, from 3.1 on: the function `ol-aws`. `use` and `unset` change this shell; all else is the binary's.
# `ol-aws init fish` prints this, and before it where the binary is.

# The binary: where it was when this shell started, else on PATH. It is told which scripts call it.
function __ol_aws_binary
    if test -x "$__ol_aws_path"
        OL_AWS_INTEGRATION="$__ol_aws_integration" $__ol_aws_path $argv
    else
        OL_AWS_INTEGRATION="$__ol_aws_integration" command ol-aws $argv
    end
end

# A universal variable belongs to every session, so it is left alone, and nothing can hide it. Told once.
function __ol_aws_tell_of_universal
    test -n "$OL_AWS_ROLE"; and not set -q __ol_aws_universal_told
    or return
    for name in AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SECURITY_TOKEN AWS_SESSION_EXPIRATION \
        AWS_CONTAINER_CREDENTIALS_RELATIVE_URI AWS_CONTAINER_CREDENTIALS_FULL_URI AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_ARN
        if set -qUx $name
            set -g __ol_aws_universal_told yes
            echo "ol-aws: warning: $name is a universal variable, so every command still gets it beside the role" >&2
            echo "  hint: set -eU $name" >&2
        end
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
            contains -- -q $argv; or contains -- --quiet $argv
            or __ol_aws_tell_of_universal
            return 0
        case '*'
            __ol_aws_binary $argv
    end
end
