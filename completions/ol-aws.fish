functions -q __ol_aws_complete; and exit
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
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "assume-role" -d 'Walk through a sign-in as onelogin-aws-assume-role does'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "save" -d 'Write a role\'s credentials into a section of an AWS credentials file'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "roles" -d 'List the roles you may assume'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "login" -d 'Sign in once, and keep sessions for roles'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "logout" -d 'Forget sessions, assertion and token'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "status" -d 'List the sessions that are kept; never signs in'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "config" -d 'Set up, show or import the settings'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "password" -d 'Keep the OneLogin password in the operating system\'s keyring'
complete -c ol-aws -n "__fish_ol_aws_needs_command" -f -a "doctor" -d 'Check what a sign-in needs: settings, files, clock, network, shell'
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
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s i -l client_id -d 'Client id of the OneLogin API credential' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s s -l client_secret -d 'Its client secret; OL_AWS_CLIENT_SECRET is safer' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s r -l region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s t -l time -d 'Minutes between two rounds, 15 to 60' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s l -l loop -d 'How many rounds' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s p -l profile -d 'Save the keys in this section of the AWS credentials file; also a profile of onelogin.aws.json or config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s f -l file -d 'The credentials file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -l onelogin-password -d 'OneLogin password; OL_AWS_PASSWORD is safer' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -l otp -d 'Code of the second factor, for the first round' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s z -l duration -d 'Length of the session in seconds, 900 to 43200' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s c -l config-file-path -d 'Folder of onelogin.sdk.json, onelogin.aws.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -l aws-region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -l aws-account-id -d 'AWS account of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -l saml-api-version -d 'Version of OneLogin\'s assertion API, 1 or 2 [default: 1]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -l keychain-service -d 'Service of the keyring\'s entry that holds the password' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -l keychain-account -d 'Account of that entry' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s x -l interactive -d 'Ask after each round for another role or another user'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -l cache-saml -d 'Use the assertion of the last sign-in while AWS takes it'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -l role_order -d 'List the roles by name instead of by account'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -l credential-process -d 'Print JSON for the AWS SDKs\' credential_process, and keep the session'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand assume-role" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l file -d 'The credentials file [default: AWS\'s own]' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l every -d 'Again each time so much has passed: 45m, 1h' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l times -d 'End after so many times' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -s p -l profile -d 'The section to write; without TARGET, a profile of config.toml of that name is the target' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand save" -s h -l help -d 'Print help'
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
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and not __fish_seen_subcommand_from init show aws-profiles import path" -s h -l help -d 'Print help'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and not __fish_seen_subcommand_from init show aws-profiles import path" -f -a "init" -d 'Ask for what is needed, try it at OneLogin, and write it'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and not __fish_seen_subcommand_from init show aws-profiles import path" -f -a "show" -d 'The effective settings and where each came from, secrets masked'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and not __fish_seen_subcommand_from init show aws-profiles import path" -f -a "aws-profiles" -d 'Profiles for AWS\'s config file, with a `credential_process` a role'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and not __fish_seen_subcommand_from init show aws-profiles import path" -f -a "import" -d 'Take over the settings of another tool'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and not __fish_seen_subcommand_from init show aws-profiles import path" -f -a "path" -d 'Where the configuration file is'
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
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l write -d 'Into AWS\'s config file, as a marked block'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand config; and __fish_seen_subcommand_from aws-profiles" -s h -l help -d 'Print help'
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
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -s p -l profile -d 'Use this profile of config.toml' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l config -d 'The configuration file' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -s c -l config-file-path -d 'Folder of the Python tool\'s onelogin.*.json and accounts.yaml' -r -f -a "(__fish_complete_directories)"
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -s d -l onelogin-subdomain -d 'OneLogin subdomain: the acme of acme.onelogin.com' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l onelogin-region -d 'OneLogin region: us or eu' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -s u -l onelogin-username -d 'OneLogin user name, usually an e-mail address' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -s a -l onelogin-app-id -d 'Id of the AWS app in OneLogin' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l saml-api-version -d 'Version of OneLogin\'s assertion API: 1 or 2' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l ip -d 'Address to sign in from, where an administrator whitelisted it' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l mfa-device -d 'Second factor, by type, name or id' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l otp -d 'Code of the second factor' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l password-command -d 'Command that prints the password; run without a shell' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l aws-account-id -d 'AWS account of the role, by digits or alias' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l aws-role-name -d 'Name of the role' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l aws-region -l region -d 'AWS region' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -s z -l duration -d 'Length of the session: seconds, 45m, 12h or max' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l policy -d 'Session policy that narrows the role: a file, or JSON' -r -F
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l policy-arn -d 'Managed policy that narrows the role; may be repeated' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l min-ttl -d 'Renew a kept session with less left than this [default: 5m]' -r
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l json -d 'A list of objects: group, check, state, detail, remedy'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l password-stdin -d 'Read the password from the first line of stdin'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l read-only -d 'Narrow the role to what ReadOnlyAccess allows'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l force -d 'Ignore kept sessions'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l no-login -d 'Use kept sessions only: never sign in'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -l no-input -d 'Never ask: fail, and say what is missing'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -s q -l quiet -d 'Print errors only'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -s v -l verbose -d 'Print each step'
complete -c ol-aws -n "__fish_ol_aws_using_subcommand doctor" -s h -l help -d 'Print help'
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
