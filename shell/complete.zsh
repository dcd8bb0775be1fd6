# Completion of ol-aws in zsh: `ol-aws __complete` says what may stand at the cursor. Role names come from a service:
# they are split at line ends alone, never evaluated, and compadd quotes them. `__ol_aws_binary` is in init.zsh.

_ol_aws() {
  local answer line value
  local -a before whole begun
  before=("${(@Q)words[2,CURRENT-1]}")
  (( CURRENT > 2 )) || before=()
  answer=$(__ol_aws_binary __complete zsh -- "${before[@]}" "${(Q)PREFIX}" 2>/dev/null)
  case $answer in
    '') return 1 ;;
    $'\tfiles' | $'\tfolders')
      [[ $PREFIX != --*=* ]] || compset -P '*='
      if [[ $answer == *folders ]]; then _files -/; else _files; fi
      return
      ;;
    $'\tcommand')
      # As _precommand does: the line begins behind `--`.
      line=${words[(i)--]}
      shift "$line" words
      (( CURRENT -= line ))
      _normal
      return
      ;;
  esac
  for line in "${(@f)answer}"; do
    # _describe reads `value:about`.
    value=${${${line%%$'\t'*}//\\/\\\\}//:/\\:}
    [[ $line != *$'\t'* ]] || line=$value:${line#*$'\t'}
    [[ $line == *:* ]] || line=$value
    if [[ $value == */ ]]; then begun+=("$line"); else whole+=("$line"); fi
  done
  local ret=1
  (( ! $#whole )) || _describe -t ol-aws ol-aws whole -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' && ret=0
  (( ! $#begun )) || _describe -t ol-aws ol-aws begun -S '' -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' && ret=0
  return ret
}

if (( ${+functions[compdef]} )); then
  compdef _ol_aws ol-aws
else
  # compinit comes later in .zshrc, or never: seen before the first prompt.
  __ol_aws_compdef() {
    precmd_functions=("${precmd_functions[@]:#__ol_aws_compdef}")
    (( ! ${+functions[compdef]} )) || compdef _ol_aws ol-aws
    unfunction __ol_aws_compdef
  }
  typeset -ga precmd_functions
  precmd_functions=("${precmd_functions[@]:#__ol_aws_compdef}" __ol_aws_compdef)
fi
