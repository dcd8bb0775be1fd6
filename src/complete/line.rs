//! An unfinished command line, read by clap's own types: clap itself reads only what is finished.

use clap::{Arg, ArgAction, Command};

use super::Candidate;

/// What stands before the cursor.
pub struct Line<'c> {
    command: &'c Command,
    /// Options with their values; those without have an empty one.
    pub given: Vec<(&'c Arg, String)>,
    /// Words that are no options.
    pub places: Vec<String>,
    /// The option whose value comes next.
    awaits: Option<&'c Arg>,
    /// The option that may take more values.
    more: Option<&'c Arg>,
    /// `--` was there: what follows is a command of its own.
    ended: bool,
}

/// What the cursor stands on.
pub enum Spot<'c> {
    Subcommands,
    Options,
    Value(&'c Arg),
    /// A value behind `--option=`; where it starts.
    Joined(&'c Arg, usize),
    /// Nothing is missing but `--`.
    Separator,
    /// The command behind `--`, or one of its words.
    Command,
}

impl<'c> Line<'c> {
    pub fn read(root: &'c Command, words: &[String]) -> Self {
        let mut line = Self {
            command: root,
            given: Vec::new(),
            places: Vec::new(),
            awaits: None,
            more: None,
            ended: false,
        };
        for word in words {
            line.take(word);
        }
        line
    }

    fn take(&mut self, word: &str) {
        if self.ended || word == "--" {
            self.ended = true;
        } else if let Some(option) = self.awaits.take() {
            self.given(option, word);
        } else if let Some(long) = word.strip_prefix("--") {
            let (name, value) =
                long.split_once('=').map_or((long, None), |(name, value)| (name, Some(value)));
            match (self.long(name), value) {
                (Some(option), Some(value)) => self.given(option, value),
                (Some(option), None) if takes_value(option) => self.awaits = Some(option),
                (Some(option), None) => self.given(option, ""),
                (None, _) => {}
            }
        } else if let Some(letters) = word.strip_prefix('-').filter(|letters| !letters.is_empty()) {
            self.take_letters(letters);
        } else if let (Some(command), true) = (self.command.find_subcommand(word), self.places.is_empty()) {
            self.command = command;
        } else if let Some(option) = self.more {
            self.given(option, word);
        } else {
            self.places.push(word.to_owned());
        }
    }

    /// `-qp dev`, `-pdev`.
    fn take_letters(&mut self, letters: &str) {
        for (at, letter) in letters.char_indices() {
            let Some(option) = self.command.get_arguments().find(|arg| arg.get_short() == Some(letter))
            else {
                return;
            };
            let rest = &letters[at + letter.len_utf8()..];
            match (takes_value(option), rest.is_empty()) {
                (false, _) => self.given(option, ""),
                (true, true) => self.awaits = Some(option),
                (true, false) => return self.given(option, rest.strip_prefix('=').unwrap_or(rest)),
            }
        }
    }

    fn given(&mut self, option: &'c Arg, value: &str) {
        self.more = takes_many(option).then_some(option);
        self.given.push((option, value.to_owned()));
    }

    fn long(&self, name: &str) -> Option<&'c Arg> {
        let has = |arg: &&Arg| {
            arg.get_long() == Some(name) || arg.get_all_aliases().is_some_and(|all| all.contains(&name))
        };
        self.command.get_arguments().find(has)
    }

    /// What a word that begins so can be; none: there is no place for another one.
    pub fn spot(&self, typed: &str) -> Option<Spot<'c>> {
        let last = self.command.get_positionals().find(|arg| arg.is_last_set());
        if self.ended {
            return last.map(|_| Spot::Command);
        }
        if let Some(option) = self.awaits {
            return Some(Spot::Value(option));
        }
        if let Some((name, _)) = typed.strip_prefix("--").and_then(|long| long.split_once('=')) {
            return self.long(name).map(|option| Spot::Joined(option, "--=".len() + name.len()));
        }
        if typed.starts_with('-') {
            return Some(Spot::Options);
        }
        if self.places.is_empty() && self.command.has_subcommands() {
            return Some(Spot::Subcommands);
        }
        let places: Vec<&Arg> = self.command.get_positionals().filter(|arg| !arg.is_last_set()).collect();
        let place = places.get(self.places.len()).or(places.last().filter(|arg| takes_many(arg))).copied();
        self.more.or(place).map(Spot::Value).or(last.map(|_| Spot::Separator))
    }

    pub fn subcommands(&self) -> Vec<Candidate> {
        let shown = self.command.get_subcommands().filter(|sub| !sub.is_hide_set());
        shown.map(|sub| Candidate::new(sub.get_name(), styled(sub.get_about()))).collect()
    }

    /// The options that are not there yet; by their letters too where no more than the dash is typed.
    pub fn options(&self, typed: &str) -> Vec<Candidate> {
        let again = |arg: &Arg| matches!(arg.get_action(), ArgAction::Append | ArgAction::Count);
        let there = |arg: &Arg| self.given.iter().any(|(given, _)| given.get_id() == arg.get_id());
        let mut options = Vec::new();
        for arg in self.command.get_arguments().filter(|arg| !arg.is_positional()) {
            if arg.is_hide_set() || (there(arg) && !again(arg)) {
                continue;
            }
            let about = styled(arg.get_help());
            let letter = arg.get_short().filter(|_| typed == "-").map(|letter| format!("-{letter}"));
            let names = arg.get_long().into_iter().chain(arg.get_visible_aliases().into_iter().flatten());
            let names = names.map(|name| format!("--{name}")).chain(letter);
            options.extend(names.map(|name| Candidate::new(name, about.as_str())));
        }
        options
    }
}

fn takes_value(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

fn takes_many(arg: &Arg) -> bool {
    arg.get_num_args().is_some_and(|count| count.max_values() > 1)
}

/// The first line of a help text.
fn styled(text: Option<&clap::builder::StyledStr>) -> String {
    text.map(|text| text.to_string().lines().next().unwrap_or_default().to_owned()).unwrap_or_default()
}
