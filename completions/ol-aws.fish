# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_ol_aws_global_optspecs
    string join \n h/help V/version
end

function __fish_ol_aws_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_ol_aws_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_ol_aws_using_subcommand
    set -l cmd (__fish_ol_aws_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c ol-aws -n "__fish_ol_aws_needs_command" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -s V -l version -d 'Print version'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "exec" -d 'Run a command, or a shell, with a role\'s credentials in its environment'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "env" -d 'Print code that puts a role\'s credentials into this shell'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "credential-process" -d 'Print a role\'s credentials as the AWS SDKs\' credential_process wants'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "roles" -d 'List the roles you may assume'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "login" -d 'Sign in once, and keep sessions for roles'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "logout" -d 'Forget sessions, assertion and token'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "status" -d 'List the sessions that are kept; never signs in'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "config" -d 'Set up, show or import the settings'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "password" -d 'Keep the OneLogin password in the operating system\'s keyring'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "completions" -d 'Print a completion script for packages; `init` sets up more'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "man" -d 'Write the manual pages into a folder'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "use" -d 'Switch this shell to a role; `-` for the one before'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "unset" -d 'Leave this shell\'s role'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "init" -d 'Print the shell integration, for the shell\'s start-up file'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "prompt" -d 'Print the active role and its time left, for a prompt or status line'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand exec" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l shell -d 'Whose code to print [default: the shell that calls]' -r -f -a "bash\t'Plain POSIX shell, so that `sh`, `dash`, `ash` and `ksh` read it as well'
zsh\t''
fish\t''
powershell\t''
cmd\t''
json\t''
dotenv\t''"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l unset -d 'Print code that takes the credentials out again'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand env" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand credential-process" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l json -d 'A list of objects: account, alias, role, path, arn, provider'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l refresh -d 'Sign in and list them anew'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l by-role -d 'Sort by role name instead of by account'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand roles" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l all -d 'Every role there is'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand login" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l all -d 'Of every tenant'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l revoke -d 'Revoke the token at OneLogin too: others may share it'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand logout" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l json -d 'A list of objects: target, account, role, region, expires_at, seconds_left, active'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand status" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and not __fish_seen_subcommand_from init show import path" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and not __fish_seen_subcommand_from init show import path" -f -a "init" -d 'Ask for what is needed, try it at OneLogin, and write it'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and not __fish_seen_subcommand_from init show import path" -f -a "show" -d 'The effective settings and where each came from, secrets masked'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and not __fish_seen_subcommand_from init show import path" -f -a "import" -d 'Take over the settings of another tool'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and not __fish_seen_subcommand_from init show import path" -f -a "path" -d 'Where the configuration file is'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l json -d 'An object with value and origin of each setting'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from import" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from import" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml [default: ~/.onelogin]' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from import" -l write -d 'Add it without asking'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and not __fish_seen_subcommand_from set forget" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and not __fish_seen_subcommand_from set forget" -f -a "set" -d 'Keep it; asks for it, or reads it with --password-stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and not __fish_seen_subcommand_from set forget" -f -a "forget" -d 'Remove it'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand password; and __fish_seen_subcommand_from forget" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand completions" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand man" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand use" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand unset" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand init" -l no-prompt -d 'Leave the prompt alone'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand init" -l no-completion -d 'Leave completion alone'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand init" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand prompt" -l format -d 'The text, with {role} {account} {region} {left} {state} in it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand prompt" -s h -l help -d 'Print help'
