# shellcheck shell=bash
# ol-aws in bash, from 3.2 on: the function `ol-aws`. `use` and `unset` change this shell; all else is the binary's.
# `ol-aws init bash` prints this, and before it where the binary is.

# The binary: where it was when this shell started, else on PATH. It is told which scripts call it.
__ol_aws_binary() {
  if [[ -x ${__ol_aws_path-} ]]; then
    OL_AWS_INTEGRATION=${__ol_aws_integration-} "$__ol_aws_path" "$@"
  else
    OL_AWS_INTEGRATION=${__ol_aws_integration-} command ol-aws "$@"
  fi
}

# Evaluates what the binary prints. It prints nothing when it fails. `set -x` would show the keys.
__ol_aws_switch() {
  local word code trace=+x ended=0
  for word in "$@"; do
    case $word in
      -h | --help)
        __ol_aws_binary "$@"
        return
        ;;
    esac
  done
  case $- in *x*) trace=-x ;; esac
  set +x
  code=$(
    export OL_AWS_SHELL=bash OL_AWS_BENEATH="${__ol_aws_beneath-}" OL_AWS_PREVIOUS="${__ol_aws_previous-}"
    __ol_aws_binary "$@"
  ) || ended=$?
  if [[ $ended == 0 ]]; then
    eval "$code"
    # No child's business, even under `set -a`.
    export -n __ol_aws_beneath
  fi
  set "$trace"
  return "$ended"
}

__ol_aws_main() {
  case ${1-} in
    use | unset) __ol_aws_switch "$@" ;;
    *) __ol_aws_binary "$@" ;;
  esac
}

if [[ :$SHELLOPTS: == *:posix:* ]]; then
  # There no function may have this name.
  alias ol-aws=__ol_aws_main
else
  # With the keyword, an alias of this name is not expanded here.
  function ol-aws { __ol_aws_main "$@"; }
fi
