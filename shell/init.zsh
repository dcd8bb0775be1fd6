# ol-aws in zsh: the function `ol-aws`. `use` and `unset` change this shell; all else is the binary's.
# `ol-aws init zsh` prints this, and before it where the binary is.

# The binary: where it was when this shell started, else on PATH. It is told which scripts call it.
function __ol_aws_binary {
  if [[ -x ${__ol_aws_path-} ]]; then
    OL_AWS_INTEGRATION=${__ol_aws_integration-} "$__ol_aws_path" "$@"
  else
    OL_AWS_INTEGRATION=${__ol_aws_integration-} command ol-aws "$@"
  fi
}

# Evaluates what the binary prints. It prints nothing when it fails. `set -x` would show the keys, and `set -a` would
# give to every child what is kept.
function __ol_aws_switch {
  local word code
  for word in "$@"; do
    case $word in
      -h | --help)
        __ol_aws_binary "$@"
        return
        ;;
    esac
  done
  setopt local_options no_xtrace no_all_export
  code=$(
    export OL_AWS_SHELL=zsh OL_AWS_BENEATH="${__ol_aws_beneath-}" OL_AWS_PREVIOUS="${__ol_aws_previous-}"
    __ol_aws_binary "$@"
  ) || return
  eval "$code"
}

# With the keyword, an alias of this name is not expanded here.
function ol-aws {
  case ${1-} in
    use | unset) __ol_aws_switch "$@" ;;
    *) __ol_aws_binary "$@" ;;
  esac
}
