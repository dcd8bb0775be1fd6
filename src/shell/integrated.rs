//! The shells that the integration (`ol-aws init`) is written for.

use super::Format;

/// Contract §2, `init SHELL`.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell", alias = "pwsh")]
    PowerShell,
}

impl Shell {
    /// Its name, as `init` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::PowerShell => "powershell",
        }
    }

    /// How code for it is written.
    pub fn format(self) -> Format {
        match self {
            Self::Bash => Format::Bash,
            Self::Zsh => Format::Zsh,
            Self::Fish => Format::Fish,
            Self::PowerShell => Format::PowerShell,
        }
    }

    /// The shell that reads a format, if the integration is written for it.
    pub fn of(format: Format) -> Option<Self> {
        match format {
            Format::Bash => Some(Self::Bash),
            Format::Zsh => Some(Self::Zsh),
            Format::Fish => Some(Self::Fish),
            Format::PowerShell => Some(Self::PowerShell),
            Format::Cmd | Format::Json | Format::Dotenv => None,
        }
    }

    /// The line that starts the integration, and the file that it belongs in.
    pub fn start(self) -> (&'static str, &'static str) {
        match self {
            Self::Bash => ("eval \"$(ol-aws init bash)\"", "~/.bashrc"),
            Self::Zsh => ("eval \"$(ol-aws init zsh)\"", "~/.zshrc"),
            Self::Fish => ("ol-aws init fish | source", "~/.config/fish/config.fish"),
            Self::PowerShell => ("ol-aws init powershell | Out-String | Invoke-Expression", "$PROFILE"),
        }
    }
}
