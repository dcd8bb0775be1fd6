# shellcheck shell=bash
# Completion of ol-aws in bash 3.2 and later, with or without bash-completion: `ol-aws __complete` says what may
# stand at the cursor. Role names come from a service: they are quoted, split at line ends alone, never evaluated.
# `__ol_aws_binary` is in init.bash.

# Splits the line up to the cursor as the shell would, into `words` without their quotes; the last is being typed.
# `quote` is the one that is open in it. `cut` letters of it are no business of readline's, which takes what follows
# a `:`, a `=` or a quote for a word of its own.
__ol_aws_split() {
  local line=${COMP_LINE:0:COMP_POINT} word='' begun='' letter i
  words=() quote='' cut=0
  for ((i = 0; i < ${#line}; i++)); do
    letter=${line:i:1}
    case $quote$letter in
      [\'\"]) quote=$letter begun=1 cut=${#word} ;;
      \'\' | \"\") quote='' cut=${#word} ;;
      \\) i=$((i + 1)) word+=${line:i:1} begun=1 ;;
      \"\\)
        [[ ${line:i+1:1} != [\\\"\$\`] ]] || { i=$((i + 1)) letter=${line:i:1}; }
        word+=$letter
        ;;
      [[:space:]])
        [[ -z $begun ]] || words+=("$word")
        word='' begun='' cut=0
        ;;
      *)
        word+=$letter begun=1
        [[ -n $quote || $COMP_WORDBREAKS != *"$letter"* ]] || cut=${#word}
        ;;
    esac
  done
  words+=("$word")
}

# Offers a word, written so that it is the same word where it comes to stand.
__ol_aws_offer() {
  local value=${1:cut}
  case $quote in
    \') value=${value//\'/\'\\\'\'} ;;
    \")
      # Nothing keeps a `!` between double quotes from being history.
      [[ $value != *'!'* ]] || return 0
      value=${value//\\/\\\\} value=${value//\"/\\\"} value=${value//\$/\\\$} value=${value//\`/\\\`}
      ;;
    *) [[ -z $value ]] || printf -v value %q "$value" ;;
  esac
  COMPREPLY+=("$value")
}

# Offers what `compgen` with these options has for a text; the second is what stands before it in its word.
__ol_aws_compgen() {
  local name
  while IFS= read -r name; do
    [[ -n $name ]] || continue
    if [[ $1 != -c ]] && compopt -o filenames 2>/dev/null; then
      name=$2$name
      COMPREPLY+=("${name:cut}") # readline quotes it, and knows folders
    else
      __ol_aws_offer "$2$name"
    fi
  done <<<"$(compgen "$1" -- "$3")"
}

__ol_aws_files() {
  local typed=${words[${#words[@]} - 1]}
  case $typed in
    --*=*) __ol_aws_compgen "$1" "${typed%%=*}=" "${typed#*=}" ;;
    *) __ol_aws_compgen "$1" '' "$typed" ;;
  esac
}

# The command behind `--`: its name, or its own completion.
__ol_aws_command() {
  local first=0 rest=$COMP_LINE spec=() complete='' i
  while [[ ${COMP_WORDS[first]} != -- ]]; do
    rest=${rest#*"${COMP_WORDS[first]}"} first=$((first + 1))
    ((first < COMP_CWORD)) || return 0
  done
  first=$((first + 1)) rest=${rest#*--}
  for i in _comp_command_offset _command_offset; do
    if declare -F "$i" >/dev/null; then
      "$i" "$first"
      return 0
    fi
  done
  rest=${rest#"${rest%%[![:space:]]*}"}
  COMP_POINT=$((COMP_POINT - ${#COMP_LINE} + ${#rest})) COMP_LINE=$rest
  COMP_WORDS=("${COMP_WORDS[@]:first}") COMP_CWORD=$((COMP_CWORD - first))
  if ((COMP_CWORD == 0)); then
    __ol_aws_compgen -c '' "${words[${#words[@]} - 1]}"
    return 0
  fi
  IFS=$' \t\n' read -ra spec <<<"$(complete -p "${COMP_WORDS[0]##*/}" 2>/dev/null)"
  for ((i = 0; i < ${#spec[@]}; i++)); do
    case ${spec[i]} in
      -F) complete=${spec[i + 1]} ;;
      -o) compopt -o "${spec[i + 1]}" 2>/dev/null || : ;;
    esac
  done
  if [[ -n $complete ]] && declare -F "$complete" >/dev/null; then
    "$complete" "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
  else
    __ol_aws_files -f
  fi
}

_ol_aws() {
  local words=() quote='' cut=0 answer line
  COMPREPLY=()
  __ol_aws_split
  answer=$(__ol_aws_binary __complete bash -- "${words[@]:1}" 2>/dev/null) || return 0
  case $answer in
    '') ;;
    $'\tfiles') __ol_aws_files -f ;;
    $'\tfolders') __ol_aws_files -d ;;
    $'\tcommand') __ol_aws_command ;;
    *) while IFS= read -r line; do __ol_aws_offer "$line"; done <<<"$answer" ;;
  esac
  return 0
}

complete -F _ol_aws ol-aws
