# ol-aws in zsh: role and time left before the prompt, while a role is active. No process is started.

# PROMPT holds numbers of psvar only: what psvar holds is shown as it is, whatever PROMPT_SUBST says and whatever
# `%` is in it, with control characters made visible. The numbers are beyond those that themes use.
function __ol_aws_prompt {
  emulate -L zsh
  setopt no_err_exit no_err_return no_xtrace
  typeset -g __ol_aws_segment __ol_aws_told __ol_aws_plain PROMPT
  typeset -ga psvar
  local mine=${__ol_aws_segment-}
  if [[ -n $mine ]]; then PROMPT=${PROMPT/$mine}; fi
  __ol_aws_segment=
  if [[ -z ${OL_AWS_ROLE-} ]]; then return 0; fi

  local colour=green mark text
  if [[ -n ${AWS_REGION-} && $AWS_REGION != "${__ol_aws_usual_region-}" ]]; then text+=" $AWS_REGION"; fi
  if [[ ${OL_AWS_EXPIRES_AT-} == <-> ]]; then
    # The time, as a prompt shows it: needs no module.
    integer seconds=$(( 10#$OL_AWS_EXPIRES_AT - ${(%):-%D{%s\}} ))
    if (( seconds <= 0 )); then
      colour=red
      text+=' expired'
      if [[ ${__ol_aws_told-} != $OL_AWS_EXPIRES_AT ]]; then
        __ol_aws_told=$OL_AWS_EXPIRES_AT
        print -ru2 -- "ol-aws: warning: the session of ${(V)OL_AWS_ROLE} has expired"
        print -ru2 -- "  hint: ol-aws use ${(V)${(q-)OL_AWS_ROLE}}"
      fi
    elif (( seconds < 3600 )); then
      if (( seconds < 900 )); then colour=yellow; fi
      text+=" $(( seconds / 60 ))m"
    else
      text+=" $(( seconds / 3600 ))h${(l:2::0:)$(( seconds / 60 % 60 ))}m"
    fi
  fi
  if __ol_aws_is_shown; then return 0; fi
  # powerlevel10k makes PROMPT anew each time, and puts its hook behind the others: the next time we come last.
  if (( ${+functions[p10k]} )) && [[ ${precmd_functions[-1]-} != __ol_aws_prompt ]]; then __ol_aws_come_last; fi

  psvar[61]=$OL_AWS_ROLE
  psvar[62]=$text
  if [[ ! -o prompt_percent ]]; then
    # Nothing can be named by `%` there, nor coloured.
    __ol_aws_plain="${(V)OL_AWS_ROLE}${(V)text} "
    __ol_aws_segment=$__ol_aws_plain
    if [[ -o prompt_subst ]]; then __ol_aws_segment='${__ol_aws_plain-}'; fi
  elif [[ -n ${NO_COLOR-} || ${TERM-} == dumb ]]; then
    __ol_aws_segment='%61v%62v '
  else
    # ` ACCOUNT=SGR `: the eight colours are 30 to 37.
    mark=${${__ol_aws_marks-}#*" ${OL_AWS_ACCOUNT_ID-}="}
    if [[ $mark == "${__ol_aws_marks-}" ]]; then mark=$colour; else mark=$(( ${mark%% *} - 30 )); fi
    __ol_aws_segment="%F{$mark}%61v%F{$colour}%62v%f "
  fi
  if [[ $PROMPT == $'\n'* ]]; then
    PROMPT=$'\n'$__ol_aws_segment${PROMPT#$'\n'}
  else
    PROMPT=$__ol_aws_segment$PROMPT
  fi
}

# Whether a theme of this very shell shows the role itself: starship, or powerlevel10k with `aws` among its elements,
# unless that one waits for some command to be typed.
function __ol_aws_is_shown {
  emulate -L zsh
  if [[ ${STARSHIP_SHELL-} == zsh ]]; then
    if (( ${+functions[prompt_starship_precmd]} || ${+functions[starship_precmd]} )); then return 0; fi
  fi
  if (( ! ${+functions[p10k]} )) || [[ -n ${POWERLEVEL9K_AWS_SHOW_ON_COMMAND-} ]]; then return 1; fi
  local -a elements=(${POWERLEVEL9K_LEFT_PROMPT_ELEMENTS-} ${POWERLEVEL9K_RIGHT_PROMPT_ELEMENTS-})
  (( ${elements[(I)aws(|_joined)]} ))
}

function __ol_aws_come_last {
  emulate -L zsh
  typeset -ga precmd_functions
  precmd_functions=(${precmd_functions:#__ol_aws_prompt} __ol_aws_prompt)
}
__ol_aws_come_last
