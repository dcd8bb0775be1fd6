//! The settings of other tools, in our words, and what of them `config.toml` does not say yet.

mod ini;
mod onelogin_aws_cli;
mod saml2aws;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::file::ConfigFile;
use super::key::Key;
use super::layer::{Layer, Origin, Value};
use super::save::Changes;
use super::value::{self, SessionLength};
use super::{paths, python};
use crate::env::Env;
use crate::error::{Error, Result, Status};
use crate::output::printable;

/// What one tool's files say.
pub struct Found {
    pub tool: &'static str,
    pub files: Vec<PathBuf>,
    /// What holds for all of its profiles; account and role in it are those it takes when none is named.
    pub layer: Layer,
    /// By name, each complete but for what [`Found::layer`] says.
    pub profiles: BTreeMap<String, Layer>,
    /// `(digits, alias)`.
    pub accounts: Vec<(String, String)>,
    /// What is not taken over, and why.
    pub notes: Vec<String>,
    /// The service and the account under which the tool keeps the password in the operating system's keyring.
    pub password: Option<(&'static str, String)>,
}

impl Found {
    fn of(tool: &'static str, file: PathBuf) -> Self {
        Self {
            tool,
            files: vec![file],
            layer: Layer::default(),
            profiles: BTreeMap::new(),
            accounts: Vec::new(),
            notes: Vec::new(),
            password: None,
        }
    }

    pub fn has_secret(&self) -> bool {
        self.layer.has_secret() || self.profiles.values().any(Layer::has_secret)
    }

    /// What a file holds is shown on a terminal.
    fn check(self) -> Result<Self> {
        let is_safe = |text: &str| printable(text) == text;
        let are_safe = |layer: &Layer| layer.iter().all(|(_, value)| is_safe(value.expose()));
        if are_safe(&self.layer)
            && self.profiles.iter().all(|(name, layer)| is_safe(name) && are_safe(layer))
            && self.accounts.iter().all(|(_, alias)| is_safe(alias))
        {
            return Ok(self);
        }
        Err(wrong(&self.files[0], None, format!("{}: a value has control characters", self.tool)))
    }
}

/// Looks for the files of the other tools. `folder` is that of the Python tool, in place of `~/.onelogin`.
///
/// # Errors
/// A file that cannot be read or used, with the line; that there is none at all (status 1).
pub fn find(env: &Env, folder: Option<PathBuf>) -> Result<Vec<Found>> {
    let home = paths::home()?;
    let folder = folder.unwrap_or_else(|| home.join(".onelogin"));
    let saml2aws = env.get("SAML2AWS_CONFIGFILE").map_or_else(|| home.join(".saml2aws"), PathBuf::from);
    let onelogin_aws_cli = home.join(".onelogin-aws.config");
    let found = [of_python(&folder)?, saml2aws::read(&saml2aws)?, onelogin_aws_cli::read(&onelogin_aws_cli)?];
    let found: Vec<Found> = found.into_iter().flatten().map(Found::check).collect::<Result<_>>()?;
    if found.is_empty() {
        let looked: Vec<String> = python::FILES
            .iter()
            .map(|name| folder.join(name))
            .chain([saml2aws, onelogin_aws_cli])
            .map(|path| path.display().to_string())
            .collect();
        return Err(Error::new(Status::Failure, "no other tool's settings were found")
            .because(format!("there is none of {}", looked.join(", ")))
            .hint("-c DIR names the folder of the Python tool's files; ol-aws config init asks for all that is needed"));
    }
    Ok(found)
}

fn of_python(folder: &Path) -> Result<Option<Found>> {
    let files: Vec<PathBuf> =
        python::FILES.iter().map(|name| folder.join(name)).filter(|file| file.exists()).collect();
    if files.is_empty() {
        return Ok(None);
    }
    let python::PythonFiles { layer, profiles, accounts, .. } = python::read(&[folder.to_owned()])?;
    let mut found =
        Found { files, layer, profiles, ..Found::of("onelogin-aws-assume-role", folder.to_owned()) };
    for (digits, alias) in accounts {
        match value::account_id(&digits) {
            Ok(()) => found.accounts.push((digits, alias)),
            Err(why) => found.notes.push(format!("accounts.yaml: {why}; it is left out")),
        }
    }
    Ok(Some(found))
}

/// A secret on its way to the keyring or to the file.
pub struct Secret {
    pub client_id: String,
    /// The profile it belongs under; none for `[onelogin]`.
    profile: Option<usize>,
    pub value: Value,
}

/// What is to be added, and what is left as it is.
#[derive(Default)]
pub struct Plan {
    /// Without the secrets.
    pub changes: Changes,
    pub secrets: Vec<Secret>,
    /// What `config.toml` says otherwise, in words.
    pub kept: Vec<String>,
}

impl Plan {
    /// What the file does not say yet. What it says, or what an earlier tool has said, is not changed.
    pub fn new(file: &ConfigFile, found: Vec<Found>) -> Self {
        let mut plan = Self::default();
        for found in found {
            plan.add_defaults(file, &found);
            plan.add_accounts(file, &found);
            plan.add_profiles(file, &found);
        }
        plan.changes.settings.sort_by_key(|(key, _)| *key);
        plan
    }

