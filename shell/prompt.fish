# ol-aws in fish: role and time left before the prompt, while a role is active. One process is started, for the time.

# Before a prompt is drawn: what it shows, and once what to do about a session that has lapsed.
function __ol_aws_look --on-event fish_prompt
    set -g __ol_aws_segment
    test -n "$OL_AWS_ROLE"
    or return
    set -l colour green
    set -l text ''
    if test -n "$AWS_REGION"; and test "$AWS_REGION" != "$__ol_aws_usual_region"
        set text " $AWS_REGION"
    end
    if string match -qr '^[0-9]+$' -- "$OL_AWS_EXPIRES_AT"
        set -l seconds (math $OL_AWS_EXPIRES_AT - (command date +%s))
        if test $seconds -le 0
            set colour red
            set text "$text expired"
            if test "$__ol_aws_told" != "$OL_AWS_EXPIRES_AT"
                set -g __ol_aws_told $OL_AWS_EXPIRES_AT
                echo "ol-aws: warning: the session of "(string replace -ra '[[:cntrl:]]' '?' -- $OL_AWS_ROLE)" has expired" >&2
                echo "  hint: ol-aws use "(string escape -- $OL_AWS_ROLE) >&2
            end
        else if test $seconds -lt 3600
            if test $seconds -lt 900
                set colour yellow
            end
            set text "$text "(math -s0 $seconds / 60)m
        else
            set text "$text "(math -s0 $seconds / 3600)h(printf %02d (math -s0 "$seconds / 60 % 60"))m
        end
    end
    # starship shows the role itself, where it draws the prompt of this very shell.
    if test "$STARSHIP_SHELL" = fish; and functions fish_prompt | string match -q '*STARSHIP_KEYMAP*'
        return
    end
    set -l role (string replace -ra '[[:cntrl:]]' '?' -- $OL_AWS_ROLE)
    set text (string replace -ra '[[:cntrl:]]' '?' -- "$text")
    if test -n "$NO_COLOR"; or test "$TERM" = dumb
        set -g __ol_aws_segment "$role$text "
    else
        # ` ACCOUNT=SGR `: the eight colours are 30 to 37.
        set -l colours black red green yellow blue magenta cyan white
        set -l mark (string match -r " $OL_AWS_ACCOUNT_ID=3([0-7]) " -- "$__ol_aws_marks")[2]
        set -l of_role $colour
        test -n "$mark"
        and set of_role $colours[(math $mark + 1)]
        # Joined: beside what prints nothing, all else would be nothing as well.
        set -g __ol_aws_segment (string join '' -- (set_color $of_role) $role (set_color $colour) $text (set_color normal) ' ')
    end
end

# fish draws fish_mode_prompt before fish_prompt, in every mode: so fish_prompt stays as it is, and gets its $status.
if status is-interactive
    if not functions fish_mode_prompt 2>/dev/null | string match -q '*__ol_aws_segment*'
        functions -e __ol_aws_mode_prompt
        functions -q fish_mode_prompt
        and functions -c fish_mode_prompt __ol_aws_mode_prompt
    end
    function fish_mode_prompt
        printf %s $__ol_aws_segment
        functions -q __ol_aws_mode_prompt
        and __ol_aws_mode_prompt
    end
end
