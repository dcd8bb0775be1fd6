# shellcheck shell=bash
# ol-aws in bash: role and time left before the prompt, while a role is active. No process is started (before bash
# 4.2: one, for the time).

# PS1 holds names only: what a variable holds is not expanded again, so no role's name is ever run.
# shellcheck disable=SC2016
__ol_aws_segment='\[${__ol_aws_colour-}\]${__ol_aws_role-}\[${__ol_aws_colour_left-}\]${__ol_aws_left-}\[${__ol_aws_plain-}\] '

# What the segment shows, and once what to do about a session that has lapsed.
__ol_aws_look() {
  local now=0 seconds colour=32 mark
  __ol_aws_role=${OL_AWS_ROLE//[[:cntrl:]]/?}
  __ol_aws_left=
  if [[ -n ${AWS_REGION-} && $AWS_REGION != "${__ol_aws_usual_region-}" ]]; then
    __ol_aws_left=" ${AWS_REGION//[[:cntrl:]]/?}"
  fi
  case ${OL_AWS_EXPIRES_AT-} in
    '' | *[!0-9]*) ;;
    *)
      if ((BASH_VERSINFO[0] >= 5)); then
        now=$EPOCHSECONDS
      elif ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 402)); then
        printf -v now '%(%s)T' -1
      else
        now=$(date +%s)
      fi
      seconds=$((10#$OL_AWS_EXPIRES_AT - now))
      if ((seconds <= 0)); then
        colour=31
        __ol_aws_left+=' expired'
        if [[ ${__ol_aws_told-} != "$OL_AWS_EXPIRES_AT" ]]; then
          __ol_aws_told=$OL_AWS_EXPIRES_AT
          printf 'ol-aws: warning: the session of %s has expired\n  hint: ol-aws use %q\n' \
            "$__ol_aws_role" "$OL_AWS_ROLE" >&2
        fi
      elif ((seconds < 3600)); then
        if ((seconds < 900)); then colour=33; fi
        __ol_aws_left+=" $((seconds / 60))m"
      else
        printf -v mark ' %dh%02dm' "$((seconds / 3600))" "$((seconds / 60 % 60))"
        __ol_aws_left+=$mark
      fi
      ;;
  esac
  __ol_aws_colour='' __ol_aws_colour_left='' __ol_aws_plain=''
  if [[ -z ${NO_COLOR-} && ${TERM-} != dumb ]]; then
    mark=${__ol_aws_marks-}
    mark=${mark#*" ${OL_AWS_ACCOUNT_ID-}="}
    if [[ $mark == "${__ol_aws_marks-}" ]]; then mark=$colour; fi
    __ol_aws_colour=$'\033['${mark%% *}m
    __ol_aws_colour_left=$'\033['${colour}m
    __ol_aws_plain=$'\033[0m'
  fi
}

# starship shows the role itself, where it runs in this very shell.
__ol_aws_prompt() {
  local status=$?
  PS1=${PS1-}
  PS1=${PS1/"$__ol_aws_segment"/}
  if [[ -n ${OL_AWS_ROLE-} ]]; then
    __ol_aws_look
    if [[ ${STARSHIP_SHELL-} == bash ]] && declare -F starship_precmd >/dev/null; then
      :
    elif shopt -q promptvars; then
      case $PS1 in
        '\n'*) PS1='\n'$__ol_aws_segment${PS1#'\n'} ;;
        *) PS1=$__ol_aws_segment$PS1 ;;
      esac
    fi
  fi
  # For what follows in PROMPT_COMMAND.
  return "$status"
}

# The status is kept by `&&`, so that neither `set -e` nor a trap of ERR takes it for a failure.

case "${PROMPT_COMMAND[*]-}" in
  *__ol_aws_prompt*) ;;
  *)
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)); then
      PROMPT_COMMAND+=('__ol_aws_prompt && :')
    else
      # shellcheck disable=SC2178,SC2128
      PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}'__ol_aws_prompt && :'
    fi
    ;;
esac