    /// The secret is written into the file.
    pub fn into_file(&mut self, secret: Secret) {
        let settings = match secret.profile {
            Some(index) => &mut self.changes.profiles[index].1,
            None => &mut self.changes.settings,
        };
        let behind =
            settings.iter().position(|(key, _)| *key == Key::ClientId).map_or(settings.len(), |at| at + 1);
        settings.insert(behind, (Key::ClientSecret, secret.value));
    }

    /// What `[onelogin]` and `[aws]` will say.
    pub fn top<'p>(&'p self, file: &'p ConfigFile, key: Key) -> Option<&'p str> {
        let planned =
            self.changes.settings.iter().find(|(planned, _)| *planned == key).map(|(_, value)| value);
        file.layer.get(key).map(|(value, _)| value).or(planned).map(Value::expose)
    }

    fn add_defaults(&mut self, file: &ConfigFile, found: &Found) {
        let host_is_set = [Key::Host, Key::OneLoginRegion].iter().any(|key| self.top(file, *key).is_some());
        for (key, value) in found.layer.iter() {
            let text = value.expose();
            let is_host = matches!(key, Key::Host | Key::OneLoginRegion);
            match self.top(file, key) {
                _ if matches!(key, Key::Account | Key::Role | Key::ClientSecret) => {}
                Some(there) if there != text => {
                    let told = format!("{} is {there}, and {} says {text}", key.names().path, found.tool);
                    self.kept.push(told);
                }
                Some(_) => {}
                None if is_host && host_is_set => {
                    self.kept.push(format!(
                        "the OneLogin host is set, and {} says {}",
                        found.tool,
                        host(key, text)
                    ));
                }
                None => self.changes.settings.push((key, Value::of(key, text))),
            }
        }
        let part = |key| found.layer.get(key).map(|(value, _)| value.expose());
        self.add_secret(file, part(Key::ClientId), part(Key::ClientSecret), None);
        let target =
            [part(Key::Account), part(Key::Role)].into_iter().flatten().collect::<Vec<_>>().join("/");
        match file.default.as_ref().or(self.changes.default.as_ref()) {
            _ if target.is_empty() => {}
            Some(there) if *there != target => {
                self.kept.push(format!("default is {there}, and {} says {target}", found.tool));
            }
            Some(_) => {}
            None => self.changes.default = Some(target),
        }
    }

    fn add_accounts(&mut self, file: &ConfigFile, found: &Found) {
        for (digits, alias) in &found.accounts {
            let planned = self.changes.accounts.iter().find(|(planned, _)| planned == digits);
            let of_file = file.accounts.iter().find(|account| account.id == *digits);
            let there = of_file.map(|account| account.alias.as_deref().unwrap_or_default());
            match there.or(planned.map(|(_, alias)| alias.as_str())) {
                Some(there) if there != alias => {
                    self.kept.push(format!("account {digits} is `{there}`, and {} says {alias}", found.tool));
                }
                Some(_) => {}
                None => self.changes.accounts.push((digits.clone(), alias.clone())),
            }
        }
    }

