# ol-aws in zsh: role and time left before the prompt, while a role is active. No process is started.

# PROMPT holds numbers of psvar only: what psvar holds is shown as it is, whatever PROMPT_SUBST says and whatever
# `%` is in it, with control characters made visible. The numbers are beyond those that themes use.
function __ol_aws_prompt {
  emulate -L zsh
  setopt no_err_exit no_err_return no_xtrace
  typeset -g __ol_aws_segment __ol_aws_told PROMPT
  typeset -ga psvar
  local mine=${__ol_aws_segment-}
  if [[ -n $mine ]]; then PROMPT=${PROMPT/${(b)mine}}; fi
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
  # These two show the role themselves.
  if [[ ${STARSHIP_SHELL-} == zsh ]] || (( ${+functions[p10k]} )); then return 0; fi

  psvar[61]=$OL_AWS_ROLE
  psvar[62]=$text
  if [[ -n ${NO_COLOR-} || ${TERM-} == dumb ]]; then
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

function __ol_aws_start_prompt {
  emulate -L zsh
  typeset -ga precmd_functions
  precmd_functions=(${precmd_functions:#__ol_aws_prompt} __ol_aws_prompt)
  unfunction __ol_aws_start_prompt
}
__ol_aws_start_prompt