    /// A profile gets what differs from what holds for all.
    fn add_profiles(&mut self, file: &ConfigFile, found: &Found) {
        for (name, layer) in &found.profiles {
            if file.profiles.contains_key(name)
                || self.changes.profiles.iter().any(|(planned, _)| planned == name)
            {
                self.kept.push(format!("there is a profile {name}, and {} has one too", found.tool));
                continue;
            }
            let own = |key| layer.get(key).map(|(value, _)| value.expose());
            // Another default of the tool's is its profiles' as well, but for the role it takes when none is named.
            let inherited = |key| found.layer.get(key).map(|(value, _)| value.expose());
            let text = |key| {
                own(key).or_else(|| inherited(key).filter(|_| !matches!(key, Key::Account | Key::Role)))
            };
            let mut settings = Vec::new();
            for names in super::KEYS {
                let key = names.key;
                let Some(text) = text(key).filter(|text| self.top(file, key) != Some(text)) else { continue };
                match key {
                    Key::ClientSecret => {}
                    // A profile's `region` is that of AWS: the tenant's own host serves every region.
                    Key::OneLoginRegion if self.top(file, Key::Host).is_some() => {}
                    Key::OneLoginRegion => settings.push((Key::Host, Value::of(Key::Host, "subdomain"))),
                    _ => settings.push((key, Value::of(key, text))),
                }
            }
            settings.dedup_by_key(|(key, _)| *key);
            self.changes.profiles.push((name.clone(), settings));
            // Another client id has another secret.
            let id = text(Key::ClientId);
            let secret = own(Key::ClientSecret)
                .or_else(|| inherited(Key::ClientSecret).filter(|_| id == inherited(Key::ClientId)));
            self.add_secret(file, id, secret, Some(self.changes.profiles.len() - 1));
        }
    }

    /// A client secret counts where its client id does.
    fn add_secret(
        &mut self,
        file: &ConfigFile,
        id: Option<&str>,
        secret: Option<&str>,
        profile: Option<usize>,
    ) {
        let (Some(id), Some(secret)) = (id, secret) else { return };
        let of_top = self.top(file, Key::ClientId) == Some(id);
        let there = |key: &Key| file.layer.get(*key).is_some();
        let is_there = of_top && [Key::ClientSecret, Key::ClientSecretCommand].iter().any(there);
        let is_planned =
            self.secrets.iter().any(|secret| secret.client_id == id && secret.profile == profile);
        if of_top == profile.is_none() && !is_there && !is_planned {
            let value = Value::of(Key::ClientSecret, secret);
            self.secrets.push(Secret { client_id: id.to_owned(), profile, value });
        }
    }
}

fn host(key: Key, text: &str) -> String {
    if key == Key::Host { "the subdomain's own".to_owned() } else { format!("region {text}") }
}

/// Where another tool's OneLogin address leads, as settings of ours: none of its files can name another host.
fn address(url: &str) -> Option<(Key, &str)> {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    let host = host.split(['/', '?', '#']).next()?;
    let label = host.strip_suffix(".onelogin.com")?;
    match label.strip_prefix("api.") {
        Some(region) => value::onelogin_region(region).is_ok().then_some((Key::OneLoginRegion, region)),
        None => (!label.is_empty() && value::subdomain(label).is_ok()).then_some((Key::Subdomain, label)),
    }
}

/// A role's account, and what follows `role/`.
fn parts_of_role(arn: &str) -> Option<(&str, &str)> {
    let role = crate::role::is_role_arn(arn).then(|| arn.split_once(":role/"))??;
    Some((role.0.rsplit(':').next()?, role.1))
}

/// A number of seconds, as STS takes it: other tools take more, and are refused by AWS.
fn clamped(seconds: &str) -> Result<String, String> {
    let seconds: u64 = seconds.parse().map_err(|_| format!("`{seconds}` is no number of seconds"))?;
    Ok(seconds.clamp(SessionLength::SHORTEST.into(), SessionLength::LONGEST.into()).to_string())
}

/// Sets a key of a line, if its value is one that the key can have.
fn set(layer: &mut Layer, path: &Path, entry: &ini::Entry<'_>, key: Key, text: &str) -> Result<()> {
    super::file::check(key, text)
        .map_err(|why| wrong(path, Some(entry.line), format!("{}: {why}", entry.name)))?;
    layer.set(key, text, Origin::File(path.to_owned()));
    Ok(())
}

/// A file's text, wiped when dropped: it may hold a secret. None where there is no such file.
fn text(path: &Path) -> Result<Option<Zeroizing<String>>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(Zeroizing::new(text))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(wrong(path, None, error)),
    }
}

/// `FILE:LINE: why`.
fn wrong(path: &Path, line: Option<usize>, why: impl std::fmt::Display) -> Error {
    let line = line.map_or_else(String::new, |line| format!(":{line}"));
    Error::usage(format!("{}{line}: {why}", path.display()))
        .hint("correct it there, or move the file away: then it is not imported")
}
